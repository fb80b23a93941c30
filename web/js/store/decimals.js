/** More decimals than that nobody reads. */
const MOST = 6;

/**
 * How many decimals a sensor is written with: as many as its values have, at most four figures that count (and one
 * decimal up to 9999). Steady: more when a value shows more, fewer only when the whole level of the values is another.
 */
export class Decimals {
  #written = 0;
  #level = 0;
  #digits = 1;

  /** @returns {number} */
  get count() {
    const room = Math.max(4 - this.#digits, this.#digits <= 4 ? 1 : 0);
    return Math.min(this.#written, room, MOST);
  }

  /** @param {number} value */
  observe(value) {
    const size = Math.abs(value);
    this.#written = Math.max(this.#written, decimalsOf(value));
    if (this.#level === 0) {
      this.#level = size;
      this.#digits = digitsOf(size);
      return;
    }
    this.#level += (Math.min(size, 4 * this.#level) - this.#level) * 0.02;
    if (this.#level > 1.2 * 10 ** this.#digits || this.#level < 0.08 * 10 ** this.#digits) {
      this.#digits = digitsOf(this.#level);
    }
  }
}

/** @param {number} size @returns {number} digits before the point; zero or negative below 1 */
function digitsOf(size) {
  return size === 0 ? 1 : Math.max(-2, Math.floor(Math.log10(size)) + 1);
}

/** Decimals of a value, without those that only binary arithmetic adds. @param {number} value @returns {number} */
export function decimalsOf(value) {
  const text = String(Number(value.toPrecision(7)));
  const exponent = text.indexOf("e-");
  if (exponent >= 0) {
    return MOST;
  }
  const point = text.indexOf(".");
  return point < 0 ? 0 : Math.min(MOST, text.length - point - 1);
}
