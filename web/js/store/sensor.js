import { Ring } from "./ring.js";
import { Cadence } from "./cadence.js";
import { Decimals } from "./decimals.js";

/** @typedef {import("../socket/messages.js").SensorWords} SensorWords */

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
    this.changes += 1;
  }

  /** A reading that has just come. @param {number} time epoch milliseconds @param {number} value */
  add(time, value) {
    this.arrived += time < this.lastTime ? 0 : 1;
    this.#append(time, value);
  }

  /** @param {number} time @param {number} value */
  #append(time, value) {
    this.changes += 1;
    const late = time < this.lastTime;
    if (!late && this.cadence.observe(time - this.lastTime)) {
      this.ring.add(this.lastTime, NaN);
    }
    this.ring.add(time, value);
    if (!late) {
      this.lastTime = time;
      this.lastValue = value;
    }
  }

  /**
   * Takes in readings of the past, each to its place in time; what is there already is not doubled.
   *
   * @param {number[]} times in order @param {number[]} values
   */
  merge(times, values) {
    this.cadence.learn(times);
    if (!(times[0] <= this.lastTime)) {
      times.forEach((time, index) => this.#append(time, values[index]));
      return;
    }
    const start = this.#readingBefore(times[0]);
    const merged = mergeReadings(this.ring, start, times, values, interval => this.cadence.isGap(interval));
    this.ring.truncate(start);
    merged.times.forEach((time, index) => this.ring.add(time, merged.values[index]));
    const last = merged.times.length - 1;
    this.lastTime = merged.times[last];
    this.lastValue = merged.values[last];
    this.changes += 1;
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

/**
 * Two runs of readings as one, in time order. A gap between two old readings stays as it is marked; wherever a new
 * reading is a neighbour, the interval decides.
 *
 * @param {Ring} ring
 * @param {number} start index in the ring from which on it is merged
 * @param {number[]} newTimes
 * @param {number[]} newValues
 * @param {(interval: number) => boolean} isGap
 * @returns {{times: number[], values: number[]}} ends with a reading
 */
export function mergeReadings(ring, start, newTimes, newValues, isGap) {
  /** @type {number[]} */ const times = [];
  /** @type {number[]} */ const values = [];
  let lastTime = NaN;
  let lastValue = NaN;
  let lastWasOld = false;
  let marked = false;

  const take = (/** @type {number} */ time, /** @type {number} */ value, /** @type {boolean} */ old) => {
    if (Number.isNaN(value)) {
      marked = true;
      return;
    }
    if (time === lastTime && value === lastValue && old !== lastWasOld) {
      return;
    }
    if (old && lastWasOld ? marked : isGap(time - lastTime)) {
      times.push(lastTime);
      values.push(NaN);
    }
    times.push(time);
    values.push(value);
    [lastTime, lastValue, lastWasOld, marked] = [time, value, old, false];
  };

  let index = start;
  for (let next = 0; next < newTimes.length; next += 1) {
    while (index < ring.end && ring.times[index] <= newTimes[next]) {
      take(ring.times[index], ring.values[index], true);
      index += 1;
    }
    take(newTimes[next], newValues[next], false);
  }
  for (; index < ring.end; index += 1) {
    take(ring.times[index], ring.values[index], true);
  }
  return { times, values };
}
