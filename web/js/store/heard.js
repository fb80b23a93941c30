import { Stretches } from "./readings/stretches.js";

/**
 * Which stretches of time the page has heard everything of, live or as backfill: from a welcome on, and what the server
 * still had in memory before it. Where that does not reach is a hole, which only the history can fill.
 */
export class Heard {
  stretches = new Stretches();
  #epoch = "";
  /** Of the newest welcome. */
  #seq = 0;
  #since = NaN;
  /** Time of the newest message with one. */
  #last = NaN;
  /** Up to where everything was heard before the newest welcome; NaN when it has been told what came since. */
  #before = NaN;
  /** Whether that was another stream: what came since its last update is nowhere in this one. */
  #foreign = false;
  /** Since when the pieces of memory that have come so far are whole. */
  #reached = NaN;

  /** Whether the server is still to tell what its memory holds. */
  telling = false;

  /** @param {string} epoch @param {number} seq @param {number} time */
  welcomed(epoch, seq, time) {
    const known = Number.isNaN(this.#before) ? this.#last : this.#before;
    if (!Number.isNaN(known)) {
      this.stretches.remove(known, Infinity);
    }
    this.stretches.add(time, Infinity);
    [this.#before, this.#since, this.#last, this.#seq] = [known, time, time, seq];
    this.telling = true;
    this.#foreign ||= epoch !== this.#epoch;
    this.#epoch = epoch;
  }

  /** @param {number} time */
  updated(time) {
    this.#last = time;
  }

  /**
   * A piece of what the server's memory holds.
   *
   * @param {{to: number, complete: boolean, reaches?: number, readings: import("../socket/messages.js").ReadingWords[]}} backfill
   * @returns {import("./readings/stretches.js").Stretch | null} the hole that it leaves, once all pieces have come
   */
  filled({ to, complete, reaches, readings }) {
    const [, first] = readings[0] ?? [];
    this.#reached = Number.isNaN(this.#reached) ? reaches ?? first ?? this.#since : this.#reached;
    // The server forgot some while they were on their way.
    this.#reached = Math.max(this.#reached, reaches ?? -Infinity);
    if (to < this.#seq) {
      return null;
    }
    const whole = complete && !this.#foreign && !Number.isNaN(this.#before);
    const from = whole ? this.#before : Math.max(this.#reached, Number.isNaN(this.#before) ? -Infinity : this.#before);
    const hole = !(this.#before < from) ? null : { from: this.#before, to: from };
    this.stretches.add(from, this.#since);
    [this.#before, this.#reached, this.#foreign, this.telling] = [NaN, NaN, false, false];
    return hole;
  }
}
