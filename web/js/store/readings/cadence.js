/** Two and a half ticks: readings within it may have come in one push, so it is never a gap. Milliseconds. */
const SHORTEST_GAP = 250;
/** Intervals needed before a gap is called one. */
const ENOUGH = 4;

/**
 * The pace of one sensor, learnt from the intervals between its readings, and with it what a gap is: an interval
 * longer than three times the pace, and longer than two and a half ticks. A sensor that slows down for good is
 * believed after a few readings.
 */
export class Cadence {
  #interval = 0;
  #seen = 0;
  #set = false;

  /** Milliseconds between readings, 0 while unknown. */
  get interval() {
    return this.#interval;
  }

  /** Whether enough has come to tell a silence. */
  get known() {
    return this.#seen >= ENOUGH;
  }

  /** What the server has learnt, or, when it is set, knows. @param {number} interval milliseconds @param {boolean} [set] */
  told(interval, set = false) {
    if (set) {
      [this.#interval, this.#seen, this.#set] = [interval, ENOUGH, true];
    } else if (this.#seen < ENOUGH && interval > 0) {
      this.#interval = interval;
      this.#seen = ENOUGH;
    }
  }

  /** Learns from the times of many readings at once, when nothing is known yet. @param {ArrayLike<number>} times */
  learn(times) {
    const intervals = [];
    for (let index = 1; index < times.length && intervals.length < 500; index += 1) {
      if (times[index] > times[index - 1]) {
        intervals.push(times[index] - times[index - 1]);
      }
    }
    if (intervals.length >= ENOUGH) {
      this.told(intervals.sort((a, b) => a - b)[intervals.length >> 1]);
    }
  }

  /** A longer interval than that is a gap; infinite while the pace is unknown. Milliseconds. */
  get gap() {
    return this.known ? Math.max(3 * this.#interval, SHORTEST_GAP) : Infinity;
  }

  /** @param {number} interval milliseconds @returns {boolean} whether it is a gap */
  isGap(interval) {
    return interval > this.gap;
  }

  /** Takes the next interval into account. @param {number} interval milliseconds @returns {boolean} whether it is a gap */
  observe(interval) {
    if (!(interval > 0)) {
      return false;
    }
    const gap = this.isGap(interval);
    if (this.#set) {
      return gap;
    }
    if (gap) {
      this.#interval = Math.min(interval, this.#interval * 1.25);
    } else if (this.#seen === 0) {
      this.#interval = interval;
    } else {
      this.#interval += (interval - this.#interval) * (this.#seen < ENOUGH ? 0.5 : 0.05);
    }
    this.#seen += gap ? 0 : 1;
    return gap;
  }
}
