import { Ring } from "./ring.js";
import { Cadence } from "./cadence.js";
import { Decimals } from "./decimals.js";
import { countReadings, mergeReadings } from "./merge.js";
import { Stretches } from "./stretches.js";

/** @typedef {import("../socket/messages.js").SensorWords} SensorWords */
/** @typedef {import("../socket/history-client.js").Point} Point */

/** A bucket without a neighbour within so many widths stands beside a gap. */
const WIDTHS = 2.5;

/** One sensor as the page knows it: what it is, how it does, and its readings of the last hour. */
export class Sensor {
  id;
  source;
  name;
  /** @type {string} */ unit = "";
  /** @type {number | undefined} */ min;
  /** @type {number | undefined} */ max;
  /** @type {"live" | "stale" | "lost"} */ status = "live";
  /** @type {string | undefined} */ cause;
  /** @type {number | undefined} */ since;
  ring = new Ring();
  /** Of which stretches the history has filled the ring. */
  filled = new Stretches();
  /** What is shown beyond the ring, while that is shown. @type {import("./track.js").Track | null} */ track = null;
  cadence = new Cadence();
  decimals = new Decimals();
  /** Grows with everything that changes what is to be drawn of its readings. */
  changes = 0;
  /** Readings that came live, each newer than those before it; what came from the past is not counted. */
  arrived = 0;
  /** Time of the newest reading, `NaN` before the first. */
  lastTime = NaN;
  /** Value of the newest reading, `NaN` before the first. */
  lastValue = NaN;
  /** Whether it was called silent since its newest reading. */
  #silent = false;
  /** Before it the ring holds the extremes of buckets, of so many milliseconds. */
  #coarseUntil = -Infinity;
  #coarse = 0;

  /** @param {string} id @param {string} [source] */
  constructor(id, source) {
    this.id = id;
    this.source = source ?? id.slice(0, id.indexOf("/"));
    this.name = id.slice(id.indexOf("/") + 1);
  }

  /** @param {SensorWords} words what the server says of it */
  describe(words) {
    this.name = words.name ?? this.name;
    this.unit = words.unit ?? "";
    this.min = words.min;
    this.max = words.max;
    if (words.status !== undefined) {
      this.does(words.status, words.cause, words.since);
    }
    if (words.cadence !== undefined) {
      this.cadence.told(words.cadence, words.cadenceSet);
    }
    if (words.last !== undefined && !(words.last[0] <= this.lastTime)) {
      this.#append(words.last[0], words.last[1]);
    }
    this.changes += 1;
  }

  /** @param {"live" | "stale" | "lost"} status @param {string} [cause] @param {number} [since] */
  does(status, cause, since) {
    this.status = status;
    this.cause = cause;
    this.since = since;
    this.#silent ||= status !== "live";
    this.changes += 1;
  }

  /** A reading that has just come. @param {number} time epoch milliseconds @param {number} value */
  add(time, value) {
    if (time < this.lastTime) {
      this.#lay([time], [value], 0);
    } else {
      this.arrived += 1;
      this.#append(time, value);
    }
    this.track?.add(time, value);
  }

  /** Before {@link Sensor#fineFrom} the ring holds the extremes of buckets, of so many milliseconds at most. */
  get grain() {
    return Math.max(this.ring.grain, this.#coarse);
  }

  /** From that time on the ring holds every reading that it holds anything of. */
  get fineFrom() {
    return Math.max(this.ring.fineFrom, this.#coarseUntil);
  }

  /** @param {number} time @param {number} value */
  #append(time, value) {
    this.changes += 1;
    if (!Number.isNaN(this.lastTime)) {
      if (this.#isGapBefore(time)) {
        this.ring.add(this.lastTime, NaN);
      }
      this.#silent = false;
    }
    this.ring.add(time, value);
    this.lastTime = time;
    this.lastValue = value;
  }

  /** The silence of a sensor whose pace nobody knows is a gap, and no pace to learn. @param {number} time @returns {boolean} */
  #isGapBefore(time) {
    return (this.#silent && !this.cadence.known) || this.cadence.observe(time - this.lastTime);
  }

  /**
   * Takes in readings of the past, each to its place in time; what is there already is not doubled.
   *
   * @param {number[]} times in order @param {number[]} values
   * @returns {number} how many were new
   */
  merge(times, values) {
    this.cadence.learn(times);
    times.forEach((time, index) => this.track?.refill(time, values[index]));
    return this.#lay(times, values, 0);
  }

  /**
   * Takes what the history has answered into the ring; of buckets their extremes.
   *
   * @param {number} from @param {number} to the stretch that was asked for
   * @param {number} bucket milliseconds, 0 for readings
   * @param {Point[]} points
   * @returns {number} how many readings that are
   */
  fill(from, to, bucket, points) {
    this.filled.add(from, to);
    this.changes += 1;
    if (points.length === 0) {
      return 0;
    }
    if (bucket === 0) {
      const times = points.map(point => point[0]);
      this.cadence.learn(times);
      return this.#lay(times, points.map(point => point[1]), 0);
    }
    this.#coarseUntil = Math.max(this.#coarseUntil, to);
    this.#coarse = Math.max(this.#coarse, bucket);
    const times = points.flatMap(([start]) => [Math.max(from, start + bucket / 4), Math.min(to - 1, start + (3 * bucket) / 4)]);
    this.#lay(times, points.flatMap(point => [point[1], /** @type {number} */ (point[2])]), bucket);
    return points.reduce((sum, point) => sum + /** @type {number} */ (point[4]), 0);
  }

  /** @param {number[]} times in order @param {number[]} values @param {number} bucket milliseconds, of which they are extremes @returns {number} how many were new */
  #lay(times, values, bucket) {
    if (bucket === 0 && !(times[0] <= this.lastTime)) {
      times.forEach((time, index) => this.#append(time, values[index]));
      return times.length;
    }
    const start = this.#readingBefore(times[0]);
    const coarse = times[0] <= this.#coarseUntil + this.#coarse ? this.#coarse : bucket;
    const gap = Math.max(this.cadence.gap, WIDTHS * coarse);
    const merged = mergeReadings(this.ring, start, times, values, interval => interval > gap);
    const old = countReadings(this.ring.values, start, this.ring.end);
    this.ring.truncate(start);
    merged.times.forEach((time, index) => this.ring.add(time, merged.values[index]));
    const last = merged.times.length - 1;
    this.lastTime = merged.times[last];
    this.lastValue = merged.values[last];
    this.changes += 1;
    return countReadings(merged.values, 0, merged.values.length) - old;
  }

  /**
   * Only what lies behind it needs to be laid anew: the past comes in many pieces, each at the end of what is there.
   *
   * @param {number} time @returns {number} index of the last reading before `time`, of the first when there is none
   */
  #readingBefore(time) {
    const { ring } = this;
    let index = ring.indexOf(time) - 1;
    while (index > ring.start && Number.isNaN(ring.values[index])) {
      index -= 1;
    }
    return Math.max(ring.start, index);
  }
}
