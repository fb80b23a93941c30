import { Scheduler } from "../charts/scheduler.js";
import { HistoryClient } from "../socket/queries/history-client.js";
import { LiveSocket } from "../socket/live-socket.js";
import { SleepWatch } from "../socket/sleep-watch.js";
import { SourcePoll } from "../socket/source-poll.js";
import { SourceReports } from "../socket/source-reports.js";
import { Past } from "../store/past.js";
import { SensorStore } from "../store/sensor-store.js";
import { ServerClock } from "../store/server-clock.js";
import { Format } from "../ui/format.js";
import { Settings } from "../ui/settings.js";
import { isWord } from "../ui/words/words.js";
import { Vocabulary } from "../ui/words/vocabulary.js";
import { PageEmitters } from "./emitters.js";
import { Lifetime } from "./lifetime.js";
import { Link } from "./link.js";
import { idlePorts } from "./ports.js";
import { View } from "./view.js";

/** @typedef {import("./browser-context.js").BrowserContext} BrowserContext */

/** Ages are written and windows move so often when nothing comes, milliseconds. */
const BEAT = 100;
const SLOW_BEAT = 500;

/**
 * What the features of the page share: the way from the socket to the store, the stretch of time that is shown, and who is to be told
 * of what. A feature takes out of it what it uses. It knows no feature.
 */
export class PageContext {
  browser;
  /** Null where Highcharts could not be loaded. */
  charts;
  ports = idlePorts();
  emitters = new PageEmitters();
  format = new Format();
  vocabulary = new Vocabulary();
  settings;
  clock;
  store;
  view;
  past;
  scheduler;
  /** Whether the page hears the server. */
  link;
  reports;
  socket;
  poll;
  #life;
  #sleep;
  /** What the cards say of it that the server is not heard. */
  #told = "";

  /** @param {BrowserContext} browser @param {import("../charts/charts.js").Charts | null} charts */
  constructor(browser, charts) {
    const { emitters, ports, format, vocabulary } = this;
    const { frames, fetch, hidden } = browser;
    const { timers } = (this.#life = new Lifetime(browser.timers));
    vocabulary.add(word => (isWord(word) ? format.words(word) : null));
    this.browser = browser;
    this.charts = charts;
    this.settings = new Settings(browser.storage);
    const clock = (this.clock = new ServerClock(browser.now));
    const store = (this.store = new SensorStore(clock, timers.now));
    const view = (this.view = new View(clock, () => this.#viewChanged(), timers.now));
    const history = new HistoryClient(fetch);
    this.past = new Past({
      ask: question => history.ask(question),
      clock,
      heard: store.heard,
      timers,
      onAnswer: () => view.touch(),
      onFilled: count => store.comeback.filled(count),
    });
    this.scheduler = new Scheduler({ frames, now: timers.now, onDrawn: millis => emitters.frameDrawn.emit(millis) });
    this.link = new Link(timers.now);
    this.reports = new SourceReports(fetch, timers.now);
    this.socket = new LiveSocket({
      url: "/live",
      open: path => browser.openSocket(path, "vigie.v1.json"),
      timers,
      random: Math.random,
      lastEvent: () => ports.events.last,
      onMessage: (message, length) => this.#received(message, length),
      onPart: (bytes, usable) => {
        this.link.heard();
        emitters.part.emit(bytes, usable);
      },
      onStill: still => emitters.still.emit(still),
      onConnection: connection => this.#connected(connection),
    });
    const poll = (this.poll = new SourcePoll({
      ask: () => this.reports.ask(),
      timers,
      onReports: each => store.tallied(each),
      onSilence: () => this.socket.doubt(),
    }));
    this.#sleep = new SleepWatch({ now: browser.now, every: timers.every, hidden, onWake: millis => this.#woke(millis) });
    store.listen(change => {
      if (change.type === "welcome") {
        void poll.ask();
      }
    });
  }

  get connected() {
    return this.socket.connection.state === "connected";
  }

  /** Connects. The features are to be attached before. */
  start() {
    const { timers } = this.#life;
    timers.every(() => this.#beat(), BEAT);
    timers.every(() => this.#slowBeat(), SLOW_BEAT);
    this.socket.start();
    this.poll.start();
    this.#sleep.start();
  }

  /** Closes the connection for good. */
  stop() {
    this.poll.stop();
    this.socket.stop();
    this.scheduler.stop();
    this.#life.end();
  }

  /** There may be something to draw. */
  wake() {
    if (!this.browser.hidden()) {
      this.scheduler.wake();
    }
  }

  /** The browser says that it froze the page until now. */
  thawed() {
    this.#sleep.thawed();
  }

  /** The page came into sight or went out of it. Hidden, it takes in what comes and does nothing else: browsers throttle timers, not messages. */
  visibilityChanged() {
    if (!this.browser.hidden()) {
      this.socket.retryNow();
      this.#tellHearing();
      this.view.touch();
    }
    this.emitters.visibility.emit();
    this.wake();
  }

  /** @param {import("../socket/messages.js").Message} message @param {number} length */
  #received(message, length) {
    this.link.heard();
    this.store.apply(message);
    this.emitters.message.emit(message, length);
    this.wake();
  }

  /** @param {import("../socket/live-socket.js").Connection} connection */
  #connected(connection) {
    if (connection.state === "connected" && this.store.updates > 0) {
      this.store.comeback.begin();
    }
    this.link.changed(connection.state);
    this.emitters.connection.emit(connection);
    this.view.touch();
  }

  #viewChanged() {
    this.emitters.view.emit();
    this.wake();
  }

  /** @param {number} millis */
  #woke(millis) {
    this.link.slept(millis);
    this.socket.woke();
    this.#tellHearing();
  }

  #tellHearing() {
    const word = this.link.unheard?.word ?? "";
    if (this.#told !== word) {
      this.#told = word;
      this.emitters.hearing.emit();
    }
  }

  #beat() {
    this.view.beat();
    if (!this.browser.hidden()) {
      this.emitters.beat.emit();
      this.scheduler.wake();
    }
  }

  #slowBeat() {
    this.store.tidy();
    // Right after waking no sensor is silent: what came meanwhile has not been taken in yet.
    this.#sleep.beat();
    this.emitters.slowBeat.emit();
    if (!this.browser.hidden()) {
      this.#tellHearing();
    }
  }
}
