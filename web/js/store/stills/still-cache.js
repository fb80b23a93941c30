/** @typedef {import("../../socket/stills/still-parts.js").Still} Still */

/** Stills as they were sent, by sensor and time; those used longest ago go first. */
export class StillCache {
  #most;
  #bytes = 0;
  /** The ones used last are at the end. @type {Map<string, Still>} */ #stills = new Map();

  /** @param {number} [most] bytes */
  constructor(most = 48 * 1024 * 1024) {
    this.#most = most;
  }

  /** @param {Still} still */
  put(still) {
    const key = keyOf(still.sensor, still.time);
    this.#drop(key);
    this.#stills.set(key, still);
    this.#bytes += still.bytes.length;
    for (const oldest of this.#stills.keys()) {
      if (this.#bytes <= this.#most) {
        break;
      }
      this.#drop(oldest);
    }
  }

  /** @param {string} sensor @param {number} time @returns {Still | undefined} */
  get(sensor, time) {
    const key = keyOf(sensor, time);
    const still = this.#stills.get(key);
    if (still !== undefined) {
      this.#stills.delete(key);
      this.#stills.set(key, still);
    }
    return still;
  }

  /** @param {string} sensor @param {number} time @returns {boolean} */
  has(sensor, time) {
    return this.#stills.has(keyOf(sensor, time));
  }

  /** @param {string} sensor @param {number} from @param {number} to @returns {Still | undefined} the newest in between, ends included */
  newest(sensor, from, to) {
    /** @type {Still | undefined} */
    let best;
    for (const still of this.#stills.values()) {
      if (still.sensor === sensor && still.time >= from && still.time <= to && !(best && best.time > still.time)) {
        best = still;
      }
    }
    return best;
  }

  /** @param {string} key */
  #drop(key) {
    this.#bytes -= this.#stills.get(key)?.bytes.length ?? 0;
    this.#stills.delete(key);
  }
}

/** @param {string} sensor @param {number} time */
function keyOf(sensor, time) {
  return `${time} ${sensor}`;
}
