// Wires the page: socket → store → charts → cards.
import { SourceReports, frames, storage, timers, watchLongTasks } from "./page/browser-context.js";
import { LiveSocket } from "./socket/live-socket.js";
import { SourcePoll } from "./socket/source-poll.js";
import { HistoryClient } from "./socket/queries/history-client.js";
import { Past } from "./store/past.js";
import { SleepWatch } from "./socket/sleep-watch.js";
import { SensorStore } from "./store/sensor-store.js";
import { ServerClock } from "./store/server-clock.js";
import { loadHighcharts } from "./charts/highcharts.js";
import { LiveChart } from "./charts/live-chart.js";
import { quickChart } from "./charts/quick-chart.js";
import { DetailChart } from "./charts/detail-chart.js";
import { Scheduler } from "./charts/scheduler.js";
import { PageMeter } from "./stats/meter/page-meter.js";
import { byId, listen } from "./ui/dom.js";
import { Format } from "./ui/format.js";
import { View } from "./page/view.js";
import { Settings } from "./ui/settings.js";
import { Order } from "./boards/order.js";
import { Controls } from "./controls/controls.js";
import { ConnectionLine } from "./connection/connection-line.js";
import { Board } from "./boards/board.js";
import { ChartsAhead } from "./boards/charts-ahead.js";
import { StatsPanel } from "./stats/stats-panel.js";
import { EventDesk } from "./events/event-desk.js";
import { isEventWord } from "./events/words/event-words.js";
import { TroubleBanner } from "./connection/trouble-banner.js";
import { Detail } from "./detail/detail.js";
import { TimeBar } from "./time/time-bar.js";
import { ExportDialog } from "./export/export-dialog.js";
import { Link } from "./page/link.js";
import { StillDesk } from "./stills/still-desk.js";

/** Ages are written and windows move so often when nothing comes, milliseconds. */
const BEAT = 100;

async function start() {
  const highcharts = await loadHighcharts(document).catch(() => null);
  const QuickChart = highcharts && quickChart(highcharts);
  byId("no-charts").hidden = highcharts !== null;
  const query = new URLSearchParams(location.search);
  document.documentElement.toggleAttribute("data-wall", query.has("wall"));

  const clock = new ServerClock(() => Date.now());
  const store = new SensorStore(clock);
  let viewChanged = () => {};
  const view = new View(clock, () => viewChanged(), timers.now);
  const history = new HistoryClient((address, options) => fetch(address, options));
  const past = new Past({
    ask: question => history.ask(question),
    clock,
    heard: store.heard,
    timers,
    onAnswer: () => view.touch(),
    onFilled: count => store.comeback.filled(count),
  });
  const format = new Format();
  const settings = new Settings(storage());
  const reports = new SourceReports();
  const meter = new PageMeter({
    frames,
    now: timers.now,
    clock,
    losses: store.losses,
    roundTrip: () => reports.roundTrip,
    watchLongTasks,
  });
  const scheduler = new Scheduler({ frames, now: timers.now, onDrawn: millis => meter.frameDrawn(millis) });
  const stats = new StatsPanel({ format, meter, timers });
  const timeBar = new TimeBar({ format, view, clock, failing: () => past.failing || stills.failing });
  /** @type {EventDesk} */
  const desk = new EventDesk({
    format,
    view,
    store,
    clock,
    settings,
    timers,
    send: message => socket.send(message),
    fetch: (address, options) => fetch(address, options),
    onShow: (sensor, time) => showMoment(sensor, time),
    onChange: () => retitle(),
  });
  const controls = new Controls({
    format,
    view,
    settings,
    text: word => (isEventWord(word) ? desk.say(word) : format.words(/** @type {import("./ui/words/words.js").Word} */ (word))),
    languages: navigator.languages,
    onFilter: text => board.filter(text),
    onLanguage: () => {
      board.describe();
      detail.describe();
      stills.describe();
      connectionLine.draw();
      troubles.draw();
      stats.describe();
      desk.describe();
      view.touch();
    },
    onStats: () => stats.toggle(),
  });
  const connectionLine = new ConnectionLine({ format, store, now: timers.now, online: () => navigator.onLine, live: () => view.live });
  const link = new Link(timers.now);
  const troubles = new TroubleBanner({ format, troubles: store.troubles, timers });
  const connected = () => socket.connection.state === "connected";

  const board = new Board(
    store,
    {
      format,
      view,
      clock,
      past,
      scheduler,
      connected,
      unheard: () => link.unheard,
      ahead: new ChartsAhead("requestIdleCallback" in window ? task => requestIdleCallback(task) : null),
      chart: (element, sensor) => QuickChart && new LiveChart(QuickChart, element, sensor, format),
      missed: sensor => past.missed(sensor, store.losses.stretches),
      onReadingsDrawn: (ring, count, frame) => meter.readingsDrawn(ring, count, frame),
      alarm: sensor => desk.alarm(sensor),
      marks: sensor => desk.marks(sensor),
      onOpen: sensor => enlarge(sensor),
    },
    new Order(settings),
  );
  const detail = new Detail({
    format,
    view,
    past,
    scheduler,
    connected,
    unheard: () => link.unheard,
    chart: (element, sensor, onZoom) =>
      highcharts && new DetailChart(highcharts, element, sensor, format, onZoom, time => desk.chartMarks.picked(time)),
    desk,
    onMove: (sensor, by) => board.move(sensor, by, false),
    onExport: sensor => exports.show(sensor),
    onClose: sensor => {
      timeBar.moveInto();
      board.focus(sensor.id);
    },
  });
  const stills = new StillDesk({
    format,
    view,
    store,
    clock,
    settings,
    scheduler,
    timers,
    fetch: (address, options) => fetch(address, options),
    board,
    unheard: () => link.unheard,
    onOpen: () => timeBar.moveInto(byId("still-foot")),
    onClose: sensor => {
      timeBar.moveInto();
      board.focus(sensor.id);
    },
    onStatus: () => retitle(),
    onChange: () => {
      if (!document.hidden) {
        scheduler.wake();
      }
    },
  });
  const enlarge = (/** @type {import("./store/readings/sensor.js").Sensor} */ sensor) => {
    detail.show(sensor);
    timeBar.moveInto(byId("detail-foot"));
  };
  /** What is still to be seen now is shown so. @param {string} id @param {number} time epoch milliseconds */
  const showMoment = (id, time) => {
    const sensor = store.sensors.get(id);
    if (sensor !== undefined) {
      if (time < view.end - view.span || time > view.end) {
        view.moveTo(time + view.span / 4);
      }
      detail.open || enlarge(sensor);
    }
  };
  viewChanged = () => {
    controls.draw();
    timeBar.draw();
    connectionLine.draw();
    if (!document.hidden) {
      scheduler.wake();
    }
  };

  const exports = new ExportDialog({
    format,
    view,
    clock,
    sensors: () => [...store.sensors.values()],
    shown: () => board.shown,
    sourceName: source => store.sources.get(source)?.name ?? source,
    ask: (address, options) => fetch(address, { ...options, cache: "no-store" }),
  });

  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  /** @type {LiveSocket} */
  const socket = new LiveSocket({
    url: `${scheme}//${location.host}/live`,
    open: url => new WebSocket(url, "vigie.v1.json"),
    timers,
    random: Math.random,
    lastEvent: () => desk.events.last,
    onMessage: (message, length) => {
      link.heard();
      store.apply(message);
      stills.heard(message);
      desk.heard(message);
      meter.heard(message, length);
      if (!document.hidden) {
        scheduler.wake();
      }
    },
    onPart: (bytes, usable) => {
      link.heard();
      meter.partHeard(bytes, usable);
    },
    onStill: still => stills.arrived(still),
    onConnection: connection => {
      if (connection.state === "connected" && store.updates > 0) {
        store.comeback.begin();
      }
      link.changed(connection.state);
      desk.connection(connection.state === "connected");
      connectionLine.changed(connection);
      view.touch();
    },
  });
  const poll = new SourcePoll({
    ask: () => reports.ask(),
    timers,
    onReports: each => store.tallied(each),
    onSilence: () => socket.doubt(),
  });

  const sleep = new SleepWatch({
    now: () => Date.now(),
    every: timers.every,
    hidden: () => document.hidden,
    onWake: millis => {
      link.slept(millis);
      socket.woke();
      tellUnheard();
    },
  });
  /** What the cards say of it. */
  let told = "";
  const tellUnheard = () => {
    const word = link.unheard?.word ?? "";
    if (told !== word) {
      told = word;
      board.describe();
      detail.describe();
      stills.describe();
    }
  };

  store.listen(change => {
    if (change.type === "welcome") {
      connectionLine.welcomed(change.server);
      void poll.ask();
    } else if (change.type === "trouble") {
      troubles.draw();
    } else if (change.type === "status" || change.type === "sensor") {
      detail.describe();
    }
    if (change.type === "status" || change.type === "sensor" || change.type === "source") {
      retitle();
      change.type === "sensor" && desk.renamed();
    }
  });
  const retitle = () => {
    const troubled = [...store.sensors.values()].filter(sensor => sensor.status !== "live").length + stills.troubled;
    document.title = desk.title || (troubled === 0 ? "Vigie" : `(${troubled}) Vigie`);
  };
  listen(window, "online", () => socket.retryNow());
  listen(document, "resume", () => sleep.thawed());
  listen(document, "visibilitychange", () => {
    if (document.hidden) {
      meter.hide();
    } else {
      socket.retryNow();
      tellUnheard();
      view.touch();
      connectionLine.draw();
      scheduler.wake();
    }
  });
  listen(byId("retry"), "click", () => socket.retryNow());
  document.querySelectorAll("[data-reload]").forEach(each => listen(each, "click", () => location.reload()));

  // Hidden, the page takes in what comes and does nothing else: browsers throttle timers, not messages, and no frame comes.
  setInterval(() => {
    view.beat();
    if (!document.hidden) {
      timeBar.draw();
      board.drawFigures();
      detail.drawFigures();
      stills.drawFigures();
      scheduler.wake();
    }
  }, BEAT);
  setInterval(() => {
    store.tidy();
    desk.beat();
    // Right after waking nobody is silent: what came meanwhile has not been taken in yet.
    sleep.beat();
    if (connected() && link.unheard === null) {
      stills.beat();
    }
    if (!document.hidden) {
      tellUnheard();
      connectionLine.draw();
    }
  }, 500);
  connectionLine.draw();
  desk.describe();
  if (query.has("stats")) {
    stats.toggle();
  }
  socket.start();
  poll.start();
  sleep.start();
  byId("boot").remove();
}

void start();
