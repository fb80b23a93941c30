import { Columns } from "./columns.js";
import { linePath } from "./path.js";
import { fitScale, timeTicks } from "./scale.js";
import { commonOptions, rangeOptions } from "./options.js";

/** @typedef {import("../store/sensor.js").Sensor} Sensor */
/** @typedef {import("../page/format.js").Format} Format */

/** Above the plot a strip is kept free for the cause, so that words never cover the line. Pixels. */
const MARGIN = { top: 24, right: 6, bottom: 24, left: 44 };

/**
 * The chart of one card. Highcharts draws frame and axes, about once a second or when the range changes; in between
 * only the path of the line is set anew, and the time labels move with it. No mouse tracking, no animation.
 */
export class LiveChart {
  columns = new Columns();
  #sensor;
  #format;
  #chart;
  #line;
  #shade;
  #clip;
  /** @type {import("./scale.js").Scale | null} */ #scale = null;
  #view = { from: 0, to: 1 };
  #framedAt = -Infinity;
  #framedFrom = 0;
  #size = "";
  #range = "";

  /** @param {any} highcharts @param {HTMLElement} element @param {Sensor} sensor @param {Format} format */
  constructor(highcharts, element, sensor, format) {
    this.#sensor = sensor;
    this.#format = format;
    this.#range = rangeKey(sensor);
    this.#chart = highcharts.chart(element, this.#options());
    const { renderer } = this.#chart;
    this.#clip = renderer.clipRect(0, 0, 1, 1);
    this.#shade = renderer.rect(0, 0, 0, 0).attr({ zIndex: 2, class: "silence" }).add();
    this.#line = renderer.path().attr({ zIndex: 5, class: "line", "data-role": "line" }).clip(this.#clip).add();
  }

  /**
   * Sets the picture to a window of time.
   *
   * @param {number} from epoch milliseconds
   * @param {number} to epoch milliseconds
   * @param {boolean} silent whether the time since the last reading is to be shaded
   */
  draw(from, to, silent) {
    const width = this.#chart.plotWidth;
    this.columns.reduce(this.#sensor.ring, from, to, width);
    const before = this.#scale;
    this.#rescale();
    const span = this.#view.to - this.#view.from;
    this.#view = { from, to };
    const due = to < this.#framedAt || to - this.#framedAt >= Math.min(5_000, Math.max(1_000, (to - from) / 100));
    if (due || before !== this.#scale || span !== to - from || this.#resized() || this.#range !== rangeKey(this.#sensor)) {
      this.#drawFrame();
    }
    this.#drawLine(silent);
  }

  destroy() {
    this.#chart.destroy();
  }

  #rescale() {
    const { lowest, highest } = this.columns;
    if (lowest <= highest) {
      const shortest = Math.max(4 * 10 ** -this.#sensor.decimals.count, Math.abs(highest) * 1e-6);
      this.#scale = fitScale(lowest, highest, shortest, this.#scale);
    }
  }

  #resized() {
    return this.#size !== `${this.#chart.plotWidth}x${this.#chart.plotHeight}`;
  }

  #drawFrame() {
    const chart = this.#chart;
    const { from, to } = this.#view;
    if (this.#range !== rangeKey(this.#sensor)) {
      this.#range = rangeKey(this.#sensor);
      chart.yAxis[0].update(rangeOptions(this.#sensor), false);
    }
    chart.xAxis[0].setExtremes(from, to, false, false);
    chart.yAxis[0].setExtremes(this.#scale?.low ?? 0, this.#scale?.high ?? 1, false, false);
    chart.redraw(false);
    this.#clip.attr({ x: chart.plotLeft, y: chart.plotTop - 2, width: chart.plotWidth, height: chart.plotHeight + 4 });
    this.#framedAt = to;
    this.#framedFrom = from;
    this.#size = `${chart.plotWidth}x${chart.plotHeight}`;
  }

  /** @param {boolean} silent */
  #drawLine(silent) {
    const chart = this.#chart;
    const { from, to } = this.#view;
    const { plotLeft: left, plotTop: top, plotWidth: width, plotHeight: height } = chart;
    const scale = this.#scale ?? { low: 0, high: 1 };
    const path = linePath(this.columns, { left, top, width, height, from, to, low: scale.low, high: scale.high });
    this.#line.element.setAttribute("d", path);
    const shift = ((from - this.#framedFrom) / (to - from)) * width;
    const labels = chart.xAxis[0].labelGroup?.element;
    if (labels !== undefined) {
      labels.style.transform = shift === 0 ? "" : `translateX(${(-shift).toFixed(1)}px)`;
    }
    const start = Math.max(from, this.#sensor.lastTime);
    const wide = silent && start < to ? ((to - start) / (to - from)) * width : 0;
    this.#shade.attr({ x: left + width - wide, y: top, width: wide, height });
  }

  #options() {
    const options = commonOptions({
      margin: MARGIN,
      timeTicks: () => timeTicks(this.#view.from, this.#view.to, this.#chart?.plotWidth ?? 300, this.#labelWidth()).ticks,
      valueTicks: () => this.#scale?.ticks ?? [0, 1],
      timeLabel: time => this.#format.clock(time, this.#seconds()),
      valueLabel: value => (this.#scale === null ? "" : this.#format.axis(value, this.#scale.step)),
    });
    options.series = [{ type: "line", data: [[0, null]], enableMouseTracking: false, lineWidth: 0 }];
    Object.assign(options.yAxis, rangeOptions(this.#sensor));
    return options;
  }

  #seconds() {
    return this.#view.to - this.#view.from < 180_000;
  }

  #labelWidth() {
    return this.#seconds() ? 52 : 36;
  }
}

/** @param {Sensor} sensor @returns {string} */
function rangeKey(sensor) {
  return `${sensor.min}:${sensor.max}`;
}
