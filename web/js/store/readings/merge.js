/** @typedef {import("./ring.js").Ring} Ring */

/** @param {ArrayLike<number>} values @param {number} start @param {number} end @returns {number} without the marks of gaps */
export function countReadings(values, start, end) {
  let count = 0;
  for (let index = start; index < end; index += 1) {
    count += Number.isNaN(values[index]) ? 0 : 1;
  }
  return count;
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
