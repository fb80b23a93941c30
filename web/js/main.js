// Wires the page: socket → store → charts → cards. Everything that touches the outside is made here.
import { LiveSocket } from "./socket/live-socket.js";
import { SourcePoll } from "./socket/source-poll.js";
import { SensorStore } from "./store/sensor-store.js";
import { ServerClock } from "./store/server-clock.js";
import { loadHighcharts } from "./charts/highcharts.js";
import { LiveChart } from "./charts/live-chart.js";
import { DetailChart } from "./charts/detail-chart.js";
import { Scheduler } from "./charts/scheduler.js";
import { byId, listen } from "./page/dom.js";
import { Format } from "./page/format.js";
import { View } from "./page/view.js";
import { Settings } from "./page/settings.js";
import { Order } from "./page/order.js";
import { Controls } from "./page/controls.js";
import { ConnectionLine } from "./page/connection-line.js";
import { Board } from "./page/board.js";
import { Detail } from "./page/detail.js";

/** Values and ages are written so often, milliseconds. */
const FIGURES_EVERY = 100;

const timers = {
  now: () => performance.now(),
  later: (/** @type {() => void} */ task, /** @type {number} */ millis) => setTimeout(task, millis),
  cancel: (/** @type {number} */ id) => clearTimeout(id),
};

/** @returns {Storage | null} */
function storage() {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

/** @returns {Promise<{sources: import("./socket/source-poll.js").SourceReport[]}>} */
async function askSources() {
  const answer = await fetch("/api/sources", { signal: AbortSignal.timeout(4_000), cache: "no-store" });
  if (!answer.ok) {
    throw new Error(`/api/sources: ${answer.status}`);
  }
  return answer.json();
}

async function start() {
  const highcharts = await loadHighcharts(document).catch(() => null);
  byId("no-charts").hidden = highcharts !== null;
  document.documentElement.toggleAttribute("data-wall", new URLSearchParams(location.search).has("wall"));

  const clock = new ServerClock(() => Date.now());
  const store = new SensorStore(clock);
  const view = new View(clock);
  const format = new Format();
  const settings = new Settings(storage());
  const scheduler = new Scheduler({
    frames: { request: task => requestAnimationFrame(task), cancel: id => cancelAnimationFrame(id) },
    now: timers.now,
  });
  const controls = new Controls({
    format,
    view,
    settings,
    languages: navigator.languages,
    onFilter: text => board.filter(text),
    onLanguage: () => {
      board.describe();
      detail.describe();
      connectionLine.draw();
      view.touch();
    },
  });
  const connectionLine = new ConnectionLine({ format, store, now: timers.now, online: () => navigator.onLine });
  const connected = () => socket.connection.state === "connected";

  const board = new Board(
    store,
    {
      format,
      view,
      clock,
      scheduler,
      connected,
      chart: (element, sensor) => highcharts && new LiveChart(highcharts, element, sensor, format),
      onOpen: sensor => detail.show(sensor),
    },
    new Order(settings),
  );
  const detail = new Detail({
    format,
    view,
    scheduler,
    connected,
    chart: (element, sensor, onZoom) => highcharts && new DetailChart(highcharts, element, sensor, format, onZoom),
    onMove: (sensor, by) => board.move(sensor, by, false),
    onClose: sensor => board.focus(sensor.id),
  });

  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  const socket = new LiveSocket({
    url: `${scheme}//${location.host}/live`,
    open: url => new WebSocket(url, "vigie.v1.json"),
    timers,
    random: Math.random,
    onMessage: message => store.apply(message),
    onConnection: connection => {
      connectionLine.changed(connection);
      view.touch();
    },
  });
  const poll = new SourcePoll({
    ask: askSources,
    timers,
    onReports: reports => store.tallied(reports),
    onSilence: () => socket.doubt(),
  });

  store.listen(change => {
    if (change.type === "welcome") {
      connectionLine.welcomed(change.server);
      void poll.ask();
    } else if (change.type === "status" || change.type === "sensor") {
      detail.describe();
      const troubled = [...store.sensors.values()].filter(sensor => sensor.status !== "live").length;
      document.title = troubled === 0 ? "Vigie" : `(${troubled}) Vigie`;
    }
  });
  listen(window, "online", () => socket.retryNow());
  listen(document, "visibilitychange", () => document.hidden || socket.retryNow());
  listen(byId("retry"), "click", () => socket.retryNow());
  document.querySelectorAll("[data-reload]").forEach(each => listen(each, "click", () => location.reload()));

  setInterval(() => {
    if (!document.hidden) {
      board.drawFigures();
      detail.drawFigures();
    }
  }, FIGURES_EVERY);
  setInterval(() => {
    connectionLine.draw();
    controls.draw();
  }, 500);
  connectionLine.draw();
  scheduler.start();
  socket.start();
  poll.start();
  byId("boot").remove();
}

void start();
