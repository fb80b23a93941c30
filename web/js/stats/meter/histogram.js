/** Between two powers of two lie so many buckets: a quantile is right to a sixteenth. */
const STEPS = 16;
/** The lowest power of two that has buckets (1/8), and how many powers follow (up to 65 536). */
const LOWEST = -3;
const OCTAVES = 19;
const BUCKETS = OCTAVES * STEPS + 1;

/**
 * How often which duration came during about the last minute, in buckets whose width grows with the duration. Its memory
 * is fixed: 12 slices of 5 s, of which the oldest is emptied for the newest.
 */
export class Histogram {
  #slices = Array.from({ length: 12 }, () => new Uint32Array(BUCKETS));
  #slice = -1;

  /** @param {number} value milliseconds; what is below zero counts as zero @param {number} now milliseconds, monotonic */
  add(value, now) {
    this.#turn(now);
    this.#slices[this.#slice % this.#slices.length][bucketOf(value)] += 1;
  }

  /**
   * @param {number[]} shares between 0 and 1
   * @param {number} now milliseconds, monotonic
   * @returns {{count: number, values: number[]}} for each share what so many of the durations do not exceed; NaN when there is none
   */
  read(shares, now) {
    this.#turn(now);
    const sums = new Uint32Array(BUCKETS);
    this.#slices.forEach(slice => slice.forEach((count, bucket) => (sums[bucket] += count)));
    const count = sums.reduce((sum, each) => sum + each, 0);
    return { count, values: shares.map(share => quantile(sums, Math.max(1, Math.ceil(share * count)))) };
  }

  /** @param {number} now */
  #turn(now) {
    const slice = Math.floor(now / 5_000);
    const passed = this.#slice < 0 ? 0 : Math.min(this.#slices.length, slice - this.#slice);
    for (let each = 0; each < passed; each += 1) {
      this.#slices[(slice - each) % this.#slices.length].fill(0);
    }
    this.#slice = slice;
  }
}

/** @param {number} value milliseconds @returns {number} */
function bucketOf(value) {
  if (!(value > 2 ** LOWEST)) {
    return 0;
  }
  return Math.min(BUCKETS - 1, 1 + Math.floor((Math.log2(value) - LOWEST) * STEPS));
}

/** @param {Uint32Array} sums @param {number} rank from 1 @returns {number} the upper end of the bucket in which it lies */
function quantile(sums, rank) {
  let seen = 0;
  for (let bucket = 0; bucket < sums.length; bucket += 1) {
    seen += sums[bucket];
    if (seen >= rank) {
      return 2 ** (LOWEST + bucket / STEPS);
    }
  }
  return NaN;
}
