import { HighWater } from "../charts/scales/high-water.js";
import { textWidth } from "../charts/scales/text-width.js";

/**
 * How a card sets its figure: the size of its type, pixels, and whether the extremes stand below it instead of beside it.
 *
 * @typedef {{size: number, unit: number, below: boolean}} Setting
 */

/** From the usual one to those of very long figures. @type {readonly Setting[]} */
const SETTINGS = [
  { size: 30, unit: 16, below: false },
  { size: 22, unit: 14, below: false },
  { size: 16, unit: 12, below: false },
  { size: 16, unit: 12, below: true },
  { size: 14, unit: 12, below: true },
  { size: 12, unit: 12, below: true },
];
/** Between figure, unit and extremes, as in card.css; and the size of the extremes. Pixels. */
const [UNIT_GAP, GAP, WORD_GAP, SMALL] = [6, 12, 4, 12];

/** Chooses the largest setting in which nothing is cut off. A smaller one is taken at once, a larger one only after a minute. */
export class FigureFit {
  #level = new HighWater(0);
  /** What was measured last: all digits are as wide. */
  #key = "";
  #needed = 0;

  /**
   * @param {{value: string, beside: readonly string[], extremes: readonly {word: string, value: string}[]}} texts
   *   `beside` are the unit and what else stands behind the figure
   * @param {number} room pixels @param {number} now milliseconds
   * @returns {Setting}
   */
  fit({ value, beside, extremes }, room, now) {
    const key = [value, ...beside, ...extremes.map(each => each.value)].join("|").replace(/\d/g, "0") + room;
    if (key !== this.#key) {
      this.#key = key;
      this.#needed = levelOf(value, beside, extremes, room);
    }
    return SETTINGS[this.#level.fit(this.#needed, now)];
  }
}

/** @param {string} value @param {readonly string[]} beside @param {readonly {word: string, value: string}[]} extremes @param {number} room */
function levelOf(value, beside, extremes, room) {
  const side = Math.max(0, ...extremes.map(each => GAP + textWidth(each.word + each.value, SMALL) + WORD_GAP));
  const level = SETTINGS.findIndex(({ size, unit, below }) => {
    const behind = beside.filter(text => text !== "").map(text => UNIT_GAP + textWidth(text, unit));
    const width = behind.reduce((sum, each) => sum + each, textWidth(value, size, "700"));
    return width <= room - (below ? 0 : side);
  });
  return level < 0 ? SETTINGS.length - 1 : level;
}

/** @param {HTMLElement} element of class `figures` @param {Setting} setting */
export function setFigure(element, { size, below }) {
  if (element.dataset.size !== String(size)) {
    element.dataset.size = String(size);
  }
  element.toggleAttribute("data-below", below);
}
