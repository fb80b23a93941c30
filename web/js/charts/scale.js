/** @typedef {{low: number, high: number, step: number, ticks: number[]}} Scale */

/** Of the height, so much at least must be used before the scale is kept. */
const WELL_USED = 0.4;

/**
 * A value scale with round ends that holds a range, and stays as it is while it fits.
 *
 * @param {number} lowest
 * @param {number} highest
 * @param {number} shortest the shortest span to show, so that noise of the last decimal does not fill the chart
 * @param {Scale | null} current
 * @param {number} [intervals] at least so many between ticks, about
 * @returns {Scale} `current` itself when it still fits
 */
export function fitScale(lowest, highest, shortest, current, intervals = 3) {
  const span = Math.max(highest - lowest, shortest);
  if (current !== null && lowest >= current.low && highest <= current.high) {
    const step = niceStep(span / intervals);
    if (span >= WELL_USED * (current.high - current.low) || step >= current.step) {
      return current;
    }
  }
  const middle = (lowest + highest) / 2;
  const step = niceStep(span / intervals);
  const low = Math.floor(round((middle - span / 2) / step)) * step;
  let high = Math.ceil(round((middle + span / 2) / step)) * step;
  high = high > low ? high : low + step;
  const ticks = [];
  for (let tick = 0; low + tick * step <= high + step / 2; tick += 1) {
    ticks.push(round(low + tick * step));
  }
  return { low: ticks[0], high: ticks[ticks.length - 1], step, ticks };
}

/** @param {number} least @returns {number} 1, 2, 2.5 or 5 times a power of ten, not below `least` */
export function niceStep(least) {
  const power = 10 ** Math.floor(Math.log10(least));
  for (const factor of [1, 2, 2.5, 5]) {
    if (factor * power >= least * 0.999) {
      return round(factor * power);
    }
  }
  return round(10 * power);
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Steps of the time axis, milliseconds. */
const TIME_STEPS = [
  ...[0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800].map(seconds => seconds * 1000),
  ...[1, 2, 3, 6, 12].map(hours => hours * HOUR),
  ...[1, 2, 5, 10].map(days => days * DAY),
];

/**
 * Round times inside a window, with room for their labels at both ends. Hours and days are those of the local clock.
 *
 * @param {number} from epoch milliseconds
 * @param {number} to epoch milliseconds
 * @param {number} width pixels
 * @param {number} label pixels a label needs
 * @returns {{ticks: number[], step: number}}
 */
export function timeTicks(from, to, width, label) {
  const perPixel = (to - from) / Math.max(1, width);
  const step = TIME_STEPS.find(each => each >= perPixel * label * 1.5) ?? TIME_STEPS[TIME_STEPS.length - 1];
  const room = perPixel * label * 0.5;
  return { ticks: step < HOUR ? ticksIn(from + room, to - room, step) : localTicks(from + room, to - room, step), step };
}

/** @param {number} from @param {number} to @param {number} step milliseconds @returns {number[]} */
function ticksIn(from, to, step) {
  const ticks = [];
  for (let tick = Math.ceil(from / step) * step; tick <= to; tick += step) {
    ticks.push(tick);
  }
  return ticks;
}

/** Counted from midnight, or in whole days; right also on days that have 23 or 25 hours. @param {number} from @param {number} to @param {number} step */
function localTicks(from, to, step) {
  /** @type {number[]} */ const ticks = [];
  const days = Math.max(1, step / DAY);
  const midnight = new Date(from);
  midnight.setHours(0, 0, 0, 0);
  const day = Math.round((midnight.getTime() - midnight.getTimezoneOffset() * 60_000) / DAY);
  midnight.setDate(midnight.getDate() - (day % days));
  for (; midnight.getTime() <= to; midnight.setDate(midnight.getDate() + days)) {
    for (let hours = 0; hours < 24; hours += Math.min(24, step / HOUR)) {
      const tick = new Date(midnight).setHours(hours);
      if (tick >= from && tick <= to && tick !== ticks[ticks.length - 1]) {
        ticks.push(tick);
      }
    }
  }
  return ticks;
}

/** Without what binary arithmetic adds. @param {number} value @returns {number} */
function round(value) {
  return Number(value.toPrecision(12));
}
