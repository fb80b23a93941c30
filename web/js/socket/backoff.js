/**
 * How long to wait before the next try: doubling, capped, with jitter so that a hall full of screens
 * does not come back in one instant.
 */
export class Backoff {
  #first;
  #most;
  #random;
  #tries = 0;

  /** @param {{first?: number, most?: number, random: () => number}} options milliseconds; random in [0, 1) */
  constructor({ first = 500, most = 10_000, random }) {
    this.#first = first;
    this.#most = most;
    this.#random = random;
  }

  /** Failures since the last success. */
  get tries() {
    return this.#tries;
  }

  /** @returns {number} milliseconds, between half and all of the doubled wait, never above the cap */
  next() {
    const full = Math.min(this.#most, this.#first * 2 ** Math.min(this.#tries, 20));
    this.#tries += 1;
    return Math.round(full * (0.5 + this.#random() / 2));
  }

  reset() {
    this.#tries = 0;
  }
}
