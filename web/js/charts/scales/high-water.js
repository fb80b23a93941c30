/** So long less must have been needed before anything shrinks, milliseconds. */
const PATIENCE = 60_000;
/** At first nothing is settled: more of the past comes, and with it what is needed for good. Milliseconds. */
const SETTLING = 5_000;

/**
 * Room that grows at once when more is needed, and shrinks only when less was needed for a minute: what is beside it does not
 * jitter while the figures in it change.
 */
export class HighWater {
  #held;
  /** The most that was needed since {@link HighWater.#since}. */
  #most = -Infinity;
  #since = NaN;
  #least;
  #begun = NaN;

  /** @param {number} least */
  constructor(least) {
    this.#held = this.#least = least;
  }

  /** @param {number} needed @param {number} now milliseconds, of any clock @returns {number} */
  fit(needed, now) {
    this.#begun = Number.isNaN(this.#begun) ? now : this.#begun;
    if (needed >= this.#held || Math.abs(now - this.#begun) < SETTLING) {
      this.#held = Math.max(this.#least, needed);
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
