/** @typedef {{low: number, high: number}} Scale */

/** The colour scales that a person has fixed, by sensor; the others follow what is shown. Kept per browser. */
export class StillScales {
  #settings;
  /** @type {Record<string, unknown>} */ #kept;

  /** @param {import("../ui/settings.js").Settings} settings */
  constructor(settings) {
    this.#settings = settings;
    this.#kept = settings.get("stillScales", {});
  }

  /** @param {string} sensor @returns {Scale | null} */
  fixed(sensor) {
    const kept = /** @type {{low?: unknown, high?: unknown} | undefined} */ (this.#kept[sensor]);
    const { low, high } = kept ?? {};
    return typeof low === "number" && typeof high === "number" && low < high ? { low, high } : null;
  }

  /** @param {string} sensor @param {Scale | null} scale null to follow what is shown */
  fix(sensor, scale) {
    const { [sensor]: _, ...others } = this.#kept;
    this.#kept = scale === null ? others : { ...others, [sensor]: scale };
    this.#settings.set("stillScales", this.#kept);
  }
}
