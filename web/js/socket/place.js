/** @typedef {import("./messages.js").Message} Message */
/** @typedef {import("./messages.js").Subscribe} Subscribe */

/**
 * Where the page is in the server's stream (`epoch` and `seq`), and what to ask to have no hole:
 *
 * - on the first welcome, and on one of another epoch, everything the server's memory holds;
 * - on a reconnect, by the query, what came since;
 * - on a hole in the numbers, what came since the last update before it (one such question at a time).
 */
export class Place {
  /** @type {string | null} */ #epoch = null;
  #seq = 0;
  #ref = 0;
  #asking = false;

  /** @returns {string} the query for the next connection, empty for the first */
  query() {
    return this.#epoch === null ? "" : `?since=${encodeURIComponent(`${this.#epoch}:${this.#seq}`)}`;
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
    return message.type === "update" ? this.#update(message.seq) : null;
  }

  /** @param {string} epoch @param {number} seq */
  #welcome(epoch, seq) {
    const known = epoch === this.#epoch;
    this.#epoch = epoch;
    this.#seq = seq;
    this.#asking = false;
    return known ? null : this.#ask(0);
  }

  /** @param {number} seq */
  #update(seq) {
    const hole = seq > this.#seq + 1;
    const before = this.#seq;
    this.#seq = seq;
    return hole && !this.#asking ? this.#ask(before) : null;
  }

  /** @param {number} since @returns {Subscribe} */
  #ask(since) {
    this.#asking = true;
    this.#ref += 1;
    return { type: "subscribe", since: `${this.#epoch}:${since}`, ref: this.#ref };
  }
}
