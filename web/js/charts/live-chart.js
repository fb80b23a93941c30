import { Columns } from "./lines/columns.js";
import { LinePath } from "./lines/path.js";
import { MarkPaths } from "./lines/mark-paths.js";
import { fitScale, shortestSpan, timeTicks } from "./scales/scale.js";
import { commonOptions, rangeOptions } from "./options.js";
import { ValueLabels, setLeft } from "./value-labels.js";

/** @typedef {import("../store/readings/sensor.js").Sensor} Sensor */
/** @typedef {import("../store/readings/track.js").Series} Series */
/** @typedef {import("./options.js").ChartFormat} ChartFormat */

/**
 * What a chart is to show.
 *
 * @typedef {object} Picture
 * @property {Series} series
 * @property {number} from epoch milliseconds
 * @property {number} to epoch milliseconds
 * @property {number} silentSince from there on the sensor is silent, which is shaded; NaN when it is not
 * @property {readonly {from: number, to: number}[]} missed times in which updates did not come: the line may miss readings
 * @property {readonly import("../store/events/marks.js").MarkList[]} marks what happened
 */

/** Above the plot a strip is kept free for the cause, so that words never cover the line. Pixels. */
const MARGIN = { top: 24, right: 6, bottom: 24, left: 44 };

const [MINUTE, HOUR] = [60_000, 3_600_000];
/** So wide are time labels: hours and minutes, with seconds, and a day. Pixels. */
const [CLOCK, SECONDS, DAY] = [36, 52, 44];

/** A time label may come or go so much late, so that not all charts make theirs in one frame. Pixels. */
const LABELS_LATE = 4;

/**
 * The chart of one card. Highcharts draws frame and axes, when the range changes or a time label comes or goes; in
 * between only the path of the line is set anew, and the time labels move with it. Buckets are drawn as a band between
 * their lowest and highest, with their mean as the line. No mouse tracking, no animation.
 */
export class LiveChart {
  columns = new Columns();
  #path = new LinePath();
  #element;
  #sensor;
  #format;
  #chart;
  #plot;
  #band;
  #bandTail;
  #line;
  #tail;
  #missed;
  #marks;
  #shade;
  #clip;
  /** @type {import("./scales/scale.js").Scale | null} */ #scale = null;
  #view = { from: 0, to: 1 };
  /** Where the time labels are, and what of the picture they were made for. @type {number[]} */ #ticks = [];
  #step = 1;
  #framedFrom = 0;
  #size = { width: 0, height: 0 };
  #labels;
  #left = MARGIN.left;
  #range = "";
  /** Between 0 and 1: how late this chart's labels come and go. */
  #phase;
  /** What stands in the document: it is touched only when it is another. */
  #shown = { body: "", tail: "", bandBody: "", bandTail: "", bar: 0, missed: "", shift: 0, labels: 0, shade: -1 };

  /** @param {ReturnType<typeof import("./quick-chart.js").quickChart>} Chart @param {HTMLElement} element @param {Sensor} sensor @param {ChartFormat} format */
  constructor(Chart, element, sensor, format) {
    this.#sensor = sensor;
    this.#format = format;
    this.#element = element;
    this.#labels = new ValueLabels(format, MARGIN.left);
    this.#range = this.#rangeKey();
    this.#phase = phaseOf(sensor.id);
    this.#chart = new Chart(element, this.#options());
    const { renderer } = this.#chart;
    this.#clip = renderer.clipRect(0, 0, 1, 1);
    this.#shade = renderer.rect(0, 0, 0, 0).attr({ zIndex: 2, class: "silence" }).add();
    const clipped = renderer.g().attr({ zIndex: 5 }).clip(this.#clip).add();
    this.#plot = renderer.g().add(clipped);
    this.#missed = renderer.path().attr({ class: "missed", "data-role": "missed" }).add(this.#plot);
    this.#band = renderer.path().attr({ class: "band", "data-role": "band" }).add(this.#plot);
    this.#bandTail = renderer.path().attr({ class: "band" }).add(this.#plot);
    this.#line = renderer.path().attr({ class: "line", "data-role": "line" }).add(this.#plot);
    this.#tail = renderer.path().attr({ class: "line" }).add(this.#plot);
    this.#marks = new MarkPaths(renderer, this.#plot);
  }

  /** Width of the plot, pixels, also when it is drawn only next. */
  get width() {
    return Math.max(0, Math.round(this.#chart.chartWidth - this.#left - MARGIN.right));
  }

  /** Width with its margins, pixels. */
  get room() {
    return this.#chart.chartWidth;
  }

  /** @param {Picture} picture */
  draw({ series, from, to, silentSince, missed, marks }) {
    this.columns.reduce(series, from, to, this.width);
    const scale = this.#scale;
    this.#rescale();
    const span = this.#view.to - this.#view.from;
    this.#view = { from, to };
    const other = scale !== this.#scale || Math.abs(span - (to - from)) > 1e-3;
    if (other || this.#resized() || this.#range !== this.#rangeKey() || this.#labelsDue()) {
      this.#drawFrame();
    }
    this.#drawLine(missed);
    this.#drawMarks(marks);
    this.#drawBars(series.width);
    this.#drawShade(silentSince);
  }

  destroy() {
    this.#chart.destroy();
  }

  #rescale() {
    const { lowest, highest } = this.columns;
    if (lowest <= highest) {
      const shortest = shortestSpan(this.#sensor.decimals.resolution, lowest, highest);
      this.#scale = fitScale(lowest, highest, shortest, this.#scale);
    }
  }

  #resized() {
    return this.#size.width !== this.#chart.plotWidth || this.#size.height !== this.#chart.plotHeight;
  }

  /** Whether a label has come or gone since the frame was drawn, and a little longer. */
  #labelsDue() {
    const { from, to } = this.#view;
    const late = (this.#phase * LABELS_LATE * (to - from)) / Math.max(1, this.width);
    const { ticks } = this.#timeTicks(from - late, to - late);
    const last = ticks.length - 1;
    return last !== this.#ticks.length - 1 || ticks[0] !== this.#ticks[0] || ticks[last] !== this.#ticks[last];
  }

  #drawFrame() {
    const chart = this.#chart;
    const { from, to } = this.#view;
    if (this.#range !== this.#rangeKey()) {
      this.#range = this.#rangeKey();
      chart.yAxis[0].update(rangeOptions(this.#sensor), false);
    }
    this.#makeRoom();
    const late = (this.#phase * LABELS_LATE * (to - from)) / Math.max(1, this.width);
    ({ ticks: this.#ticks, step: this.#step } = this.#timeTicks(from - late, to - late));
    chart.xAxis[0].setExtremes(from, to, false, false);
    chart.yAxis[0].setExtremes(this.#scale?.low ?? 0, this.#scale?.high ?? 1, false, false);
    chart.redraw(false);
    // Before its next step the line ends up to a pixel behind the edge.
    this.#clip.attr({ x: chart.plotLeft, y: chart.plotTop - 2, width: chart.plotWidth + 2, height: chart.plotHeight + 4 });
    this.#framedFrom = from;
    this.#size = { width: chart.plotWidth, height: chart.plotHeight };
  }

  /** For the widest label of the value axis. The line has another width then: it is reduced anew. */
  #makeRoom() {
    this.#left = this.#labels.fit(this.#scale, this.#view.to);
    if (setLeft(this.#chart, this.#left)) {
      this.#element.parentElement?.style.setProperty("--plot-left", `${this.#left}px`);
    }
  }

  /** @param {readonly {from: number, to: number}[]} missed */
  #drawLine(missed) {
    const { from, to } = this.#view;
    const { plotLeft: left, plotTop: top, plotWidth: width, plotHeight: height, xAxis } = this.#chart;
    const { low, high } = this.#scale ?? { low: 0, high: 1 };
    const path = this.#path;
    path.update(this.columns, { left, top, width, height, from, to, low, high });
    const shown = this.#shown;
    this.#setPath(this.#line, "body", path.body);
    this.#setPath(this.#tail, "tail", path.tail);
    this.#setPath(this.#band, "bandBody", path.bandBody);
    this.#setPath(this.#bandTail, "bandTail", path.bandTail);
    const shift = this.#steps(path.shift);
    if (shown.shift !== shift) {
      shown.shift = shift;
      this.#plot.element.setAttribute("transform", `translate(${-shift} 0)`);
    }
    const labelShift = this.#steps(((from - this.#framedFrom) / (to - from)) * width);
    const labels = xAxis[0].labelGroup?.element;
    if (labels !== undefined && shown.labels !== labelShift) {
      shown.labels = labelShift;
      labels.style.transform = labelShift === 0 ? "" : `translateX(${-labelShift}px)`;
    }
    this.#drawMissed(missed);
  }

  /** @param {any} path @param {"body" | "tail" | "bandBody" | "bandTail" | "missed"} name @param {string} text */
  #setPath(path, name, text) {
    if (this.#shown[name] !== text) {
      this.#shown[name] = text;
      path.element.setAttribute("d", text);
    }
  }

  /** The bars of a band touch one another. @param {number} bucket milliseconds */
  #drawBars(bucket) {
    const { from, to } = this.#view;
    const bar = bucket === 0 ? 0 : Math.ceil(2 * Math.max(1, (bucket / (to - from)) * this.width)) / 2 + 0.5;
    if (this.#shown.bar !== bar) {
      this.#shown.bar = bar;
      [this.#band, this.#bandTail].forEach(path => path.element.setAttribute("stroke-width", String(bar)));
    }
  }

  /**
   * Moves by whole pixels, each chart at its own time: a chart that has not moved is not painted again but for the end of
   * its line, and not all move in one frame. @param {number} shift pixels @returns {number}
   */
  #steps(shift) {
    return Math.floor(shift + this.#phase);
  }

  /** A dotted line along the bottom. @param {readonly {from: number, to: number}[]} missed */
  #drawMissed(missed) {
    const { from, to } = this.#view;
    const { plotLeft: left, plotTop: top, plotWidth: width, plotHeight: height } = this.#chart;
    const x = (/** @type {number} */ time) => (left + ((time - this.#path.origin) / (to - from)) * width).toFixed(1);
    let text = "";
    for (const each of missed) {
      if (each.to > from && each.from < to) {
        text += `M${x(Math.max(each.from, from - (to - from)))} ${top + height - 2}H${x(each.to)}`;
      }
    }
    this.#setPath(this.#missed, "missed", text);
  }

  /** They move with the line. @param {Picture["marks"]} marks */
  #drawMarks(marks) {
    const { plotLeft: left, plotTop: top, plotWidth: width, plotHeight: height } = this.#chart;
    this.#marks.draw(marks, { left, top, width, height, ...this.#view, origin: this.#path.origin });
  }

  /** @param {number} since */
  #drawShade(since) {
    const { from, to } = this.#view;
    const { plotLeft: left, plotTop: top, plotWidth: width, plotHeight: height } = this.#chart;
    const start = Math.max(from, since);
    const wide = start < to ? Math.round(((to - start) / (to - from)) * width * 10) / 10 : 0;
    if (this.#shown.shade !== wide) {
      this.#shown.shade = wide;
      this.#shade.attr({ x: left + width - wide, y: top, width: wide, height });
    }
  }

  #options() {
    const options = commonOptions({
      margin: MARGIN,
      timeTicks: () => this.#ticks,
      valueTicks: () => this.#scale?.ticks ?? [0, 1],
      timeLabel: time => this.#format.tick(time, this.#step),
      valueLabel: value => this.#labels.of(value),
    });
    options.series = [{ type: "line", data: [[0, null]], enableMouseTracking: false, lineWidth: 0 }];
    Object.assign(options.yAxis, rangeOptions(this.#sensor));
    return options;
  }

  /** What Highcharts keeps of the value axis: the range, and labels in the words of a language. @returns {string} */
  #rangeKey() {
    return `${this.#sensor.min}:${this.#sensor.max}:${this.#format.language}`;
  }

  /** Labels with seconds, and those with a day, are wider. @param {number} from @param {number} to */
  #timeTicks(from, to) {
    const ticks = timeTicks(from, to, this.width, to - from <= HOUR ? CLOCK : DAY);
    return ticks.step < MINUTE ? timeTicks(from, to, this.width, SECONDS) : ticks;
  }
}

/** Steady, and another one for neighbours. @param {string} id @returns {number} between 0 and 1 */
function phaseOf(id) {
  let sum = 0;
  for (let index = 0; index < id.length; index += 1) {
    sum += id.charCodeAt(index) * 7;
  }
  return (sum % 20) / 20;
}
