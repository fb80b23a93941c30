import { Ring } from "./ring.js";
import { Cadence } from "./cadence.js";
import { Decimals } from "./decimals.js";
import { countReadings, mergeReadings } from "./merge.js";
import { Stretches } from "./stretches.js";

/** @typedef {import("../../socket/messages.js").SensorWords} SensorWords */
/** @typedef {import("../../socket/queries/history-client.js").Point} Point */

/** A bucket without a neighbour within so many widths stands beside a gap. */
const WIDTHS = 2.5;

/** A reading this little older than the newest may be late, not a clock set back; milliseconds. As the hub's rule. */
const LATE = 60_000;
/** It is late only when it comes this soon after the newest; milliseconds. */
const LATE_ARRIVAL = 2_000;
/** A time later than now by more than this comes from a clock that is ahead; milliseconds. */
const AHEAD = 1_000;

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
  /** Time of the reading heard last, `NaN` before the first; late ones do not count. */
  lastTime = NaN;
  /** Value of the reading heard last, `NaN` before the first. */
  lastValue = NaN;
  /** When that was heard, by the server's clock. */
  #heardAt = -Infinity;
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

  /** @param {SensorWords} words what the server says of it @param {number} [now] by the server's clock */
  describe(words, now = Infinity) {
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
    if (words.last !== undefined && (!(words.last[0] <= this.lastTime) || this.#isAhead(now))) {
      this.#hear(words.last[0], words.last[1], now);
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

  /**
   * A reading that has just come.
   *
   * @param {number} time epoch milliseconds @param {number} value
   * @param {number} [now] by the server's clock
   */
  add(time, value, now = Infinity) {
    this.arrived += this.#hear(time, value, now) ? 1 : 0;
    if (time <= now + AHEAD) {
      this.track?.add(time, value);
    }
  }

  /** @param {number} time @param {number} value @param {number} now @returns {boolean} whether it is newer than those before */
  #hear(time, value, now) {
    if (this.#isAhead(now) && time <= now + AHEAD) {
      this.#forgetFrom(now + AHEAD);
    }
    const newer = !(time < this.ring.lastTime);
    const heard = newer || !this.#isLate(time, now);
    if (newer) {
      this.#append(time, value, now);
    } else {
      this.#lay([time], [value], 0);
    }
    if (heard) {
      this.lastTime = time;
      this.lastValue = value;
      this.#heardAt = now;
    }
    return newer;
  }

  /** Whether a reading was overtaken by the one heard last. @param {number} time @param {number} now */
  #isLate(time, now) {
    const soon = now === Infinity || (now >= this.#heardAt && now - this.#heardAt <= LATE_ARRIVAL);
    return time < this.lastTime && this.lastTime - time <= LATE && soon && !this.#isAhead(now);
  }

  /** Whether the newest reading says a time to come: its clock was ahead. @param {number} now */
  #isAhead(now) {
    return this.ring.lastTime > now + AHEAD;
  }

  /** The clock is right again: what it said of times to come is not true. @param {number} time */
  #forgetFrom(time) {
    const { ring } = this;
    let index = ring.indexOf(time);
    while (index > ring.start && Number.isNaN(ring.values[index - 1])) {
      index -= 1;
    }
    ring.truncate(index);
    this.#silent = false;
    this.changes += 1;
  }

  /** Before {@link Sensor#fineFrom} the ring holds the extremes of buckets, of so many milliseconds at most. */
  get grain() {
    return Math.max(this.ring.grain, this.#coarse);
  }

  /** From that time on the ring holds every reading that it holds anything of. */
  get fineFrom() {
    return Math.max(this.ring.fineFrom, this.#coarseUntil);
  }

  /** @param {number} time @param {number} value @param {number} [now] */
  #append(time, value, now = Infinity) {
    this.changes += 1;
    if (this.ring.size > 0) {
      if (this.#isGapBefore(time)) {
        this.ring.add(this.ring.lastTime, NaN, now);
      }
      this.#silent = false;
    }
    this.ring.add(time, value, now);
    this.lastTime = time;
    this.lastValue = value;
  }

  /** The silence of a sensor whose pace nobody knows is a gap, and no pace to learn. @param {number} time @returns {boolean} */
  #isGapBefore(time) {
    return (this.#silent && !this.cadence.known) || this.cadence.observe(time - this.ring.lastTime);
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
    if (bucket === 0 && !(times[0] <= this.ring.lastTime)) {
      times.forEach((time, index) => this.#append(time, values[index]));
      return times.length;
    }
    const newestBefore = this.ring.lastTime;
    const start = this.#readingBefore(times[0]);
    const coarse = times[0] <= this.#coarseUntil + this.#coarse ? this.#coarse : bucket;
    const gap = Math.max(this.cadence.gap, WIDTHS * coarse);
    const merged = mergeReadings(this.ring, start, times, values, interval => interval > gap);
    const old = countReadings(this.ring.values, start, this.ring.end);
    this.ring.truncate(start);
    merged.times.forEach((time, index) => this.ring.add(time, merged.values[index]));
    const last = merged.times.length - 1;
    if (Number.isNaN(this.lastTime) || merged.times[last] > newestBefore) {
      this.lastTime = merged.times[last];
      this.lastValue = merged.values[last];
    }
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
