/** Bytes that one entry takes: a time and a value. */
export const ENTRY_BYTES = 16;

/**
 * The readings of one sensor, oldest first, in two typed arrays: any run of readings is one contiguous range of
 * {@link Ring#times} and {@link Ring#values}. Entries are added behind; when the end of the arrays is reached, what was
 * forgotten in front makes room.
 *
 * It starts small and doubles, and forgets what is older than an hour. Its usual bound holds an hour at 10 Hz whole. Of
 * a sensor that needs more than its bound the newest quarter stays whole; of what is older, the lowest and the highest
 * of every bucket of time stay (0.29 s with the usual bound), so spikes do: it too keeps an hour.
 * A value `NaN` is no reading: it marks a gap, at the time of the reading before it.
 *
 * Entries are numbered as they come: `first` is the number of the oldest. While `revision` stays the same, entries have
 * only been added behind and forgotten in front, so who has seen all up to a number needs to look at the rest only.
 */
export class Ring {
  #most;
  #span;
  #start = 0;
  #end = 0;
  /** Number of the oldest entry. */
  first = 0;
  /** Grows when anything else happens than adding behind and forgetting in front. */
  revision = 0;
  /** From that time on every reading is there; before it some may have been thinned. */
  fineFrom = -Infinity;
  /** Width of the buckets of what was thinned, milliseconds. */
  grain = 0;
  /** Gaps are marked, and entries are readings: see `Series`. */
  gap = Infinity;
  width = 0;
  /** @type {Float64Array} */ times;
  /** @type {Float64Array} */ values;

  /** @param {{first?: number, most?: number, span?: number}} [options] readings, readings, milliseconds */
  constructor({ first = 512, most = 50_000, span = 3_600_000 } = {}) {
    this.#most = most;
    this.#span = span;
    this.times = new Float64Array(Math.min(first, most));
    this.values = new Float64Array(this.times.length);
  }

  get size() {
    return this.#end - this.#start;
  }

  get capacity() {
    return this.times.length;
  }

  /** First index of the contiguous range in `times` and `values`. */
  get start() {
    return this.#start;
  }

  /** One past the last index of the contiguous range. */
  get end() {
    return this.#end;
  }

  /** Time of the newest entry, `-Infinity` when empty. */
  get lastTime() {
    return this.size === 0 ? -Infinity : this.times[this.#end - 1];
  }

  /**
   * Adds one entry; one that is older than the newest goes to its place in time.
   *
   * @param {number} time @param {number} value
   * @param {number} [now] a time later than now comes from a clock that is ahead, and ages nothing
   */
  add(time, value, now = Infinity) {
    if (this.#end === this.times.length) {
      this.#makeRoom();
    }
    const late = time < this.lastTime;
    this.times[this.#end] = time;
    this.values[this.#end] = value;
    this.#end += 1;
    if (late) {
      this.#sink(time, value);
    }
    this.#forgetBefore(Math.min(this.lastTime, now) - this.#span);
  }

  /** Drops the entries from an index on. @param {number} index */
  truncate(index) {
    this.#end = index;
    this.revision += 1;
  }

  /** Another bound from now on; a ring that is larger shrinks with {@link tidy}. @param {number} most entries */
  bound(most) {
    this.#most = most;
  }

  /** Shrinks to the bound; costs about a millisecond. @returns {boolean} whether there was anything to do */
  tidy() {
    if (this.times.length <= this.#most) {
      return false;
    }
    if (this.size > 0.75 * this.#most) {
      this.#thin(this.size);
    }
    this.#resize(this.#most);
    return true;
  }

  /**
   * @param {number} time
   * @returns {number} index of the first entry at or after `time`, `end` when there is none
   */
  indexOf(time) {
    let low = this.#start;
    let high = this.#end;
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

  /** The entry that was just added at the end is older than others. @param {number} time @param {number} value */
  #sink(time, value) {
    let index = this.#end - 1;
    while (index > this.#start && this.times[index - 1] > time) {
      this.times[index] = this.times[index - 1];
      this.values[index] = this.values[index - 1];
      index -= 1;
    }
    this.times[index] = time;
    this.values[index] = value;
    this.revision += 1;
  }

  /** @param {number} time */
  #forgetBefore(time) {
    while (this.size > 1 && this.times[this.#start] < time) {
      this.#start += 1;
      this.first += 1;
    }
  }

  #makeRoom() {
    const capacity = this.times.length;
    if (this.size <= 0.75 * capacity) {
      this.#toFront();
    } else if (capacity < this.#most) {
      this.#resize(Math.min(this.#most, 2 * capacity));
    } else {
      this.#thin(Math.floor(0.75 * this.size));
      this.#toFront();
    }
  }

  #toFront() {
    this.times.copyWithin(0, this.#start, this.#end);
    this.values.copyWithin(0, this.#start, this.#end);
    [this.#start, this.#end] = [0, this.size];
  }

  /** @param {number} capacity more than there are entries */
  #resize(capacity) {
    for (const name of /** @type {const} */ (["times", "values"])) {
      const array = new Float64Array(capacity);
      array.set(this[name].subarray(this.#start, this.#end));
      this[name] = array;
    }
    [this.#start, this.#end] = [0, this.size];
  }

  /** @param {number} count how many of the oldest to thin; what is still too much after it is forgotten */
  #thin(count) {
    const [start, end] = [this.#start, this.#end];
    const bucket = (4 * this.#span) / this.#most;
    this.grain = bucket;
    this.fineFrom = Math.max(this.fineFrom, this.times[start + count - 1]);
    const kept = thin(this.times.subarray(start, end), this.values.subarray(start, end), count, bucket);
    this.#end = start + kept;
    this.#start = Math.max(start, this.#end - Math.floor(0.875 * this.#most));
    this.revision += 1;
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
