import { HighWater } from "./scales/high-water.js";
import { FONT_SIZE } from "./quick-chart.js";
import { textWidth } from "./scales/text-width.js";

/** @typedef {import("./options.js").ChartFormat} ChartFormat */
/** @typedef {import("./scales/scale.js").Scale} Scale */

/** Labels end so far left of the plot; as much is free left of the widest. Pixels. */
export const LABEL_GAP = 8;
const EDGE = 1;
/** Margins differ in steps, so that most charts stand in line. Pixels. */
const STEP = 16;

/** The labels of a value axis, and the margin that the widest of them needs. */
export class ValueLabels {
  #format;
  #least;
  #room;
  /** @type {Map<number, string>} */ #texts = new Map();
  /** @type {Scale | null} */ #scale = null;
  #language = "";

  /** @param {ChartFormat} format @param {number} least margin, pixels */
  constructor(format, least) {
    this.#format = format;
    this.#least = least;
    this.#room = new HighWater(least);
  }

  /** @param {Scale | null} scale @param {number} now milliseconds @returns {number} left margin, pixels */
  fit(scale, now) {
    if (scale !== this.#scale || this.#language !== this.#format.language) {
      this.#write(scale);
    }
    let widest = 0;
    this.#texts.forEach(text => (widest = Math.max(widest, textWidth(text, FONT_SIZE))));
    const more = Math.ceil((widest + LABEL_GAP + EDGE - this.#least) / STEP);
    return this.#room.fit(this.#least + Math.max(0, more) * STEP, now);
  }

  /** @param {number} tick @returns {string} */
  of(tick) {
    return this.#texts.get(tick) ?? "";
  }

  /** @param {Scale | null} scale */
  #write(scale) {
    this.#scale = scale;
    this.#language = this.#format.language;
    const { ticks, step } = scale ?? { ticks: [], step: 1 };
    const largest = Math.max(...ticks.map(Math.abs));
    this.#texts = new Map(ticks.map(tick => [tick, this.#format.axis(tick, step, largest)]));
  }
}

/** Redrawn, a chart has that margin at its left. @param {any} chart of Highcharts @param {number} left pixels @returns {boolean} whether it had another */
export function setLeft(chart, left) {
  if (chart.plotLeft === left) {
    return false;
  }
  chart.options.chart.marginLeft = left;
  chart.isDirtyBox = true;
  return true;
}
