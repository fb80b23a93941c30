import { EventClient } from "../socket/queries/event-client.js";
import { Refused, Requests } from "../socket/requests.js";
import { EventPages } from "../store/events/event-pages.js";
import { EventPast } from "../store/events/event-past.js";
import { Events } from "../store/events/events.js";
import { AlarmLooks } from "./alarms/alarm-look.js";
import { Attention } from "./alarms/attention.js";
import { ChartMarks } from "./chart-marks.js";
import { EventList } from "./event-list.js";
import { sayingIn } from "./words/event-words.js";
import { Me } from "./notes/me.js";
import { NotePane } from "./notes/note-pane.js";
import { SidePanel } from "./side-panel.js";
import { StandingList } from "./alarms/standing-list.js";
import { Telling } from "./words/telling.js";
import { Toasts } from "./alarms/toasts.js";

/** @typedef {import("../socket/messages.js").EventWords} EventWords */
/** @typedef {import("../store/readings/sensor.js").Sensor} Sensor */

/** Events that are asked for when the page opens. */
const FIRST = 200;
/** What has changed is drawn in the panel after so long, all at once; toasts do not wait. Milliseconds. */
const DRAW_AFTER = 60;

/**
 * Everything of the page that has to do with events, alarms and notes, wired together: what comes in on one side, what cards, charts
 * and the rest of the page want to know of it on the other.
 */
export class EventDesk {
  events = new Events();
  say;
  /** What the enlarged chart has of it. */
  chartMarks;
  #world;
  #client;
  #requests;
  #past;
  #looks;
  #me;
  #list;
  #notes;
  #panel;
  #toasts;
  #attention;
  #drawing = false;
  #renamed = false;
  /** Ids and names of sensors, as they were written last. */
  #names = "";
  /** @type {Map<string, import("../page/ports.js").AlarmLook>} */ #worn = new Map();

  /**
   * @param {object} world
   * @param {import("../ui/format.js").Format} world.format
   * @param {import("../page/view.js").View} world.view
   * @param {import("../store/sensor-store.js").SensorStore} world.store
   * @param {{now: () => number}} world.clock the server's
   * @param {import("../ui/settings.js").Settings} world.settings
   * @param {{now: () => number, later: (task: () => void, millis: number) => number, cancel: (id: number) => void}} world.timers
   * @param {(message: object) => boolean} world.send
   * @param {(address: string, options: RequestInit) => Promise<Response>} world.fetch
   * @param {(sensor: string, time: number) => void} world.onShow the chart of a sensor is to be shown at a moment, NaN for now
   * @param {AbortSignal} world.signal detaches it
   * @param {() => void} world.onChange alarms may be others now
   */
  constructor(world) {
    const { format, view, store, clock, settings, timers, send, fetch, signal } = world;
    const { events } = this;
    this.#world = world;
    const say = (this.say = sayingIn(() => format.language));
    const telling = new Telling({ format, say, store, clock });
    const client = (this.#client = new EventClient(fetch));
    this.#requests = new Requests({ send, timers });
    const ask = (/** @type {{type: string} & Record<string, unknown>} */ message) => this.#requests.ask(message);
    const isMine = (/** @type {EventWords} */ event) => this.#requests.isMine(event);
    const refusal = (/** @type {unknown} */ why) => this.#refusal(why);
    const onShow = (/** @type {EventWords} */ event) => this.#show(event);
    this.#past = new EventPast({ events, ask: question => client.ask(question), clock, now: timers.now, onAnswer: () => view.touch() });
    this.#looks = new AlarmLooks({ say, telling, format, view, events, past: this.#past });
    const me = (this.#me = new Me({ signal, say, settings, send }));
    const standing = new StandingList({ say, telling, me, ask, refusal, events, onOpen: sensor => world.onShow(sensor, NaN) });
    const pages = new EventPages(events, question => client.ask(question));
    this.#list = new EventList({ signal, say, telling, settings, pages, onShow });
    const notes = (this.#notes = new NotePane({
      signal,
      say,
      telling,
      me,
      events,
      store,
      ask,
      isMine,
      onShow,
      onUnread: () => this.#panel?.draw(),
      askOlder: before => this.#fill(before),
    }));
    this.#panel = new SidePanel({ signal, say, settings, events, standing, list: this.#list, notes, me, onSeen: () => this.#toasts.seen() });
    this.#toasts = new Toasts({
      signal,
      say,
      telling,
      clock,
      timers,
      isMine,
      inSight: event => this.#panel.inSight(event),
      onOpen: event => this.#open(event),
    });
    this.#attention = new Attention({ signal, say, telling, settings, timers, onOpen: alarm => this.#open(alarm) });
    this.chartMarks = new ChartMarks({ signal, say, telling, format, view, clock, events, client, me, ask, refusal });
    events.listen(change => this.#changed(change));
  }

  /** @param {import("../socket/messages.js").Message} message */
  heard(message) {
    this.#requests.heard(message);
    this.events.apply(message);
  }

  /** @param {boolean} connected */
  connection(connected) {
    if (connected) {
      this.#me.connected();
    } else {
      this.events.disconnected();
      this.#requests.disconnected();
    }
    this.#notes.connection(!connected);
  }

  /** After a change of language, and when a sensor is new. */
  describe() {
    this.#worn.clear();
    this.#panel.describe();
    this.#toasts.describe();
    this.#attention.describe();
    this.chartMarks.describe();
  }

  /** Up to which event all are known, null before the first welcome. */
  get last() {
    return this.events.last;
  }

  /** A sensor or a source is known by another name now, or is new. */
  renamed() {
    this.#renamed = true;
    this.#soon();
  }

  /** A welcome repeats all names: only others are worth writing everything anew. */
  #rename() {
    const names = [...this.#world.store.sensors.values()].map(({ id, name }) => `${id}\n${name}`).join("\n");
    if (this.#renamed && names !== this.#names) {
      this.#names = names;
      this.#panel.describe();
    }
    this.#renamed = false;
  }

  /** To be called about twice a second. */
  beat() {
    const { view } = this.#world;
    this.#past.want(view.end - view.span, view.end);
    this.#toasts.beat();
    this.#panel.drawTimes();
  }

  /** What stands in the title of the page while an alarm waits for somebody; empty when none does. */
  get title() {
    const n = this.events.unseen.length;
    return n === 0 ? "" : this.say("titleAlarms", { n });
  }

  /** @param {Sensor} sensor @returns {import("../page/ports.js").AlarmLook | null} as it stood at the moment shown; the same object while it is the same */
  alarm({ id }) {
    const look = this.#looks.of(id);
    const worn = this.#worn.get(id);
    if (look === null) {
      this.#worn.delete(id);
      return null;
    }
    if (worn !== undefined && worn.text === look.text && worn.state === look.state && worn.severity === look.severity) {
      worn.corner = look.corner;
      return worn;
    }
    this.#worn.set(id, look);
    return look;
  }

  /** @param {Sensor} sensor */
  marks(sensor) {
    return this.events.marks.of(sensor);
  }

  /** @param {import("../store/events/events.js").EventChange} change */
  #changed(change) {
    if (change.type === "event") {
      this.#pushed(change.event, change.away);
    } else if (change.type === "welcome") {
      this.#attention.returned(change.raised, alarm => this.events.standing.get(alarm));
      if (change.first || change.forgotten) {
        this.#askAnew(Infinity);
      }
    } else if (change.type === "gap") {
      this.#askAnew(change.before);
    }
    this.#soon();
  }

  /** @param {EventWords} event @param {boolean} away */
  #pushed(event, away) {
    if (event.kind === "note") {
      this.#notes.heard(event);
    }
    this.#toasts.heard(event, away);
    if (!away) {
      this.#attention.heard(event, this.events.standing.get(event.alarm ?? NaN));
    }
  }

  /** @param {number} before */
  #askAnew(before) {
    this.#past.forget();
    this.#list.close();
    void this.#fill(before).catch(() => undefined);
  }

  /** @param {number} before */
  async #fill(before) {
    const { events, more } = await this.#client.ask({ before, limit: FIRST });
    this.events.fill(events, { before, complete: !more });
  }

  #soon() {
    if (!this.#drawing) {
      this.#drawing = true;
      this.#world.timers.later(() => {
        this.#drawing = false;
        this.#rename();
        this.#panel.draw();
        this.#world.onChange();
      }, DRAW_AFTER);
    }
  }

  /** Where a toast or a notification leads. @param {{kind?: string, alarm?: number} | null} event */
  #open(event) {
    if (event?.kind === "note") {
      this.#panel.show("notes");
    } else if (event?.alarm !== undefined && this.events.standing.get(event.alarm) !== undefined) {
      this.#panel.reveal(event.alarm);
    } else {
      this.#panel.show("events");
    }
  }

  /** @param {EventWords} event */
  #show({ sensor, time }) {
    if (sensor !== undefined) {
      this.#world.onShow(sensor, time);
    }
  }

  /** @param {unknown} why */
  #refusal(why) {
    if (why instanceof Refused && why.why !== "problem") {
      return this.say(why.why === "offline" ? "refusedOffline" : "refusedUnanswered");
    }
    return why instanceof Error ? this.#world.format.cause(why.message) : String(why);
  }
}
