/** A message that is so much earlier than any could be: a clock was set. Milliseconds. */
const EARLY = 2_000;
/** A message that is so much later than the best: no message takes that long, a clock was set. Milliseconds. */
const LATE = 60_000;
/** The best message of each slice is remembered, for so many slices: a minute. */
const SLICES = 6;
const SLICE = 10_000;

/**
 * The server's clock as this browser can know it: the offset is learnt from the `time` of messages. A message is never
 * early, so of the last minute the one with the largest difference (`time` less its arrival) is the truest.
 *
 * That difference is the offset less the shortest way of a message. The two cannot be told apart from one side: the
 * clock is behind by the shortest one-way delay, a fraction of a millisecond on one machine or a quiet local network.
 * What is measured with it is too short by as much.
 */
export class ServerClock {
  #now;
  /** The largest difference of each slice, oldest first. @type {{slice: number, best: number}[]} */ #best = [];
  #offset = 0;

  /** @param {() => number} now the browser's clock, epoch milliseconds */
  constructor(now) {
    this.#now = now;
  }

  /** Milliseconds to add to the browser's clock; 0 until something was heard. */
  get offset() {
    return this.#offset;
  }

  /** @param {number} serverTime the time in a message that has just come */
  heard(serverTime) {
    const now = this.#now();
    const sample = serverTime - now;
    const slice = Math.floor(now / SLICE);
    if (sample > this.#offset + EARLY || sample < this.#offset - LATE) {
      this.#best = [];
    }
    const newest = this.#best[this.#best.length - 1];
    if (newest?.slice === slice) {
      newest.best = Math.max(newest.best, sample);
    } else {
      this.#best.push({ slice, best: sample });
      this.#best = this.#best.filter(each => each.slice > slice - SLICES && each.slice <= slice);
    }
    this.#offset = Math.max(...this.#best.map(each => each.best));
  }

  /** @returns {number} epoch milliseconds of the server; the browser's until something was heard */
  now() {
    return this.#now() + this.#offset;
  }
}
