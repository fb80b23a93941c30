/** @typedef {import("../store/sensor.js").Sensor} Sensor */
/** @typedef {import("../store/track.js").Series} Series */

/**
 * How a sensor does, or did: what a card says of it beside its line.
 *
 * @typedef {object} Moment
 * @property {"live" | "stale" | "lost"} status
 * @property {string} [cause]
 * @property {number} [since]
 * @property {number} lastTime epoch milliseconds of its newest reading; NaN when there is none
 * @property {number} lastValue
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
  return { status: silent ? "stale" : "live", lastTime, lastValue: series.values[index] };
}
