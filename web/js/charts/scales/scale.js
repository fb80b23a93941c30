/** @typedef {{low: number, high: number, step: number, ticks: number[]}} Scale */

/** Of the height, so much at least must be used before the scale is kept. */
const WELL_USED = 0.4;
/** Noise of the last digit does not fill the chart. */
const FINE_STEPS = 4;
/** So much of a value that does not change is shown around it. */
const CONSTANT = 1e-3;
/** Of a double, so much is told apart for sure; and no scale is shorter than that. */
const [DOUBLE, LEAST_SPAN] = [2e-15, 1e-300];
/** Beyond it the span of a scale is no number any more; what lies there is drawn outside. */
const FARTHEST = 4e307;

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
  [lowest, highest] = [lowest, highest].map(each => Math.max(-FARTHEST, Math.min(FARTHEST, each)));
  const span = Math.max(highest - lowest, shortest);
  if (current !== null && lowest >= current.low && highest <= current.high) {
    const step = niceStep(span / intervals);
    if (span >= WELL_USED * (current.high - current.low) || step >= current.step) {
      return current;
    }
  }
  const step = niceStep(span / intervals);
  const middle = lowest / 2 + highest / 2;
  let first = Math.floor(ratio(middle - span / 2, step));
  let last = Math.max(first + 1, Math.ceil(ratio(middle + span / 2, step)));
  first -= multiple(first, step) > lowest ? 1 : 0;
  last += multiple(last, step) < highest ? 1 : 0;
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => multiple(first + index, step));
  return { low: ticks[0], high: ticks[ticks.length - 1], step, ticks };
}

/**
 * The shortest span that a scale shows: a few of the finest differences that a sensor knows, and that a double knows. Of a value
 * that stays as it is, a thousandth: its labels are short.
 *
 * @param {number} resolution decimals of the sensor's values @param {number} lowest @param {number} highest
 * @returns {number}
 */
export function shortestSpan(resolution, lowest, highest) {
  const size = Math.max(Math.abs(lowest), Math.abs(highest));
  return Math.max(FINE_STEPS * 10 ** -resolution, (lowest === highest ? CONSTANT : FINE_STEPS * DOUBLE) * size, LEAST_SPAN);
}

/** @param {number} least @returns {number} 1, 2, 2.5 or 5 times a power of ten, not below `least` */
export function niceStep(least) {
  const power = Math.floor(Math.log10(least));
  for (const factor of [1, 2, 2.5, 5]) {
    if (factor * 10 ** power >= least * 0.999) {
      return Number(`${factor}e${power}`);
    }
  }
  return Number(`10e${power}`);
}

/** How many steps fit into a value; what misses a whole number by what binary arithmetic adds is one. @param {number} value @param {number} step */
function ratio(value, step) {
  const count = value / step;
  const whole = Math.round(count);
  return Math.abs(count - whole) <= Math.max(1e-9, Math.abs(whole) * Number.EPSILON) ? whole : count;
}

/** Without what binary arithmetic adds. @param {number} count whole @param {number} step as of {@link niceStep} @returns {number} */
function multiple(count, step) {
  const [factor, power] = step.toExponential().split("e").map(Number);
  return Number(`${BigInt(Math.round(10 * factor)) * BigInt(count)}e${power - 1}`);
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
