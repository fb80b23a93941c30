import { BandColumn, LineColumn } from "./newest-column.js";

/** @typedef {import("../../store/readings/track.js").Series} Series */

/**
 * A series reduced to pixel columns, so that no spike is lost: readings to the lowest and the highest of each column,
 * buckets to one point with their mean and a band between the lowest and the highest. Columns lie on absolute time
 * (multiples of their width since 1970): the same series always gives the same points, and a moving window does not
 * shimmer. A `NaN` value between points is a gap.
 *
 * What was reduced is kept: while the window only moves on, a call costs what has come since the one before, and the
 * columns that have left the window are let go. Anything else (another width of column, another series, readings that
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
  /** Whether `lows` and `highs` make a band around `values`. */
  banded = false;
  /** @type {Float64Array} */ times = new Float64Array(1024);
  /** @type {Float64Array} */ values = new Float64Array(1024);
  /** @type {Float64Array} */ lows = new Float64Array(1024);
  /** @type {Float64Array} */ highs = new Float64Array(1024);

  /** @type {Series | null} */ #series = null;
  #revision = -1;
  #gap = Infinity;
  /** Width of a column, milliseconds. */
  #width = 0;
  /** Number of the column in which the window began: what lies before it was let go. */
  #leftmost = 0;
  /** Number of the series' entry to be taken next. */
  #next = 0;
  /** Times of the last entry taken and of the one before it. */
  #last = -Infinity;
  #before = -Infinity;

  /** The newest column: its number (`NaN` when there is none) and what is in it. */
  #column = NaN;
  /** @type {LineColumn | BandColumn} */ #newest = new LineColumn();

  /**
   * Takes the readings of a window, the rest of the column it begins in, and one column or reading more at each side so
   * that the line reaches its edges.
   *
   * @param {Series} series
   * @param {number} from epoch milliseconds
   * @param {number} to epoch milliseconds
   * @param {number} width pixels
   */
  reduce(series, from, to, width) {
    const column = (to - from) / Math.max(1, width);
    if (!this.#continues(series, from, to, column)) {
      this.#begin(series, from, column);
    }
    this.#leftmost = Math.floor(from / this.#width);
    this.#take(series, to);
    this.#leave(this.#leftmost);
    this.#findExtremes(series, this.#leftmost, to);
  }

  /** @param {number} time @returns {number} index of the point nearest to it, -1 when there is none */
  nearest(time) {
    let [best, distance] = [-1, Infinity];
    for (let index = this.first; index < this.end; index += 1) {
      const away = Math.abs(this.times[index] - time);
      if (away < distance && !Number.isNaN(this.values[index])) {
        [best, distance] = [index, away];
      }
    }
    return best;
  }

  /** @param {Series} series @param {number} from @param {number} to @param {number} width */
  #continues(series, from, to, width) {
    return (
      series === this.#series &&
      series.revision === this.#revision &&
      series.first <= this.#next &&
      Math.abs(width - this.#width) <= 1e-9 * width &&
      Math.floor(from / this.#width) >= this.#leftmost &&
      this.#before <= to
    );
  }

  /** @param {Series} series @param {number} from @param {number} width milliseconds */
  #begin(series, from, width) {
    this.#series = series;
    this.#revision = series.revision;
    this.#gap = series.gap;
    this.#width = width;
    this.#column = NaN;
    this.#last = this.#before = -Infinity;
    if (this.banded !== series.width > 0) {
      this.banded = series.width > 0;
      this.#newest = this.banded ? new BandColumn() : new LineColumn();
    }
    this.first = this.sealed = this.end = this.base = 0;
    this.generation += 1;
    this.#next = series.first + this.#firstIndex(series, from) - series.start;
  }

  /** @param {Series} series @param {number} from @returns {number} of the first entry of the column before the window */
  #firstIndex(series, from) {
    let index = series.indexOf(from);
    const back = (/** @type {number} */ column) => {
      while (index > series.start && Math.floor(series.times[index - 1] / this.#width) >= column) {
        index -= 1;
      }
    };
    back(Math.floor(from / this.#width));
    if (index > series.start) {
      back(Math.floor(series.times[index - 1] / this.#width));
    }
    return index;
  }

  /** Takes what is new, up to the first entry behind the window. @param {Series} series @param {number} to */
  #take(series, to) {
    this.end = this.sealed;
    let index = series.start + this.#next - series.first;
    for (; index < series.end && this.#last <= to; index += 1) {
      this.#entry(series, index);
      this.#before = this.#last;
      this.#last = series.times[index];
    }
    this.#next = series.first + index - series.start;
    if (!Number.isNaN(this.#column)) {
      this.#newest.write(this.#push);
      this.#newest.close(this.#push);
    }
  }

  /** @param {Series} series @param {number} index */
  #entry(series, index) {
    const time = series.times[index];
    if (Number.isNaN(series.values[index])) {
      this.#break(time);
      return;
    }
    if (time - this.#last > this.#gap && this.#last > -Infinity) {
      this.#break(this.#last);
    }
    const column = Math.floor(time / this.#width);
    if (column === this.#column) {
      this.#newest.take(series, index);
    } else {
      this.#seal();
      this.#column = column;
      this.#newest.begin(series, index);
    }
  }

  /** A gap begins. @param {number} time */
  #break(time) {
    this.#seal();
    this.#push(time, NaN, NaN, NaN);
    this.sealed = this.end;
  }

  /** The newest column will not change any more. */
  #seal() {
    if (!Number.isNaN(this.#column)) {
      this.#newest.write(this.#push);
    }
    this.sealed = this.end;
    this.#column = NaN;
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

  /** Of the newest column only what lies in the window counts, as long as that is not over. @param {Series} series @param {number} leftmost @param {number} to */
  #findExtremes(series, leftmost, to) {
    this.lowest = Infinity;
    this.highest = -Infinity;
    const from = leftmost * this.#width;
    const [lows, highs] = this.banded ? [this.lows, this.highs] : [this.values, this.values];
    for (let index = this.first; index < this.sealed; index += 1) {
      if (this.times[index] >= from) {
        this.#include(lows[index], highs[index]);
      }
    }
    this.#includeNewest(series, from, to);
  }

  /** Buckets stand in their middle, and begin before. @param {Series} series @param {number} from @param {number} to */
  #includeNewest({ times, values, lows = values, highs = values, width, first, start }, from, to) {
    const begin = Math.max(from, this.#column * this.#width);
    for (let index = start + this.#next - first - 1; index >= start && times[index] >= begin; index -= 1) {
      if (times[index] - width / 2 <= to) {
        this.#include(lows[index], highs[index]);
      }
    }
  }

  /** @param {number} low @param {number} high not numbers where there is a gap */
  #include(low, high) {
    this.lowest = low < this.lowest ? low : this.lowest;
    this.highest = high > this.highest ? high : this.highest;
  }

  /** @type {import("./newest-column.js").Push} */
  #push = (time, value, low, high) => {
    if (this.end === this.times.length) {
      this.#makeRoom();
    }
    this.times[this.end] = time;
    this.values[this.end] = value;
    this.lows[this.end] = low;
    this.highs[this.end] = high;
    this.end += 1;
  };

  #makeRoom() {
    const names = /** @type {const} */ (["times", "values", "lows", "highs"]);
    const gone = this.first;
    if (gone < this.times.length / 2) {
      names.forEach(name => (this[name] = grown(this[name])));
      return;
    }
    names.forEach(name => this[name].copyWithin(0, gone, this.end));
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
