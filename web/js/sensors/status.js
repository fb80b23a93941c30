/** @typedef {import("./moment.js").Moment} Moment */
/** @typedef {import("../ui/format.js").Format} Format */

/** Sign of each status, as drawn in index.html. */
export const STATUS_ICON = { live: "none", stale: "silent", lost: "lost" };

/**
 * How a sensor does as far as this page knows: while it hears nothing from the server, no sensor is live.
 *
 * @param {Moment} sensor as the server says @param {import("../page/link.js").Unheard | null} unheard @param {Format} format
 * @returns {Moment}
 */
export function asHeard(sensor, unheard, format) {
  if (unheard === null || sensor.status !== "live") {
    return sensor;
  }
  const { lastTime, lastValue } = sensor;
  const cause = format.words(unheard.word, { time: format.duration(unheard.millis) });
  return { status: "stale", cause, since: lastTime, lastTime, lastValue };
}

/**
 * What stands in the corner of a card: the age of the last reading, or how long it is silent or lost, in words.
 *
 * @param {Moment} sensor @param {Format} format @param {number} now epoch milliseconds of the server
 * @returns {string}
 */
export function statusText(sensor, format, now) {
  if (sensor.status === "live") {
    return format.age(now - sensor.lastTime);
  }
  const from = sensor.status === "lost" ? sensor.since ?? sensor.lastTime : sensor.lastTime;
  if (!Number.isFinite(from)) {
    return format.words(sensor.status === "lost" ? "lostNever" : "staleNever");
  }
  return format.words(sensor.status, { time: format.duration(now - from) });
}

/** @param {Moment} sensor @param {Format} format @returns {string} why it is not live; empty when it is */
export function causeText(sensor, format) {
  if (sensor.status === "live") {
    return "";
  }
  return sensor.cause
    ? format.cause(sensor.cause)
    : format.words(sensor.status === "lost" ? "causeLost" : "causeStale");
}
