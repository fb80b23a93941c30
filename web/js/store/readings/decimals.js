import { decimalOf, decimalsIn, plainDecimals } from "./decimal.js";

/** @typedef {import("./decimal.js").Decimal} Decimal */

/** Values that a program has computed are written with so many figures that count, and at least so many decimals. */
const [COMPUTED_FIGURES, COMPUTED_DECIMALS] = [7, 2];
/** So many digits may be of a computed value as well, where others are. */
const LONG = 13;
/** What fewer values have than this share is no habit of a sensor. */
const RARE = 0.02;
/** So many values are remembered, about. */
const MEMORY = 200;
/** Of what has come since it was looked at last, and of the past, so many values are enough. */
const [NEWEST, PAST] = [3, 64];
/** Values below that power of ten are written with it: zeros at their end say nothing. */
const TINY = -5;

/**
 * With how many decimals the values of one sensor are written. A value that a device has written keeps all of its digits; with
 * fewer it would read as another value of the same sensor. It is filled with zeros up to what the sensor's values have as a
 * rule, so that the figure is steady. Values that were computed are rounded to what tells them apart.
 */
export class Decimals {
  /** How many values had so many decimals, the old ones count less. @type {Map<number, number>} */ #seen = new Map();
  #total = 0;
  #computed = 0;
  #level = 0;
  #digits = 1;
  #last = NaN;
  /** Number of the ring's entry that is looked at next. */
  #next = -1;
  #revision = -1;

  /** How many decimals its values have as a rule: their last digit tells two of them apart. */
  resolution = 0;

  /** How many decimals a value has at least. @returns {number} */
  get count() {
    return this.#digits - 1 < TINY ? 0 : this.resolution;
  }

  /** @param {Decimal} decimal @returns {number} how many decimals it is written with */
  of(decimal) {
    return this.#isExact(decimal) ? Math.max(this.count, decimalsIn(decimal)) : this.#ofComputed(decimal);
  }

  /**
   * Learns from what is new in a ring: from its newest readings, and from more of them when the past has come.
   *
   * @param {import("./ring.js").Ring} ring
   */
  follow(ring) {
    const { first, size, start, values, revision } = ring;
    const known = revision === this.#revision && this.#next >= first;
    const from = known ? Math.max(this.#next, first + size - NEWEST) : Math.max(first, first + size - PAST);
    for (let number = from; number < first + size; number += 1) {
      this.observe(values[start + number - first]);
    }
    [this.#next, this.#revision] = [first + size, revision];
  }

  /** @param {number} value */
  observe(value) {
    if (value === this.#last || !Number.isFinite(value)) {
      return;
    }
    this.#last = value;
    this.#grow(value);
    const size = Math.abs(value);
    const plain = plainDecimals(size, String(size));
    this.#count(plain >= 0 ? plain : this.#learn(decimalOf(value)));
  }

  /** @param {Decimal} decimal @returns {number} how many decimals it stands for */
  #learn(decimal) {
    if (!decimal.exact && this.#computed === 0) {
      this.#seen.forEach((_, decimals) => decimals > this.#ofComputed(decimal) && this.#seen.delete(decimals));
    }
    this.#computed += decimal.exact ? 0 : 1;
    return this.#isExact(decimal) ? decimalsIn(decimal) : this.#ofComputed(decimal);
  }

  /** @param {number} decimals */
  #count(decimals) {
    this.#seen.set(decimals, (this.#seen.get(decimals) ?? 0) + 1);
    this.#total += 1;
    if (this.#total > MEMORY) {
      this.#forgetHalf();
    }
    if (decimals !== this.resolution || this.#seen.size > 1) {
      this.resolution = this.#usual();
    }
  }

  /** @returns {number} the most decimals that more than a few of its values have */
  #usual() {
    let most = 0;
    for (const [decimals, count] of this.#seen) {
      most = decimals > most && count > 0 ? decimals : most;
    }
    let sum = this.#seen.get(most) ?? 0;
    while (most > 0 && sum < RARE * this.#total) {
      most -= 1;
      sum += this.#seen.get(most) ?? 0;
    }
    return most;
  }

  /** @param {Decimal} decimal @returns {boolean} */
  #isExact({ exact, digits, exponent }) {
    return exact && (this.#computed === 0 || digits.length < LONG || digits.length <= exponent + 1);
  }

  /** @param {Decimal} decimal */
  #ofComputed({ exponent }) {
    const digits = this.#computed > 0 ? this.#digits : exponent + 1;
    return Math.max(COMPUTED_DECIMALS, COMPUTED_FIGURES - digits);
  }

  /** How large its values are: another level is not believed because of one of them. @param {number} value */
  #grow(value) {
    const size = Math.abs(value);
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

  #forgetHalf() {
    this.#seen.forEach((count, decimals) => (count < 0.1 ? this.#seen.delete(decimals) : this.#seen.set(decimals, count / 2)));
    this.#total /= 2;
    this.#computed = this.#computed > 1 ? this.#computed / 2 : 0;
  }
}

/** @param {number} size @returns {number} digits before the point; zero or negative below 1 */
function digitsOf(size) {
  return size === 0 ? 1 : Math.floor(Math.log10(size)) + 1;
}
