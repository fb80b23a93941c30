/** A difference so large is another clock, not a slow message. Milliseconds. */
const JUMP = 2_000;
/** So much the best estimate is let go with every message, so that drift is followed. Milliseconds. */
const RELEASE = 0.5;

/**
 * The server's clock as this browser can know it: the offset is learnt from the `time` of messages. A message is
 * never early, so the largest difference seen is the truest.
 */
export class ServerClock {
  #now;
  /** @type {number | null} */ #offset = null;

  /** @param {() => number} now the browser's clock, epoch milliseconds */
  constructor(now) {
    this.#now = now;
  }

  /** @param {number} serverTime the time in a message that has just come */
  heard(serverTime) {
    const sample = serverTime - this.#now();
    if (this.#offset === null || Math.abs(sample - this.#offset) > JUMP) {
      this.#offset = sample;
    } else {
      this.#offset = Math.max(sample, this.#offset - RELEASE);
    }
  }

  /** @returns {number} epoch milliseconds of the server; the browser's until something was heard */
  now() {
    return this.#now() + (this.#offset ?? 0);
  }
}
