/** A loss of connection is told on the cards after so long: most are over sooner. Milliseconds. */
const PATIENCE = 2_000;
/** After waking, what comes may have waited on the way: it counts as new after so long. Milliseconds. */
const WAKING = 1_000;

/**
 * Why nothing is known of any sensor now.
 *
 * @typedef {{word: "causeLink" | "causeAsleep", millis: number}} Unheard for how long the link is lost, or the page was asleep
 */

/** Whether what the page shows is what the server says: the link to it may be lost, or the page may have been asleep. */
export class Link {
  #now;
  /** @type {number | null} */ #lostAt = null;
  /** @type {{millis: number, wokeAt: number} | null} */ #asleep = null;
  #heardAt = -Infinity;

  /** @param {() => number} now milliseconds */
  constructor(now) {
    this.#now = now;
  }

  /** @param {import("../socket/live-socket.js").Connection["state"]} state */
  changed(state) {
    if (state === "connected") {
      this.#lostAt = null;
    } else if (state !== "connecting") {
      this.#lostAt ??= this.#now();
    }
  }

  /** A message came. */
  heard() {
    this.#heardAt = this.#now();
  }

  /** @param {number} millis */
  slept(millis) {
    this.#asleep = { millis, wokeAt: this.#now() };
  }

  /** @returns {Unheard | null} */
  get unheard() {
    const now = this.#now();
    if (this.#asleep !== null && this.#heardAt < this.#asleep.wokeAt + WAKING) {
      return { word: "causeAsleep", millis: this.#asleep.millis };
    }
    this.#asleep = null;
    return this.#lostAt !== null && now - this.#lostAt >= PATIENCE ? { word: "causeLink", millis: now - this.#lostAt } : null;
  }
}
