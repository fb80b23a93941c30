/** @typedef {import("./messages.js").Message} Message */
/** @typedef {import("./messages.js").Subscribe} Subscribe */

/** Updates in a row that must come without a loss before what was left out is asked for: five seconds at first. */
const CALM = 50;
const MOST_CALM = 3_200;

/**
 * Where the page is in the server's stream (`epoch` and `seq`), and what to ask to have no hole:
 *
 * - on the first welcome, and on one of another epoch, everything the server's memory holds;
 * - on a reconnect, by the query, what came since; also what was asked before and had not come in full when the
 *   connection was lost;
 * - on a hole in the numbers that nothing explains, what came since the last update before it (one such question at a time);
 * - after thinned updates, what was left out: but only when the connection has been well for a while, since the answer
 *   is a burden to it; each time it must have been well for twice as long.
 */
export class Place {
  /** @type {string | null} */ #epoch = null;
  #seq = 0;
  /** What comes now is told up to here, null when nothing is to be told. @type {number | null} */ #telling = null;
  #ref = 0;
  #asking = false;
  /** The last update before the first that was left out, null when none is missed. @type {number | null} */ #missedSince = null;
  #calm = 0;
  #patience = CALM;

  /** @returns {string} the query for the next connection, empty for the first */
  query() {
    if (this.#epoch === null) {
      return "";
    }
    this.#telling ??= this.#seq;
    return `?since=${encodeURIComponent(`${this.#epoch}:${this.#telling}`)}`;
  }

  /** To be called when a connection is lost: what was asked on it is not answered any more. */
  disconnected() {
    this.#asking = false;
  }

  /**
   * @param {Message} message every message, in order
   * @returns {Subscribe | null} what to send to the server
   */
  follow(message) {
    if (message.type === "welcome") {
      return this.#welcome(message.epoch, message.seq);
    }
    if (message.type === "backfill") {
      this.#telling = message.to < this.#seq ? message.to : null;
    }
    return message.type === "update" ? this.#update(message.seq, message.thinned ?? 0) : null;
  }

  /** @param {string} epoch @param {number} seq */
  #welcome(epoch, seq) {
    const known = epoch === this.#epoch;
    this.#epoch = epoch;
    this.#seq = seq;
    this.#asking = false;
    this.#missedSince = known ? this.#missedSince : null;
    this.#telling = known ? this.#telling : null;
    return known ? null : this.#ask(0);
  }

  /** @param {number} seq @param {number} thinned */
  #update(seq, thinned) {
    const before = this.#seq;
    const hole = seq > before + thinned + 1;
    this.#seq = seq;
    this.#calm = thinned > 0 ? 0 : this.#calm + 1;
    if (thinned > 0) {
      this.#missedSince ??= before;
    }
    if (this.#missedSince !== null && this.#calm >= this.#patience && !this.#asking) {
      const since = this.#missedSince;
      this.#missedSince = null;
      this.#patience = Math.min(2 * this.#patience, MOST_CALM);
      return this.#ask(since);
    }
    return hole && !this.#asking ? this.#ask(before) : null;
  }

  /** @param {number} since @returns {Subscribe} */
  #ask(since) {
    this.#asking = true;
    this.#telling = Math.min(this.#telling ?? since, since);
    this.#ref += 1;
    return { type: "subscribe", since: `${this.#epoch}:${since}`, ref: this.#ref };
  }
}
