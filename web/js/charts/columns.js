/** @typedef {import("../store/ring.js").Ring} Ring */

/**
 * A run of readings reduced to the lowest and the highest per pixel column, so that no spike is lost. Columns lie on
 * absolute time (multiples of their width since 1970): the same readings always give the same points, and a moving
 * window does not shimmer. A `NaN` value between points is a gap. The arrays are reused from call to call.
 */
export class Columns {
  /** Points in use. */
  count = 0;
  /** Lowest and highest reading inside the window; infinite when there is none. */
  lowest = Infinity;
  highest = -Infinity;
  /** @type {Float64Array} */ times = new Float64Array(512);
  /** @type {Float64Array} */ values = new Float64Array(512);

  /**
   * Takes the readings of a window, and one more at each side so that the line reaches its edges.
   *
   * @param {Ring} ring
   * @param {number} from epoch milliseconds
   * @param {number} to epoch milliseconds
   * @param {number} width pixels
   */
  reduce(ring, from, to, width) {
    this.count = 0;
    this.lowest = Infinity;
    this.highest = -Infinity;
    const bucket = (to - from) / Math.max(1, width);
    const end = Math.min(ring.end, ring.indexOf(to) + 1);
    let index = Math.max(ring.start, ring.indexOf(from) - 1);
    while (index < end) {
      index = this.#column(ring, index, end, bucket, from, to);
    }
  }

  /**
   * One column, or one gap mark.
   *
   * @param {Ring} ring @param {number} first @param {number} end @param {number} bucket milliseconds
   * @param {number} from @param {number} to
   * @returns {number} index of the next
   */
  #column(ring, first, end, bucket, from, to) {
    const { times, values } = ring;
    if (Number.isNaN(values[first])) {
      this.#push(times[first], NaN);
      return first + 1;
    }
    const limit = (Math.floor(times[first] / bucket) + 1) * bucket;
    let low = first;
    let high = first;
    let index = first + 1;
    while (index < end && times[index] < limit && values[index] === values[index]) {
      low = values[index] < values[low] ? index : low;
      high = values[index] > values[high] ? index : high;
      index += 1;
    }
    const early = Math.min(low, high);
    const late = Math.max(low, high);
    if (index === end && early !== first && late !== first && index - first > 2) {
      this.#push(times[first], values[first]);
    }
    this.#push(times[early], values[early]);
    if (late !== early) {
      this.#push(times[late], values[late]);
    }
    if (index === end && late !== end - 1 && early !== end - 1) {
      this.#push(times[end - 1], values[end - 1]);
    }
    if (times[index - 1] >= from && times[first] <= to) {
      this.lowest = Math.min(this.lowest, values[low]);
      this.highest = Math.max(this.highest, values[high]);
    }
    return index;
  }

  /** @param {number} time @param {number} value */
  #push(time, value) {
    if (this.count === this.times.length) {
      this.times = grown(this.times);
      this.values = grown(this.values);
    }
    this.times[this.count] = time;
    this.values[this.count] = value;
    this.count += 1;
  }
}

/** @param {Float64Array} array @returns {Float64Array} */
function grown(array) {
  const larger = new Float64Array(2 * array.length);
  larger.set(array);
  return larger;
}
