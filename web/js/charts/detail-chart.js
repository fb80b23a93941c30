import { Columns } from "./lines/columns.js";
import { fitScale, shortestSpan, timeTicks } from "./scales/scale.js";
import { commonOptions, rangeOptions } from "./options.js";
import { MarkPaths } from "./lines/mark-paths.js";
import { savePicture } from "./picture.js";
import { ValueLabels, setLeft } from "./value-labels.js";

/** @typedef {import("../store/readings/sensor.js").Sensor} Sensor */
/** @typedef {import("./options.js").ChartFormat} ChartFormat */
/** @typedef {import("./live-chart.js").Picture} Picture */

/** Above the plot a strip is kept free for what is marked. */
const MARGIN = { top: 28, right: 16, bottom: 28, left: 60 };

/** So wide are time labels with seconds, and with tenths of them. Pixels. */
const [SECONDS, TENTHS] = [64, 80];

/** A stretch shorter than that is a slip of the hand, milliseconds. */
const SHORTEST_ZOOM = 100;
/** A pointer that moves so little has clicked, pixels. */
const CLICK = 4;

/** The enlarged chart: a whole Highcharts chart with tooltip and crosshair; a stretch can be chosen by dragging. */
export class DetailChart {
  columns = new Columns();
  #element;
  #sensor;
  #format;
  #highcharts;
  #chart;
  #onZoom;
  /** @type {import("./scales/scale.js").Scale | null} */ #scale = null;
  #view = { from: 0, to: 1 };
  /** @type {PointerEvent | null} */ #pointed = null;
  #detach = () => {};
  #onPick;
  #labels;
  #marks;
  #picked;
  #fired;
  /** The moment that was picked, NaN when there is none. */
  picked = NaN;
  /** Stretches in which a rule would have fired. @type {readonly {raised: number, cleared: number | null}[]} */ firings = [];

  /**
   * @param {any} highcharts
   * @param {HTMLElement} element
   * @param {Sensor} sensor
   * @param {ChartFormat} format
   * @param {(from: number, to: number) => void} onZoom a stretch was chosen, epoch milliseconds
   * @param {(time: number) => void} onPick a moment was clicked at
   */
  constructor(highcharts, element, sensor, format, onZoom, onPick) {
    this.#element = element;
    this.#sensor = sensor;
    this.#format = format;
    this.#labels = new ValueLabels(format, MARGIN.left);
    this.#onZoom = onZoom;
    this.#highcharts = highcharts;
    this.#onPick = onPick;
    this.#chart = highcharts.chart(element, this.#options());
    this.#watchPointer(element);
    const { renderer } = this.#chart;
    const group = renderer.g().attr({ zIndex: 4, class: "marks" }).add();
    this.#fired = renderer.path().attr({ class: "fired", "data-role": "fired" }).add(group);
    this.#picked = renderer.path().attr({ class: "picked", "data-role": "picked" }).add(group);
    this.#marks = new MarkPaths(renderer, group);
  }

  /** @param {number} time epoch milliseconds @returns {number} pixels from the chart's left edge, NaN outside of the plot */
  xOf(time) {
    const { from, to } = this.#view;
    return time < from || time > to ? NaN : this.#chart.plotLeft + ((time - from) / (to - from)) * this.#chart.plotWidth;
  }

  /** Width with its margins, pixels. */
  get room() {
    return this.#chart.chartWidth;
  }

  /** Width of the plot, pixels. */
  get width() {
    return this.#chart.plotWidth;
  }

  /** @param {number} x pixels from the window's left edge @returns {number} epoch milliseconds */
  timeAt(x) {
    const { left } = this.#chart.container.getBoundingClientRect();
    return this.#chart.xAxis[0].toValue(x - left);
  }

  /** @param {Omit<Picture, "missed">} picture */
  draw({ series, from, to, silentSince, marks }) {
    this.#view = { from, to };
    const chart = this.#chart;
    this.#fit();
    const { columns } = this;
    columns.reduce(series, from, to, chart.plotWidth);
    if (columns.lowest <= columns.highest) {
      const shortest = shortestSpan(this.#sensor.decimals.resolution, columns.lowest, columns.highest);
      this.#scale = fitScale(columns.lowest, columns.highest, shortest, this.#scale, 6);
    }
    setLeft(chart, this.#labels.fit(this.#scale, to));
    chart.xAxis[0].setExtremes(this.#view.from, this.#view.to, false, false);
    chart.yAxis[0].setExtremes(this.#scale?.low ?? 0, this.#scale?.high ?? 1, false, false);
    chart.xAxis[0].removePlotBand("silence");
    if (silentSince < to) {
      chart.xAxis[0].addPlotBand({ id: "silence", from: Math.max(from, silentSince), to, className: "silence" });
    }
    chart.series[0].setData(this.#points(), false, false, false);
    chart.series[1].setData(this.#bars(), false, false, false);
    chart.series[1].options.lineWidth = Math.max(1, (series.width / (to - from)) * chart.plotWidth) + 0.5;
    chart.redraw(false);
    this.#drawMarks(marks);
    this.#pointAgain();
  }

  /** @param {Picture["marks"]} marks */
  #drawMarks(marks) {
    const { from, to } = this.#view;
    const { plotLeft: left, plotTop: top, plotWidth: width, plotHeight: height } = this.#chart;
    const inside = marks.map(list => list.between(from, to));
    this.#marks.draw(inside, { left, top, width, height, from, to, origin: from });
    const x = this.xOf(this.picked);
    setPath(this.#picked, Number.isNaN(x) ? "" : `M${x.toFixed(1)} ${top}V${top + height}`);
    const at = (/** @type {number} */ time) => left + ((Math.min(to, Math.max(from, time)) - from) / (to - from)) * width;
    const bars = this.firings.filter(each => each.raised < to && (each.cleared ?? Infinity) > from).map(each => {
      const [start, end] = [at(each.raised), at(each.cleared ?? Infinity)];
      return `M${start.toFixed(1)} ${top}H${Math.max(start + 2, end).toFixed(1)}V${top + height}H${start.toFixed(1)}Z`;
    });
    setPath(this.#fired, bars.join(""));
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

  /** The room may be another since the last picture. */
  #fit() {
    const { clientWidth, clientHeight } = this.#element;
    if (clientWidth !== this.#chart.chartWidth || clientHeight !== this.#chart.chartHeight) {
      this.#chart.setSize(clientWidth, clientHeight, false);
    }
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
    /** @type {PointerEvent | null} */
    let down = null;
    /** @type {Record<string, (event: any) => void>} */
    const heard = {
      pointermove: event => (this.#pointed = event),
      pointerleave: () => (this.#pointed = null),
      pointerdown: event => (down = event.button === 0 ? event : null),
      pointerup: event => {
        if (down !== null && Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) < CLICK) {
          this.#pick(event);
        }
        down = null;
      },
    };
    Object.entries(heard).forEach(([type, listener]) => element.addEventListener(type, listener));
    this.#detach = () => Object.entries(heard).forEach(([type, listener]) => element.removeEventListener(type, listener));
  }

  /** @param {PointerEvent} event */
  #pick(event) {
    const time = this.timeAt(event.clientX);
    const { from, to } = this.#view;
    if (time >= from && time <= to) {
      this.#onPick(time);
    }
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

  /** The band: a bar from the lowest to the highest of every column. @returns {[number, number | null][]} */
  #bars() {
    /** @type {[number, number | null][]} */
    const bars = [];
    const { first, end, times, lows, highs, banded } = this.columns;
    for (let index = first; banded && index < end; index += 1) {
      if (highs[index] > lows[index]) {
        bars.push([times[index], lows[index]], [times[index], highs[index]], [times[index], null]);
      }
    }
    return bars;
  }

  #options() {
    const options = commonOptions({
      margin: MARGIN,
      timeTicks: () => this.#timeTicks().ticks,
      valueTicks: () => this.#scale?.ticks ?? [0, 1],
      timeLabel: time => this.#format.tick(time, this.#timeTicks().step),
      valueLabel: value => this.#labels.of(value),
    });
    options.chart.zooming = { type: "x", singleTouch: true, resetButton: { theme: { style: { display: "none" } } } };
    options.chart.events = { selection: (/** @type {any} */ event) => this.#select(event) };
    options.xAxis.crosshair = { className: "crosshair" };
    Object.assign(options.yAxis, rangeOptions(this.#sensor));
    options.tooltip = this.#tooltip();
    const common = { type: "line", data: [], marker: { enabled: false } };
    options.series = [
      { ...common, className: "detail-line", kdNow: true, color: "var(--series)", lineWidth: 1.5, zIndex: 2 },
      { ...common, className: "detail-band", color: "var(--band-bar)", linecap: "butt", enableMouseTracking: false, zIndex: 1 },
    ];
    return options;
  }

  #timeTicks() {
    const { from, to } = this.#view;
    const width = this.#chart?.plotWidth ?? 600;
    const ticks = timeTicks(from, to, width, SECONDS);
    return ticks.step < 1_000 ? timeTicks(from, to, width, TENTHS) : ticks;
  }

  /** @param {any} event @returns {boolean} false: we zoom ourselves, from the readings */
  #select(event) {
    const { min, max } = event.xAxis?.[0] ?? {};
    if (max - min > SHORTEST_ZOOM) {
      this.#scale = null;
      this.#onZoom(min, max);
    }
    return false;
  }

  #tooltip() {
    const [sensor, format, columns] = [this.#sensor, this.#format, this.columns];
    const number = (/** @type {number} */ value) => format.reading(value, sensor.decimals);
    const value = (/** @type {number} */ time, /** @type {number} */ mean) => {
      const index = columns.banded ? columns.nearest(time) : -1;
      const [low, high] = index < 0 ? [mean, mean] : [columns.lows[index], columns.highs[index]];
      return low === high
        ? `<b>${number(low)}</b>`
        : `<b>${format.words("mean", { value: format.mean(mean, sensor.decimals) })}</b> (${number(low)} – ${number(high)})`;
    };
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
        const time = columns.banded ? format.moment(x) : format.instant(x);
        return `${value(x, y)} ${escaped(sensor.unit)}<br/>${time}`;
      },
    };
  }
}

/** @param {any} path @param {string} text */
function setPath(path, text) {
  if (path.element.getAttribute("d") !== text) {
    path.element.setAttribute("d", text);
  }
}

/** @param {string} text @returns {string} safe as the text of a tooltip */
function escaped(text) {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}
