/** @typedef {import("../store/ring.js").Ring} Ring */

/**
 * A run of readings reduced to the lowest and the highest per pixel column, so that no spike is lost. Columns lie on
 * absolute time (multiples of their width since 1970): the same readings always give the same points, and a moving
 * window does not shimmer. A `NaN` value between points is a gap.
 *
 * What was reduced is kept: while the window only moves on, a call costs what has come since the one before, and the
 * columns that have left the window are let go. Anything else (another width of column, another ring, readings that
 * came late) is reduced from the start. Points lie in `times` and `values` from `first` to `end`; those from `sealed` on
 * belong to the newest column, which may still change. `base` points have been let go in front of index 0 since the
 * beginning of `generation`, so `base + index` names a point for good.
 */
export class Columns {
  first = 0;
  sealed = 0;
  end = 0;
  base = 0;
  generation = 0;
  /** Lowest and highest reading of the columns inside the window; infinite when there is none. */
  lowest = Infinity;
  highest = -Infinity;
  /** @type {Float64Array} */ times = new Float64Array(1024);
  /** @type {Float64Array} */ values = new Float64Array(1024);

  /** @type {Ring | null} */ #ring = null;
  #revision = -1;
  /** Width of a column, milliseconds. */
  #width = 0;
  /** Number of the column in which the window began: what lies before it was let go. */
  #leftmost = 0;
  /** Number of the ring's entry to be taken next. */
  #next = 0;
  /** Times of the last entry taken and of the one before it. */
  #last = -Infinity;
  #before = -Infinity;

  /** The newest column: its number (`NaN` when there is none), its extremes and its last reading. */
  #column = NaN;
  #lowTime = 0;
  #low = 0;
  #highTime = 0;
  #high = 0;
  #closing = 0;

  /**
   * Takes the readings of a window, the rest of the column it begins in, and one column or reading more at each side so
   * that the line reaches its edges.
   *
   * @param {Ring} ring
   * @param {number} from epoch milliseconds
   * @param {number} to epoch milliseconds
   * @param {number} width pixels
   */
  reduce(ring, from, to, width) {
    const column = (to - from) / Math.max(1, width);
    if (!this.#continues(ring, from, to, column)) {
      this.#begin(ring, from, column);
    }
    this.#leftmost = Math.floor(from / this.#width);
    this.#take(ring, to);
    this.#leave(this.#leftmost);
    this.#findExtremes(this.#leftmost, to);
  }

  /** @param {Ring} ring @param {number} from @param {number} to @param {number} width */
  #continues(ring, from, to, width) {
    return (
      ring === this.#ring &&
      ring.revision === this.#revision &&
      ring.first <= this.#next &&
      Math.abs(width - this.#width) <= 1e-9 * width &&
      Math.floor(from / this.#width) >= this.#leftmost &&
      this.#before <= to
    );
  }

  /** @param {Ring} ring @param {number} from @param {number} width milliseconds */
  #begin(ring, from, width) {
    this.#ring = ring;
    this.#revision = ring.revision;
    this.#width = width;
    this.#column = NaN;
    this.#last = this.#before = -Infinity;
    this.first = this.sealed = this.end = this.base = 0;
    this.generation += 1;

    let index = ring.indexOf(from);
    const back = (/** @type {number} */ column) => {
      while (index > ring.start && Math.floor(ring.times[index - 1] / width) >= column) {
        index -= 1;
      }
    };
    back(Math.floor(from / width));
    if (index > ring.start) {
      back(Math.floor(ring.times[index - 1] / width));
    }
    this.#next = ring.first + index - ring.start;
  }

  /** Takes what is new, up to the first entry behind the window. @param {Ring} ring @param {number} to */
  #take(ring, to) {
    this.end = this.sealed;
    let index = ring.start + this.#next - ring.first;
    for (; index < ring.end && this.#last <= to; index += 1) {
      this.#before = this.#last;
      this.#last = ring.times[index];
      this.#entry(ring.times[index], ring.values[index]);
    }
    this.#next = ring.first + index - ring.start;
    this.#pushColumn();
    if (this.#last > Math.max(this.#lowTime, this.#highTime) && !Number.isNaN(this.#column)) {
      this.#push(this.#last, this.#closing);
    }
  }

  /** @param {number} time @param {number} value */
  #entry(time, value) {
    if (Number.isNaN(value)) {
      this.#seal();
      this.#push(time, NaN);
      this.sealed = this.end;
      return;
    }
    const column = Math.floor(time / this.#width);
    if (column !== this.#column) {
      this.#seal();
      this.#column = column;
      this.#lowTime = this.#highTime = time;
      this.#low = this.#high = value;
    } else if (value < this.#low) {
      this.#low = value;
      this.#lowTime = time;
    } else if (value > this.#high) {
      this.#high = value;
      this.#highTime = time;
    }
    this.#closing = value;
  }

  /** The newest column will not change any more. */
  #seal() {
    this.#pushColumn();
    this.sealed = this.end;
    this.#column = NaN;
  }

  #pushColumn() {
    if (Number.isNaN(this.#column)) {
      return;
    }
    const lowFirst = this.#lowTime <= this.#highTime;
    this.#push(lowFirst ? this.#lowTime : this.#highTime, lowFirst ? this.#low : this.#high);
    if (this.#lowTime !== this.#highTime || this.#low !== this.#high) {
      this.#push(lowFirst ? this.#highTime : this.#lowTime, lowFirst ? this.#high : this.#low);
    }
  }

  /** Lets columns go until at most one lies before the window. @param {number} leftmost number of its first column */
  #leave(leftmost) {
    const numberOf = (/** @type {number} */ index) => Math.floor(this.times[index] / this.#width);
    for (;;) {
      let next = this.first;
      const column = numberOf(next);
      while (next < this.end && numberOf(next) === column) {
        next += 1;
      }
      if (next >= this.end || next > this.sealed || numberOf(next) >= leftmost) {
        return;
      }
      this.first = next;
    }
  }

  /** @param {number} leftmost @param {number} to */
  #findExtremes(leftmost, to) {
    let [lowest, highest] = [Infinity, -Infinity];
    const from = leftmost * this.#width;
    for (let index = this.first; index < this.end; index += 1) {
      const time = this.times[index];
      if (time >= from && time <= to) {
        const value = this.values[index];
        lowest = value < lowest ? value : lowest;
        highest = value > highest ? value : highest;
      }
    }
    this.lowest = lowest;
    this.highest = highest;
  }

  /** @param {number} time @param {number} value */
  #push(time, value) {
    if (this.end === this.times.length) {
      this.#makeRoom();
    }
    this.times[this.end] = time;
    this.values[this.end] = value;
    this.end += 1;
  }

  #makeRoom() {
    const gone = this.first;
    if (gone < this.times.length / 2) {
      this.times = grown(this.times);
      this.values = grown(this.values);
      return;
    }
    this.times.copyWithin(0, gone, this.end);
    this.values.copyWithin(0, gone, this.end);
    this.first = 0;
    this.sealed -= gone;
    this.end -= gone;
    this.base += gone;
  }
}

/** @param {Float64Array} array @returns {Float64Array} */
function grown(array) {
  const larger = new Float64Array(2 * array.length);
  larger.set(array);
  return larger;
}
