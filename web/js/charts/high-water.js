/** So long less must have been needed before anything shrinks, milliseconds. */
const PATIENCE = 60_000;

/**
 * Room that grows at once when more is needed, and shrinks only when less was needed for a minute: what is beside it does not
 * jitter while the figures in it change.
 */
export class HighWater {
  #held;
  /** The most that was needed since {@link HighWater.#since}. */
  #most = -Infinity;
  #since = NaN;

  /** @param {number} least */
  constructor(least) {
    this.#held = least;
  }

  /** @param {number} needed @param {number} now milliseconds, of any clock @returns {number} */
  fit(needed, now) {
    if (needed >= this.#held) {
      this.#held = needed;
      [this.#most, this.#since] = [-Infinity, NaN];
      return this.#held;
    }
    this.#most = Math.max(this.#most, needed);
    this.#since = Number.isNaN(this.#since) ? now : this.#since;
    if (Math.abs(now - this.#since) >= PATIENCE) {
      this.#held = this.#most;
      [this.#most, this.#since] = [-Infinity, NaN];
    }
    return this.#held;
  }
}
