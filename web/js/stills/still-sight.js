import { decimalsOf } from "../charts/matrix/matrix-picture.js";
import { asHeard } from "../sensors/status.js";
import { sayStill } from "./still-words.js";

/** @typedef {import("../store/stills/stills.js").StillSensor} StillSensor */
/** @typedef {import("../store/stills/still-past.js").Sight} Sight */
/** @typedef {import("../store/sensor-store.js").SourceView} SourceView */
/** @typedef {import("../sensors/moment.js").Moment} Moment */
/** @typedef {import("../ui/format.js").Format} Format */

/**
 * What of the page decides what is seen of stills.
 *
 * @typedef {object} StillView
 * @property {Format} format
 * @property {import("../page/view.js").View} view
 * @property {import("../store/stills/still-past.js").StillPast} past
 * @property {(id: string) => SourceView | undefined} source
 * @property {() => import("../page/link.js").Unheard | null} unheard why nothing is known of any sensor now
 */

/** The still of the moment that the page shows. @param {StillSensor} sensor @param {StillView} page @returns {Sight} */
export function sightOf(sensor, { view, past }) {
  const { newest } = sensor;
  if (!view.live && newest !== null) {
    return past.look(sensor.id, view.end, view.rate);
  }
  return newest === undefined ? past.look(sensor.id, sensor.lastTime, 0) : { still: newest, sure: true };
}

/**
 * How a sensor of stills does at the moment shown. Of the past only its stills are known.
 *
 * @param {StillSensor} sensor @param {number} lastTime of the still that is seen; NaN when there is none @param {StillView} page
 * @returns {Moment}
 */
export function doingOf(sensor, lastTime, page) {
  return page.view.live ? doingNow(sensor, lastTime, page) : { status: "live", lastTime, lastValue: NaN };
}

/**
 * How it does now: as its source does, and silent when that is live and nothing comes all the same.
 *
 * @param {StillSensor} sensor @param {number} lastTime of the still that is seen; NaN when there is none
 * @param {Pick<StillView, "source" | "unheard" | "format">} page
 * @returns {Moment}
 */
export function doingNow(sensor, lastTime, { source, unheard, format }) {
  const moment = { lastTime, lastValue: NaN };
  if (!sensor.known) {
    return { status: "lost", ...moment };
  }
  const { state, cause, since } = source(sensor.source) ?? { state: "live" };
  if (state === "lost" || state === "ended") {
    const word = sayStill(format.language, state === "lost" ? "causeLost" : "causeEnded");
    return { status: "lost", cause: cause ?? word, since, ...moment };
  }
  if (sensor.silent && unheard() === null) {
    return { status: "stale", cause: sayStill(format.language, "causeSilent"), lastTime: sensor.lastTime, lastValue: NaN };
  }
  return asHeard({ status: "live", ...moment }, unheard(), format);
}

/**
 * What a still is, in words.
 *
 * @param {StillSensor} sensor @param {import("./still-screen.js").StillScreen} screen @param {Format} format
 * @returns {string} empty where there is none
 */
export function toldOf(sensor, { frame, matrix, scale }, format) {
  if (frame === null) {
    return "";
  }
  const parts = { name: sensor.name, time: format.moment(frame.still.time) };
  if (matrix === null) {
    return sayStill(format.language, "picture", parts);
  }
  const { rows, columns, unit, low, high } = matrix.shape;
  const least = decimalsOf(scale.low, scale.high);
  const ends = { low: format.reading(low, least), high: format.reading(high, least) };
  return sayStill(format.language, "matrix", { ...parts, ...ends, rows, columns, unit });
}

/** When a still was made; with its day unless that is today. @param {number} time @param {number} now epoch milliseconds @param {Format} format */
export function timeOf(time, now, format) {
  const same = new Date(time).toDateString() === new Date(now).toDateString();
  return same ? format.clock(time, true) : format.moment(time);
}
