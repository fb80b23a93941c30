import { Columns } from "./columns.js";
import { fitScale, timeTicks } from "./scale.js";
import { commonOptions, rangeOptions } from "./options.js";
import { savePicture } from "./picture.js";

/** @typedef {import("../store/sensor.js").Sensor} Sensor */
/** @typedef {import("../page/format.js").Format} Format */

const MARGIN = { top: 12, right: 16, bottom: 28, left: 60 };

/** The enlarged chart: a whole Highcharts chart with tooltip, crosshair and zoom by dragging. */
export class DetailChart {
  columns = new Columns();
  #sensor;
  #format;
  #highcharts;
  #chart;
  #onZoom;
  /** @type {import("./scale.js").Scale | null} */ #scale = null;
  #view = { from: 0, to: 1 };
  /** @type {{from: number, to: number} | null} */ #zoom = null;
  /** @type {PointerEvent | null} */ #pointed = null;
  #detach = () => {};

  /**
   * @param {any} highcharts
   * @param {HTMLElement} element
   * @param {Sensor} sensor
   * @param {Format} format
   * @param {(zoomed: boolean) => void} onZoom
   */
  constructor(highcharts, element, sensor, format, onZoom) {
    this.#sensor = sensor;
    this.#format = format;
    this.#onZoom = onZoom;
    this.#highcharts = highcharts;
    this.#chart = highcharts.chart(element, this.#options());
    this.#watchPointer(element);
  }

  get zoomed() {
    return this.#zoom !== null;
  }

  resetZoom() {
    this.#zoom = null;
    this.#scale = null;
    this.#onZoom(false);
  }

  /** @param {number} from epoch milliseconds @param {number} to epoch milliseconds @param {boolean} silent */
  draw(from, to, silent) {
    this.#view = this.#zoom ?? { from, to };
    const chart = this.#chart;
    const { columns } = this;
    columns.reduce(this.#sensor.ring, this.#view.from, this.#view.to, chart.plotWidth);
    if (columns.lowest <= columns.highest) {
      const shortest = Math.max(4 * 10 ** -this.#sensor.decimals.count, Math.abs(columns.highest) * 1e-6);
      this.#scale = fitScale(columns.lowest, columns.highest, shortest, this.#scale, 6);
    }
    chart.xAxis[0].setExtremes(this.#view.from, this.#view.to, false, false);
    chart.yAxis[0].setExtremes(this.#scale?.low ?? 0, this.#scale?.high ?? 1, false, false);
    chart.xAxis[0].removePlotBand("silence");
    if (silent) {
      chart.xAxis[0].addPlotBand({ id: "silence", from: this.#sensor.lastTime, to, className: "silence" });
    }
    chart.series[0].setData(this.#points(), false, false, false);
    chart.redraw(false);
    this.#pointAgain();
  }

  /** Saves what is drawn now as a file. @param {"image/png" | "image/svg+xml"} type @returns {Promise<void>} */
  save(type) {
    const { name, id, unit } = this.#sensor;
    const { from, to } = this.#view;
    return savePicture(this.#highcharts, this.#chart, {
      type,
      name: `vigie_${id.replace(/[^\p{L}\p{N}._-]+/gu, "-")}_${new Date(to).toISOString().slice(0, 19).replace(/:/g, "-")}`,
      title: unit === "" ? name : `${name} (${unit})`,
      subtitle: `${this.#format.stamp(from)} – ${this.#format.stamp(to)}`,
    });
  }

  destroy() {
    this.#detach();
    this.#chart.destroy();
  }

  /** New data takes the tooltip away; it comes back where the pointer still is. */
  #pointAgain() {
    const { pointer } = this.#chart;
    if (this.#pointed !== null && !this.#chart.mouseIsDown) {
      pointer.runPointActions(pointer.normalize(this.#pointed));
    }
  }

  /** @param {HTMLElement} element */
  #watchPointer(element) {
    const moved = (/** @type {PointerEvent} */ event) => (this.#pointed = event);
    const left = () => (this.#pointed = null);
    element.addEventListener("pointermove", moved);
    element.addEventListener("pointerleave", left);
    this.#detach = () => {
      element.removeEventListener("pointermove", moved);
      element.removeEventListener("pointerleave", left);
    };
  }

  /** @returns {[number, number | null][]} */
  #points() {
    /** @type {[number, number | null][]} */
    const points = [];
    for (let index = this.columns.first; index < this.columns.end; index += 1) {
      const value = this.columns.values[index];
      points.push([this.columns.times[index], Number.isNaN(value) ? null : value]);
    }
    return points;
  }

  #options() {
    const options = commonOptions({
      margin: MARGIN,
      timeTicks: () => this.#timeTicks().ticks,
      valueTicks: () => this.#scale?.ticks ?? [0, 1],
      timeLabel: time => this.#format.clock(time, this.#timeTicks().step < 60_000),
      valueLabel: value => (this.#scale === null ? "" : this.#format.axis(value, this.#scale.step)),
    });
    options.chart.zooming = { type: "x", resetButton: { theme: { style: { display: "none" } } } };
    options.chart.events = { selection: (/** @type {any} */ event) => this.#select(event) };
    options.xAxis.crosshair = { className: "crosshair" };
    Object.assign(options.yAxis, rangeOptions(this.#sensor));
    options.tooltip = this.#tooltip();
    options.series = [{ type: "line", data: [], className: "detail-line", kdNow: true, color: "var(--series)", marker: { enabled: false }, lineWidth: 1.5 }];
    return options;
  }

  #timeTicks() {
    return timeTicks(this.#view.from, this.#view.to, this.#chart?.plotWidth ?? 600, 64);
  }

  /** @param {any} event @returns {boolean} false: we zoom ourselves, from the readings */
  #select(event) {
    const { min, max } = event.xAxis?.[0] ?? {};
    if (max - min > 100) {
      this.#zoom = { from: min, to: max };
      this.#scale = null;
      this.#onZoom(true);
    }
    return false;
  }

  #tooltip() {
    const [sensor, format] = [this.#sensor, this.#format];
    return {
      enabled: true,
      animation: false,
      hideDelay: 100,
      outside: false,
      backgroundColor: "var(--card)",
      borderColor: "var(--line)",
      shadow: false,
      style: { color: "var(--ink)", fontSize: "13px" },
      formatter() {
        const { x, y } = /** @type {any} */ (this);
        return `<b>${format.number(y, sensor.decimals.count)}</b> ${escaped(sensor.unit)}<br/>${format.instant(x)}`;
      },
    };
  }
}

/** @param {string} text @returns {string} safe as the text of a tooltip */
function escaped(text) {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}
