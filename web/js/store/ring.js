/**
 * The readings of one sensor, oldest first, in typed arrays that hold every reading twice, `capacity` apart:
 * so any run of readings is one contiguous range of {@link Ring#times} and {@link Ring#values}.
 *
 * It starts small and doubles, and forgets what is older than an hour. Its bound holds an hour at 10 Hz whole. Of a
 * faster sensor the newest quarter stays whole; of what is older, the lowest and the highest of every 0.36 s stay, so
 * spikes do: it too keeps an hour.
 * A value `NaN` is no reading: it marks a gap, at the time of the reading before it.
 */
export class Ring {
  #most;
  #span;
  #capacity;
  #head = 0;
  #size = 0;
  /** @type {Float64Array} */ times;
  /** @type {Float64Array} */ values;

  /** @param {{first?: number, most?: number, span?: number}} [options] readings, readings, milliseconds */
  constructor({ first = 512, most = 40_000, span = 3_600_000 } = {}) {
    this.#capacity = Math.min(first, most);
    this.#most = most;
    this.#span = span;
    this.times = new Float64Array(2 * this.#capacity);
    this.values = new Float64Array(2 * this.#capacity);
  }

  get size() {
    return this.#size;
  }

  get capacity() {
    return this.#capacity;
  }

  /** First index of the contiguous range in `times` and `values`. */
  get start() {
    return this.#head;
  }

  /** One past the last index of the contiguous range. */
  get end() {
    return this.#head + this.#size;
  }

  /** Time of the newest entry, `-Infinity` when empty. */
  get lastTime() {
    return this.#size === 0 ? -Infinity : this.times[this.end - 1];
  }

  /**
   * Adds one entry; one that is older than the newest goes to its place in time.
   *
   * @param {number} time @param {number} value
   */
  add(time, value) {
    if (this.#size === this.#capacity) {
      this.#makeRoom();
    }
    const late = time < this.lastTime;
    this.#size += 1;
    this.#put(this.#size - 1, time, value);
    if (late) {
      this.#sink(time, value);
    }
    this.#forgetBefore(this.lastTime - this.#span);
  }

  clear() {
    this.#head = 0;
    this.#size = 0;
  }

  /**
   * @param {number} time
   * @returns {number} index of the first entry at or after `time`, `end` when there is none
   */
  indexOf(time) {
    let low = this.start;
    let high = this.end;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.times[middle] < time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** @param {number} position from the oldest @param {number} time @param {number} value */
  #put(position, time, value) {
    const index = (this.#head + position) % this.#capacity;
    this.times[index] = this.times[index + this.#capacity] = time;
    this.values[index] = this.values[index + this.#capacity] = value;
  }

  /** The entry that was just added at the end is older than others. @param {number} time @param {number} value */
  #sink(time, value) {
    let position = this.#size - 1;
    while (position > 0 && this.times[this.#head + position - 1] > time) {
      this.#put(position, this.times[this.#head + position - 1], this.values[this.#head + position - 1]);
      position -= 1;
    }
    this.#put(position, time, value);
  }

  /** @param {number} time */
  #forgetBefore(time) {
    while (this.#size > 1 && this.times[this.#head] < time) {
      this.#head = (this.#head + 1) % this.#capacity;
      this.#size -= 1;
    }
  }

  #makeRoom() {
    if (this.#capacity < this.#most) {
      this.#lay(this.#size, Math.min(this.#most, this.#capacity * 2));
    } else {
      this.#lay(Math.floor(this.#size * 0.75), this.#capacity);
    }
  }

  /**
   * Lays everything out anew.
   *
   * @param {number} thinned how many of the oldest to thin, when the capacity stays
   * @param {number} capacity
   */
  #lay(thinned, capacity) {
    const times = this.times.slice(this.start, this.end);
    const values = this.values.slice(this.start, this.end);
    const keep = capacity > this.#capacity ? times.length : thin(times, values, thinned, (4 * this.#span) / this.#most);
    const skip = keep === capacity ? 1 : 0;
    this.#capacity = capacity;
    this.times = new Float64Array(2 * capacity);
    this.values = new Float64Array(2 * capacity);
    for (const [from, to] of [[times, this.times], [values, this.values]]) {
      to.set(from.subarray(skip, keep), 0);
      to.set(from.subarray(skip, keep), capacity);
    }
    this.#head = 0;
    this.#size = keep - skip;
  }
}

/**
 * Thins the first `count` entries in place to the lowest and the highest of every bucket of time, keeps gap marks and
 * order, and moves the others up behind them. Buckets lie on absolute time: thinning twice changes nothing more.
 *
 * @param {Float64Array} times @param {Float64Array} values @param {number} count @param {number} bucket milliseconds
 * @returns {number} how many entries remain
 */
export function thin(times, values, count, bucket) {
  let kept = 0;
  const keep = (/** @type {number} */ index) => {
    times[kept] = times[index];
    values[kept] = values[index];
    kept += 1;
  };
  let from = 0;
  while (from < count) {
    const limit = (Math.floor(times[from] / bucket) + 1) * bucket;
    let [low, high, to] = [from, from, from + 1];
    while (to < count && times[to] < limit && !Number.isNaN(values[to]) && !Number.isNaN(values[from])) {
      low = values[to] < values[low] ? to : low;
      high = values[to] >= values[high] ? to : high;
      to += 1;
    }
    keep(Math.min(low, high));
    if (low !== high) {
      keep(Math.max(low, high));
    }
    from = to;
  }
  times.copyWithin(kept, count);
  values.copyWithin(kept, count);
  return kept + times.length - count;
}
