import { Stretches } from "../readings/stretches.js";

/** More times than these are forgotten, with all that is known: they are asked for again. */
const MOST = 20_000;

/**
 * When the stills of one sensor were made, as far as the server has said: of some stretches of time it is known which still
 * was the newest at every moment of them.
 */
export class StillTimes {
  /** In order. @type {number[]} */ #times = [];
  #known = new Stretches();

  /** @param {number} moment @returns {number | null | undefined} time of the newest by then; null when there was none, undefined when it is not known */
  at(moment) {
    if (!this.#known.holds(moment)) {
      return undefined;
    }
    const index = this.#after(moment);
    return index === 0 ? null : this.#times[index - 1];
  }

  /** @param {number} moment @returns {number | undefined} time of the next one, as far as it is known */
  next(moment) {
    const time = this.#times[this.#after(moment)];
    return time !== undefined && time < this.knownUntil(moment) ? time : undefined;
  }

  /** @param {number} moment of which it is known @returns {number} up to where it is known from there on */
  knownUntil(moment) {
    const [rest] = this.#known.outside({ from: moment, to: Infinity });
    return rest?.from ?? Infinity;
  }

  /** At a moment that one was the newest. @param {number} moment whole milliseconds @param {number | null} time null when there was none */
  learn(moment, time) {
    const from = time ?? -Infinity;
    this.#times = this.#times.filter(each => each <= from || each > moment);
    if (time !== null) {
      this.#insert([time]);
    }
    this.#known.add(from, moment + 1);
  }

  /** From a moment of which it is known. @param {number} from @param {number} to @param {number[]} times all in between */
  learnAll(from, to, times) {
    this.#times = this.#times.filter(each => each < from || each >= to);
    this.#insert(times);
    this.#known.add(from, to);
  }

  /** What was known from there on does not hold any more. @param {number} from */
  forget(from) {
    this.#known.remove(from, Infinity);
    this.#times = this.#times.filter(each => each < from);
  }

  /** @param {number[]} times */
  #insert(times) {
    if (this.#times.length + times.length > MOST) {
      this.#times = [];
      this.#known = new Stretches();
    }
    this.#times = [...new Set([...this.#times, ...times])].sort((a, b) => a - b);
  }

  /** @param {number} moment @returns {number} index of the first one after it */
  #after(moment) {
    let [low, high] = [0, this.#times.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      [low, high] = this.#times[middle] <= moment ? [middle + 1, high] : [low, middle];
    }
    return low;
  }
}
