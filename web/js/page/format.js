import { causeIn } from "./causes.js";
import { wordsIn } from "./words.js";

/** Narrow space that does not break: between thousands. */
const THIN = "\u202f";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Numbers, times and durations as a person reads them, in the language that is chosen now. */
export class Format {
  #point = ".";
  /** @type {import("./words.js").Language} */ #language = "en";
  #dates = datesIn("en");
  words = wordsIn("en");

  /** @param {import("./words.js").Language} language */
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

  /** @param {number} value @param {number} decimals @returns {string} thousands spaced, a true minus */
  number(value, decimals) {
    if (!Number.isFinite(value)) {
      return "–";
    }
    const size = Math.abs(value);
    if (size >= 1e9) {
      return value.toExponential(3).replace("-", "−").replace(".", this.#point);
    }
    const [whole, part] = size.toFixed(decimals).split(".");
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, THIN);
    const zero = Number(size.toFixed(decimals)) === 0;
    return (value < 0 && !zero ? "−" : "") + grouped + (part ? this.#point + part : "");
  }

  /** A label of a value axis: short, thousands as k, millions as M. @param {number} value @param {number} step @returns {string} */
  axis(value, step) {
    const size = Math.max(Math.abs(value), step);
    const [unit, sign] = size >= 1e9 ? [1e9, "G"] : size >= 1e6 ? [1e6, "M"] : size >= 1e4 ? [1e3, "k"] : [1, ""];
    const decimals = Math.min(6, Math.max(0, Math.ceil(-Math.log10(step / unit) - 1e-9)));
    const fine = Math.abs(Math.round((step / unit) * 10 ** decimals) - (step / unit) * 10 ** decimals) > 1e-6;
    return this.number(value / unit, decimals + (fine ? 1 : 0)) + sign;
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
    return step >= HOUR && midnight ? this.#dates.day.format(date) : this.clock(time, step < MINUTE);
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
    const part = (/** @type {import("./words.js").Word} */ word, /** @type {number} */ n) => this.words(word, { n });
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

/** @param {import("./words.js").Language} language */
function datesIn(language) {
  const place = { en: "en-GB", fr: "fr-FR" }[language];
  return {
    day: new Intl.DateTimeFormat(place, { day: "numeric", month: "short" }),
    weekday: new Intl.DateTimeFormat(place, { weekday: "short", day: "numeric", month: "short" }),
  };
}
