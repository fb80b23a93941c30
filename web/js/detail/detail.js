import { atEnd, byId, listen, setIcon, setText } from "../ui/dom.js";
import { FigureFit, setFigure } from "../sensors/figure-fit.js";
import { extremesOf, momentOf, readingOf } from "../sensors/moment.js";
import { wearAlarm } from "../sensors/alarm-look.js";
import { STATUS_ICON, asHeard, causeText, statusText } from "../sensors/status.js";

/** @typedef {import("../store/readings/sensor.js").Sensor} Sensor */
/** @typedef {import("../charts/detail-chart.js").DetailChart} DetailChart */

/** How much a notch of the wheel zooms; a wheel is turned so many pixels for one. */
const ZOOM = 1.25;
const NOTCH = 100;
/** The figure's room where there is no chart, pixels. */
const USUAL_ROOM = 310;

/** The enlarged card: a modal dialog, so Escape returns and the focus with it. */
export class Detail {
  #page;
  #dialog = /** @type {HTMLDialogElement} */ (byId("detail"));
  #chartBox = byId("detail-chart");
  /** @type {Sensor | null} */ #sensor = null;
  /** @type {DetailChart | null} */ #chart = null;
  /** @type {import("../store/readings/track.js").Series | null} */ #series = null;
  /** How the sensor does at the moment shown. @type {import("../sensors/moment.js").Moment} */ #moment = { status: "live", lastTime: NaN, lastValue: NaN };
  /** @type {import("../page/ports.js").AlarmLook | null} */ #alarm = null;
  #fit = new FigureFit();
  #drawnAt = -Infinity;
  #drawnVersion = -1;

  /**
   * @param {object} page
   * @param {import("../ui/format.js").Format} page.format
   * @param {import("../page/view.js").View} page.view
   * @param {import("../store/past.js").Past} page.past
   * @param {import("../charts/scheduler.js").Scheduler} page.scheduler
   * @param {() => boolean} page.connected
   * @param {() => import("../page/link.js").Unheard | null} page.unheard
   * @param {(element: HTMLElement, sensor: Sensor, onZoom: (from: number, to: number) => void) => DetailChart | null} page.chart
   * @param {() => import("../page/ports.js").EventsPort} page.events what happened
   * @param {(sensor: Sensor, by: number) => void} page.onMove
   * @param {(sensor: Sensor) => void} page.onExport
   * @param {(sensor: Sensor) => void} page.onClose
   * @param {AbortSignal} page.signal detaches it
   */
  constructor(page) {
    this.#page = page;
    atEnd(page.signal, page.scheduler.add(this));
    listen(this.#dialog, "close", () => this.#closed(), page.signal);
    listen(this.#dialog, "click", event => event.target === this.#dialog && this.#dialog.close(), page.signal);
    listen(byId("detail-close"), "click", () => this.#dialog.close(), page.signal);
    listen(byId("detail-earlier"), "click", () => this.#sensor && page.onMove(this.#sensor, -1), page.signal);
    listen(byId("detail-later"), "click", () => this.#sensor && page.onMove(this.#sensor, 1), page.signal);
    this.#chartBox.addEventListener("wheel", event => this.#wheel(event), { passive: false, signal: page.signal });
    listen(byId("detail-png"), "click", () => void this.#save("image/png"), page.signal);
    listen(byId("detail-svg"), "click", () => void this.#save("image/svg+xml"), page.signal);
    listen(byId("detail-export"), "click", () => this.#sensor && page.onExport(this.#sensor), page.signal);
    atEnd(page.signal, () => {
      this.#dialog.close();
      this.#closed();
    });
  }

  get open() {
    return this.#dialog.open;
  }

  /** @param {Sensor} sensor */
  show(sensor) {
    this.#sensor = sensor;
    this.#series = sensor.ring;
    this.#fit = new FigureFit();
    this.#dialog.dataset.detail = sensor.id;
    this.describe();
    this.#say("");
    this.#dialog.showModal();
    this.#chart = this.#page.chart(this.#chartBox, sensor, (from, to) => this.#page.view.show(from, to));
    byId("detail-hint").hidden = byId("detail-pictures").hidden = this.#chart === null;
    this.#page.events().chartMarks.enlarge(sensor, this.#chart);
    this.#page.scheduler.show(this, true);
  }

  /** Name, status or language may be others now. */
  describe() {
    const sensor = this.#sensor;
    if (sensor === null) {
      return;
    }
    setText(byId("detail-name"), sensor.name);
    setText(byId("detail-id"), sensor.id);
    setText(byId("detail-unit"), sensor.unit);
    this.#moment = this.#look(sensor, this.#series ?? sensor.ring);
    this.#alarm = this.#page.events().alarm(sensor);
    this.#describeStatus();
    this.#drawnVersion = -1;
  }

  #describeStatus() {
    const { status } = this.#moment;
    this.#dialog.dataset.status = status;
    const alarm = wearAlarm(this.#dialog, this.#alarm);
    setIcon(/** @type {any} */ (byId("detail-sign")), status === "live" && alarm !== null ? alarm.sign : STATUS_ICON[status]);
    setText(byId("detail-cause"), [alarm?.text ?? "", causeText(this.#moment, this.#page.format)].filter(part => part !== "").join(" · "));
  }

  /** @param {number} now @returns {number} milliseconds */
  wait(now) {
    const { view } = this.#page;
    return this.#drawnVersion !== view.version || (!view.still && now - this.#drawnAt >= this.#every) ? 0 : Infinity;
  }

  /** Milliseconds between two pictures: four a second, quicker when it is played quickly, slower when a pixel takes long. */
  get #every() {
    const { view } = this.#page;
    return Math.max(view.live ? 250 : 100, view.period(this.#chart?.width ?? 600));
  }

  /** @param {number} now */
  draw(now) {
    const sensor = this.#sensor;
    if (sensor === null) {
      return;
    }
    const { view, past, connected, events } = this.#page;
    const marks = events().marks(sensor);
    this.#drawnAt = now;
    this.#drawnVersion = view.version;
    const series = past.series(sensor, view);
    this.#series = series;
    this.drawFigures();
    const to = view.end;
    const silent = this.#moment.status !== "live" || (view.live && !connected());
    const from = to - view.span;
    this.#chart?.draw({ series, from, to, silentSince: silent ? this.#moment.lastTime : NaN, marks });
    events().chartMarks.draw(marks, from, to);
  }

  /** To be called about ten times a second. */
  drawFigures() {
    const sensor = this.#sensor;
    const { format, view, past } = this.#page;
    if (sensor === null || this.#series === null || past.waits(sensor, view)) {
      return;
    }
    this.#moment = this.#look(sensor, this.#series);
    const { lowest, highest } = extremesOf(this.#moment, this.#chart?.columns, view);
    setText(byId("detail-value"), readingOf(this.#moment, sensor, format));
    setText(byId("detail-mean"), this.#moment.mean ? format.words("isMean") : "");
    setText(byId("detail-max"), format.reading(highest, sensor.decimals));
    setText(byId("detail-min"), format.reading(lowest, sensor.decimals));
    this.#fitFigure();
    const before = this.#alarm;
    this.#alarm = this.#page.events().alarm(sensor);
    const { status } = this.#moment;
    setText(byId("detail-age"), status === "live" && this.#alarm !== null ? this.#alarm.corner : statusText(this.#moment, format, view.end));
    if (status !== "live" || this.#dialog.dataset.status !== status || this.#alarm !== before) {
      this.#describeStatus();
    }
  }

  /** No figure is cut off, however long it is. */
  #fitFigure() {
    const [value, unit, mean] = ["value", "unit", "mean"].map(name => byId(`detail-${name}`).textContent ?? "");
    const room = this.#chart?.room ?? USUAL_ROOM;
    setFigure(byId("detail-figures"), this.#fit.fit({ value, beside: [unit, mean], extremes: [] }, room, this.#page.view.end));
  }

  /** @param {Sensor} sensor @param {import("../store/readings/track.js").Series} series @returns {import("../sensors/moment.js").Moment} how it does, or did at the moment shown */
  #look(sensor, series) {
    const { view, format, unheard } = this.#page;
    return view.live ? asHeard(sensor, unheard(), format) : momentOf(sensor, series, view.end);
  }

  /** @param {"image/png" | "image/svg+xml"} type */
  async #save(type) {
    const { format } = this.#page;
    try {
      this.#say("");
      await this.#chart?.save(type);
    } catch (problem) {
      this.#say(format.words("pictureFailed", { why: problem instanceof Error ? problem.message : String(problem) }));
    }
  }

  /** @param {string} text */
  #say(text) {
    setText(byId("detail-problem"), text);
  }

  /** Moves through time, up is back; with Ctrl, as a pinch is told too, zooms around the pointer. @param {WheelEvent} event */
  #wheel(event) {
    const chart = this.#chart;
    if (chart === null) {
      return;
    }
    event.preventDefault();
    const { view } = this.#page;
    const pixels = (event.deltaX || event.deltaY) * (event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : 40);
    if (event.ctrlKey) {
      view.zoom(ZOOM ** (event.deltaY / NOTCH), chart.timeAt(event.clientX));
    } else {
      view.moveBy(pixels / Math.max(1, chart.width));
    }
  }

  #closed() {
    this.#page.scheduler.show(this, false);
    this.#page.events().chartMarks.enlarge(null, null);
    this.#chart?.destroy();
    this.#chart = null;
    const sensor = this.#sensor;
    this.#sensor = null;
    if (sensor !== null) {
      this.#page.onClose(sensor);
    }
  }
}
