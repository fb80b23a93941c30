import { axisLabel } from "./axis-label.js";
import { causeIn } from "./words/causes.js";
import { exactly, fixedly, rounded } from "./figures.js";
import { wordsIn } from "./words/words.js";

/** @typedef {import("../store/readings/decimals.js").Decimals} Decimals */

/** A mean of whole numbers is none. */
const MEAN_DECIMALS = 2;

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Numbers, times and durations as a person reads them, in the language that is chosen now. */
export class Format {
  #point = ".";
  /** @type {import("./words/words.js").Language} */ #language = "en";
  #dates = datesIn("en");
  words = wordsIn("en");

  /** @param {import("./words/words.js").Language} language */
  use(language) {
    this.#language = language;
    this.#dates = datesIn(language);
    this.words = wordsIn(language);
    this.#point = language === "fr" ? "," : ".";
  }

  get language() {
    return this.#language;
  }

  /** @param {string} cause as the server says it @returns {string} */
  cause(cause) {
    return causeIn(cause, this.#language);
  }

  /** What is counted, or measured here. @param {number} value @param {number} decimals @returns {string} thousands spaced, a true minus */
  number(value, decimals) {
    return Number.isFinite(value) ? fixedly(value, decimals, this.#point) : "–";
  }

  /** A reading, never rounded to another one. @param {number} value @param {Decimals | number} [least] as its sensor is written, or so many decimals @returns {string} */
  reading(value, least = 0) {
    return Number.isFinite(value) ? exactly(value, least, this.#point) : "–";
  }

  /** The mean of readings: a little finer than they are. @param {number} value @param {Decimals} decimals of their sensor @returns {string} */
  mean(value, decimals) {
    return Number.isFinite(value) ? rounded(value, Math.max(MEAN_DECIMALS, decimals.resolution + 1), this.#point) : "–";
  }

  /** A label of a value axis: short, thousands as k, millions as M where nothing is lost. @param {number} value @param {number} step @param {number} [largest] on the axis @returns {string} */
  axis(value, step, largest = Math.abs(value)) {
    return axisLabel(value, step, largest, this.#point);
  }

  /** Time of day. @param {number} time epoch milliseconds @param {boolean} seconds @returns {string} */
  clock(time, seconds) {
    const date = new Date(time);
    const parts = [date.getHours(), date.getMinutes(), ...(seconds ? [date.getSeconds()] : [])];
    return parts.map(part => String(part).padStart(2, "0")).join(":");
  }

  /** The label of a time axis: the date at midnight, where days are shown. @param {number} time epoch milliseconds @param {number} step milliseconds between labels @returns {string} */
  tick(time, step) {
    const date = new Date(time);
    const midnight = date.getHours() === 0 && date.getMinutes() === 0;
    if (step >= HOUR && midnight) {
      return this.#dates.day.format(date);
    }
    const tenths = step < SECOND ? this.#point + Math.floor(date.getMilliseconds() / 100) : "";
    return this.clock(time, step < MINUTE) + tenths;
  }

  /** Day and time of day. @param {number} time epoch milliseconds @returns {string} */
  moment(time) {
    return `${this.#dates.weekday.format(time)} ${this.clock(time, true)}`;
  }

  /** Date and time of day, for what is kept. @param {number} time epoch milliseconds @returns {string} */
  stamp(time) {
    const date = new Date(time);
    const day = [date.getFullYear(), date.getMonth() + 1, date.getDate()].map(part => String(part).padStart(2, "0"));
    return `${day.join("-")} ${this.clock(time, true)}`;
  }

  /** Time of day to the millisecond. @param {number} time epoch milliseconds @returns {string} */
  instant(time) {
    const millis = new Date(time).getMilliseconds();
    return `${this.clock(time, true)}${this.#point}${String(millis).padStart(3, "0")}`;
  }

  /** The age of a reading: tenths of a second at first. @param {number} millis @returns {string} */
  age(millis) {
    if (!Number.isFinite(millis)) {
      return "";
    }
    return millis < 10 * SECOND ? this.words("seconds", { n: this.number(Math.max(0, millis) / SECOND, 1) }) : this.duration(millis);
  }

  /** Two units at most: `1 min 24 s`. @param {number} millis @returns {string} */
  duration(millis) {
    const all = Math.max(0, Math.floor(millis / SECOND)) * SECOND;
    const two = (/** @type {string} */ large, /** @type {string} */ small, /** @type {number} */ rest) =>
      rest === 0 ? large : `${large} ${small}`;
    const part = (/** @type {import("./words/words.js").Word} */ word, /** @type {number} */ n) => this.words(word, { n });
    if (all < MINUTE) {
      return part("seconds", all / SECOND);
    }
    if (all < HOUR) {
      const seconds = (all % MINUTE) / SECOND;
      return two(part("minutes", Math.floor(all / MINUTE)), part("seconds", seconds), seconds);
    }
    if (all < DAY) {
      const minutes = Math.floor((all % HOUR) / MINUTE);
      return two(part("hours", Math.floor(all / HOUR)), part("minutes", minutes), minutes);
    }
    const hours = Math.floor((all % DAY) / HOUR);
    return two(part("days", Math.floor(all / DAY)), part("hours", hours), hours);
  }
}

/** @param {import("./words/words.js").Language} language */
function datesIn(language) {
  const place = { en: "en-GB", fr: "fr-FR" }[language];
  return {
    day: new Intl.DateTimeFormat(place, { day: "numeric", month: "short" }),
    weekday: new Intl.DateTimeFormat(place, { weekday: "short", day: "numeric", month: "short" }),
  };
}
