/** @typedef {import("../store/sensor.js").Sensor} Sensor */
/** @typedef {import("./format.js").Format} Format */
/** @typedef {import("./link.js").Unheard} Unheard */

/** Sign of each status, as drawn in index.html. */
export const STATUS_ICON = { live: "none", stale: "silent", lost: "lost" };

/**
 * How a sensor does as far as the page knows: while it hears nothing from the server, no sensor is live.
 *
 * @param {Sensor} sensor @param {Unheard | null} [unheard]
 */
export function shownStatus(sensor, unheard = null) {
  return sensor.status === "live" && unheard !== null ? "stale" : sensor.status;
}

/**
 * What stands in the corner of a card: the age of the last reading, or how long it is silent or lost, in words.
 *
 * @param {Sensor} sensor @param {Format} format @param {number} now epoch milliseconds of the server
 * @param {Unheard | null} [unheard]
 * @returns {string}
 */
export function statusText(sensor, format, now, unheard = null) {
  const status = shownStatus(sensor, unheard);
  if (status === "live") {
    return format.age(now - sensor.lastTime);
  }
  const from = status === "lost" ? sensor.since ?? sensor.lastTime : sensor.lastTime;
  if (!Number.isFinite(from)) {
    return format.words(status === "lost" ? "lostNever" : "staleNever");
  }
  return format.words(status, { time: format.duration(now - from) });
}

/** @param {Sensor} sensor @param {Format} format @param {Unheard | null} [unheard] @returns {string} why it is not live; empty when it is */
export function causeText(sensor, format, unheard = null) {
  if (sensor.status === "live") {
    return unheard === null ? "" : format.words(unheard.word, { time: format.duration(unheard.millis) });
  }
  return sensor.cause
    ? format.cause(sensor.cause)
    : format.words(sensor.status === "lost" ? "causeLost" : "causeStale");
}
