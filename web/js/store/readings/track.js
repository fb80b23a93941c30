import { Cadence } from "./cadence.js";
import { Stretches } from "./stretches.js";

/**
 * What a line is drawn from: readings of a `Ring`, or buckets of a {@link Track}. Entries from `start` to `end`, in time
 * order; a value `NaN` marks a gap. `first` and `revision` as in `Ring`.
 *
 * @typedef {object} Series
 * @property {ArrayLike<number>} times
 * @property {ArrayLike<number>} values readings, or the means of buckets
 * @property {ArrayLike<number>} [lows] of buckets
 * @property {ArrayLike<number>} [highs] of buckets
 * @property {ArrayLike<number>} [counts] of buckets
 * @property {number} start
 * @property {number} end
 * @property {number} first
 * @property {number} revision
 * @property {number} gap a longer interval than that is a gap, also where none is marked; milliseconds
 * @property {number} width of a bucket, milliseconds; 0 for readings
 * @property {number} [interval] between readings, milliseconds, where that is not the pace of now; 0 while unknown
 * @property {(time: number) => number} indexOf of the first entry at or after a time
 */

/** @typedef {import("../../socket/queries/history-client.js").Point} Point */

/** Readings of so many milliseconds may not be in the history yet when it is asked for all up to now. */
const SETTLING = 10_000;
/** A bucket without a neighbour within so many widths stands beside a gap. */
const WIDTHS = 2.5;

/**
 * One sensor over a stretch of time that its ring of readings does not hold: buckets of the history, at one width, and,
 * where the stretch reaches into the present, what comes live. Which stretches the history has answered, stands in
 * `answered`; one that reaches on for ever is joined by what comes live.
 *
 * Where there are few readings the history answers with readings: each is an entry of its own.
 */
export class Track {
  /** @type {number[]} */ times = [];
  /** @type {number[]} */ values = [];
  /** @type {number[]} */ lows = [];
  /** @type {number[]} */ highs = [];
  /** @type {number[]} */ counts = [];
  start = 0;
  first = 0;
  revision = 0;
  width;
  answered = new Stretches();
  /** Its pace then may have been another one than now. */
  #cadence = new Cadence();
  /** Width of the buckets of the newest answer, 0 when it was readings. */
  #bucket = 0;
  /** From here on readings come live. */
  #joinedAt = Infinity;

  /** @param {number} width of its buckets, milliseconds */
  constructor(width) {
    this.width = width;
  }

  get interval() {
    return this.#cadence.interval;
  }

  get end() {
    return this.times.length;
  }

  get gap() {
    const { gap } = this.#cadence;
    return this.#bucket > 0 && gap === Infinity ? WIDTHS * this.#bucket : Math.max(WIDTHS * this.#bucket, gap);
  }

  /** @param {number} time @returns {number} index of the first entry at or after it */
  indexOf(time) {
    let [low, high] = [0, this.times.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      [low, high] = this.times[middle] < time ? [middle + 1, high] : [low, middle];
    }
    return low;
  }

  /**
   * Takes what the history has answered in place of what was there.
   *
   * @param {number} from @param {number} to both on bounds of buckets, unless `to` is now
   * @param {number} bucket milliseconds, 0 for readings
   * @param {Point[]} points
   */
  put(from, to, bucket, points) {
    const [begin, end] = [this.indexOf(from), this.indexOf(Math.ceil(to / this.width) * this.width)];
    const entries = points.map(point => entryOf(point, bucket));
    this.times.splice(begin, end - begin, ...entries.map(each => each.time));
    this.values.splice(begin, end - begin, ...entries.map(each => each.mean));
    this.lows.splice(begin, end - begin, ...entries.map(each => each.low));
    this.highs.splice(begin, end - begin, ...entries.map(each => each.high));
    this.counts.splice(begin, end - begin, ...entries.map(each => each.count));
    this.#bucket = bucket;
    this.#learn(entries, bucket);
    this.answered.add(from, to);
    this.revision += 1;
  }

  /**
   * The newest answer was of everything up to `to`, just now: readings of the ring that are newer follow, and so will
   * those that come. Of those just before, which the history may not have had yet, the extremes count.
   *
   * @param {number} to @param {import("./ring.js").Ring} ring
   */
  join(to, ring) {
    this.#cut(this.indexOf(Math.ceil(to / this.width) * this.width));
    this.#joinedAt = to;
    this.answered.add(to, Infinity);
    for (let index = ring.indexOf(to - SETTLING); index < ring.end; index += 1) {
      if (!Number.isNaN(ring.values[index])) {
        this.#fold(ring.times[index], ring.values[index], ring.times[index] < to ? 0 : 1);
      }
    }
  }

  /** A reading that has come, live. @param {number} time @param {number} value */
  add(time, value) {
    if (this.#joinedAt < Infinity && this.answered.holds(time)) {
      this.#fold(time, value, 1);
    }
  }

  /** A reading of the server's memory, after a pause. @param {number} time @param {number} value */
  refill(time, value) {
    if (time >= this.#joinedAt) {
      this.add(time, value);
    }
  }

  /** Frees the memory of what lies outside. @param {number} from @param {number} to */
  keep(from, to) {
    const [begin, end] = [this.indexOf(from), this.indexOf(to)];
    this.#cut(end);
    [this.times, this.values, this.lows, this.highs, this.counts].forEach(each => each.splice(0, begin));
    this.answered.keep(from, to);
    this.#joinedAt = to < this.#joinedAt ? Infinity : this.#joinedAt;
    this.revision += 1;
  }

  /** @param {number} end what lies behind it is gone */
  #cut(end) {
    [this.times, this.values, this.lows, this.highs, this.counts].forEach(each => each.splice(end));
    this.revision += 1;
  }

  /** @param {number} time @param {number} value @param {number} count 0 when it may be in the bucket already */
  #fold(time, value, count) {
    const bucket = Math.floor(time / this.width);
    const index = this.indexOf(bucket * this.width);
    this.revision += 1;
    if (Math.floor(this.times[index] / this.width) !== bucket) {
      const middle = (bucket + 0.5) * this.width;
      this.times.splice(index, 0, middle);
      [this.values, this.lows, this.highs].forEach(each => each.splice(index, 0, value));
      this.counts.splice(index, 0, 1);
      return;
    }
    this.lows[index] = Math.min(this.lows[index], value);
    this.highs[index] = Math.max(this.highs[index], value);
    this.counts[index] += count;
    this.values[index] += ((value - this.values[index]) * count) / this.counts[index];
  }

  /** @param {{time: number, count: number}[]} entries @param {number} bucket */
  #learn(entries, bucket) {
    const cadence = new Cadence();
    if (bucket === 0) {
      cadence.learn(entries.map(each => each.time));
    } else if (entries.length > 0) {
      const counts = entries.map(each => each.count).sort((a, b) => a - b);
      cadence.told(bucket / counts[counts.length >> 1]);
    }
    this.#cadence = cadence.interval > 0 ? cadence : this.#cadence;
  }
}

/** @param {Point} point @param {number} bucket @returns {{time: number, mean: number, low: number, high: number, count: number}} a bucket stands in its middle */
function entryOf([time, ...of], bucket) {
  if (bucket === 0) {
    return { time, mean: of[0], low: of[0], high: of[0], count: 1 };
  }
  const [low, high, mean, count] = /** @type {[number, number, number | null, number]} */ (of);
  return { time: time + bucket / 2, mean: mean ?? low / 2 + high / 2, low, high, count };
}
