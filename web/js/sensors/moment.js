/** @typedef {import("../store/readings/sensor.js").Sensor} Sensor */
/** @typedef {import("../store/readings/track.js").Series} Series */

/**
 * How a sensor does, or did: what a card says of it beside its line.
 *
 * @typedef {object} Moment
 * @property {"live" | "stale" | "lost"} status
 * @property {string} [cause]
 * @property {number} [since]
 * @property {number} lastTime epoch milliseconds of its newest reading; NaN when there is none
 * @property {number} lastValue
 * @property {boolean} [mean] whether that is the mean of several readings: of so long ago only buckets are known
 */

/** As the server: nobody is called silent before this, nor while the pace is unknown before that. Milliseconds. */
const [LEAST_PATIENCE, FIRST_PATIENCE] = [2_000, 60_000];
const PATIENCE_FACTOR = 4;

/**
 * A sensor as it was at a moment of the past, as far as its readings tell: what the server knew besides is not kept.
 *
 * @param {Sensor} sensor @param {Series} series its readings around that moment @param {number} time epoch milliseconds
 * @returns {Moment}
 */
export function momentOf(sensor, series, time) {
  let index = series.indexOf(time + 1e-3) - 1;
  while (index > series.start && Number.isNaN(series.values[index])) {
    index -= 1;
  }
  if (!(index >= series.start)) {
    return { status: "live", lastTime: NaN, lastValue: NaN };
  }
  const lastTime = series.times[index];
  const interval = series.interval ?? sensor.cadence.interval;
  const patience = interval === 0 ? FIRST_PATIENCE : Math.max(LEAST_PATIENCE, PATIENCE_FACTOR * interval);
  const silent = time - lastTime > Math.max(patience, 2 * series.width);
  const mean = (series.counts?.[index] ?? 1) > 1 ? { mean: true } : {};
  return { status: silent ? "stale" : "live", lastTime, lastValue: series.values[index], ...mean };
}

/** @param {Moment} moment @param {Sensor} sensor @param {import("../ui/format.js").Format} format @returns {string} its value */
export function readingOf({ lastValue, mean }, { decimals }, format) {
  return mean ? format.mean(lastValue, decimals) : format.reading(lastValue, decimals);
}

/**
 * The lowest and the highest of what is shown: of the line, and of the value beside it, which may have come since it was drawn.
 *
 * @param {Moment} moment @param {{lowest: number, highest: number} | undefined} line @param {{end: number, span: number}} view
 * @returns {{lowest: number, highest: number}} infinite when there is none
 */
export function extremesOf({ lastTime, lastValue }, line, { end, span }) {
  const { lowest, highest } = line ?? { lowest: Infinity, highest: -Infinity };
  const shown = lastTime >= end - span && lastTime <= end && Number.isFinite(lastValue);
  return shown ? { lowest: Math.min(lowest, lastValue), highest: Math.max(highest, lastValue) } : { lowest, highest };
}
