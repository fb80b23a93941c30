import { byId, listen, setIcon, setText } from "./dom.js";
import { STATUS_ICON, asHeard, causeText, statusText } from "./status.js";

/** @typedef {import("../store/sensor.js").Sensor} Sensor */
/** @typedef {import("../charts/detail-chart.js").DetailChart} DetailChart */

/** The enlarged card: a modal dialog, so Escape returns and the focus with it. */
export class Detail {
  #page;
  #dialog = /** @type {HTMLDialogElement} */ (byId("detail"));
  #chartBox = byId("detail-chart");
  /** @type {Sensor | null} */ #sensor = null;
  /** @type {DetailChart | null} */ #chart = null;
  #drawnAt = -Infinity;
  #drawnVersion = -1;

  /**
   * @param {object} page
   * @param {import("./format.js").Format} page.format
   * @param {import("./view.js").View} page.view
   * @param {import("../charts/scheduler.js").Scheduler} page.scheduler
   * @param {() => boolean} page.connected
   * @param {() => import("./link.js").Unheard | null} page.unheard
   * @param {(element: HTMLElement, sensor: Sensor, onZoom: (zoomed: boolean) => void) => DetailChart | null} page.chart
   * @param {(sensor: Sensor, by: number) => void} page.onMove
   * @param {(sensor: Sensor) => void} page.onExport
   * @param {(sensor: Sensor) => void} page.onClose
   */
  constructor(page) {
    this.#page = page;
    page.scheduler.add(this);
    listen(this.#dialog, "close", () => this.#closed());
    listen(this.#dialog, "click", event => event.target === this.#dialog && this.#dialog.close());
    listen(byId("detail-close"), "click", () => this.#dialog.close());
    listen(byId("detail-earlier"), "click", () => this.#sensor && page.onMove(this.#sensor, -1));
    listen(byId("detail-later"), "click", () => this.#sensor && page.onMove(this.#sensor, 1));
    listen(byId("detail-whole"), "click", () => {
      this.#chart?.resetZoom();
      this.#drawnVersion = -1;
    });
    listen(byId("detail-png"), "click", () => void this.#save("image/png"));
    listen(byId("detail-svg"), "click", () => void this.#save("image/svg+xml"));
    listen(byId("detail-export"), "click", () => this.#sensor && page.onExport(this.#sensor));
  }

  get open() {
    return this.#dialog.open;
  }

  /** @param {Sensor} sensor */
  show(sensor) {
    this.#sensor = sensor;
    this.#dialog.dataset.detail = sensor.id;
    this.describe();
    this.#say("");
    this.#dialog.showModal();
    this.#chart = this.#page.chart(this.#chartBox, sensor, () => this.#zoomed());
    this.#zoomed();
    this.#page.scheduler.show(this, true);
  }

  /** Name, status or language may be others now. */
  describe() {
    const sensor = this.#sensor;
    if (sensor === null) {
      return;
    }
    const { format } = this.#page;
    const doing = asHeard(sensor, this.#page.unheard(), format);
    this.#dialog.dataset.status = doing.status;
    setText(byId("detail-name"), sensor.name);
    setText(byId("detail-id"), sensor.id);
    setText(byId("detail-unit"), sensor.unit);
    setIcon(/** @type {any} */ (byId("detail-sign")), STATUS_ICON[doing.status]);
    setText(byId("detail-cause"), causeText(doing, format));
    this.#drawnVersion = -1;
  }

  /** @param {number} now @returns {boolean} */
  due(now) {
    const { view } = this.#page;
    return this.#drawnVersion !== view.version || (!view.paused && now - this.#drawnAt >= 250);
  }

  /** @param {number} now */
  draw(now) {
    const sensor = this.#sensor;
    if (sensor === null) {
      return;
    }
    const { view, connected } = this.#page;
    this.#drawnAt = now;
    this.#drawnVersion = view.version;
    const end = view.end;
    if (this.#chart?.zoomed !== true || this.#drawnVersion < 0) {
      this.#chart?.draw(end - view.span, end, sensor.status !== "live" || !connected());
    }
  }

  /** To be called about ten times a second. */
  drawFigures() {
    const sensor = this.#sensor;
    if (sensor === null) {
      return;
    }
    const { format, view } = this.#page;
    const decimals = sensor.decimals.count;
    const { lowest, highest } = this.#chart?.columns ?? { lowest: NaN, highest: NaN };
    if (!view.paused) {
      setText(byId("detail-value"), format.number(sensor.lastValue, decimals));
    }
    setText(byId("detail-max"), format.number(highest, decimals));
    setText(byId("detail-min"), format.number(lowest, decimals));
    setText(byId("detail-age"), statusText(asHeard(sensor, this.#page.unheard(), format), format, view.end));
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

  /** A zoomed picture stands still: it is drawn once. */
  #zoomed() {
    const zoomed = this.#chart?.zoomed ?? false;
    byId("detail-whole").hidden = !zoomed;
    byId("detail-hint").hidden = zoomed || this.#chart === null;
    byId("detail-pictures").hidden = this.#chart === null;
    if (zoomed) {
      const { view } = this.#page;
      this.#chart?.draw(view.end - view.span, view.end, false);
    }
    this.#drawnVersion = -1;
  }

  #closed() {
    this.#page.scheduler.show(this, false);
    this.#chart?.destroy();
    this.#chart = null;
    const sensor = this.#sensor;
    this.#sensor = null;
    if (sensor !== null) {
      this.#page.onClose(sensor);
    }
  }
}
