import { sizeOf } from "../content/content.js";

/** @typedef {import("../content/content.js").Content} Content */
/** @typedef {import("../connection/console-socket.js").Turn} Turn */

/**
 * A message, or a turn of the connection (then without content).
 *
 * @typedef {object} Entry
 * @property {number} id grows by one from entry to entry
 * @property {number} time epoch milliseconds
 * @property {"in" | "out" | "turn"} direction
 * @property {Content | null} content null: too long to be kept
 * @property {number} size bytes
 * @property {Turn} [turn]
 */

/** Contents that are kept, together: a flood costs no more. */
export const MOST_BYTES = 32 * 1024 * 1024;
export const LIMITS = [100, 500, 2_000];

/** The newest messages, bounded in number and in bytes; what was counted is counted all the same. */
export class MessageLog {
  #mostBytes;
  #limit = LIMITS[1];
  #nextId = 0;
  #bytes = 0;
  /** @type {Entry[]} */ #entries = [];
  counts = { in: 0, out: 0 };

  /** @param {number} [mostBytes] */
  constructor(mostBytes = MOST_BYTES) {
    this.#mostBytes = mostBytes;
  }

  /** The oldest first. @returns {readonly Entry[]} */
  get entries() {
    return this.#entries;
  }

  get limit() {
    return this.#limit;
  }

  set limit(entries) {
    this.#limit = LIMITS.includes(entries) ? entries : LIMITS[1];
    this.#bound();
  }

  /** @param {number} time @param {"in" | "out"} direction @param {Content} content */
  addMessage(time, direction, content) {
    const size = sizeOf(content);
    this.counts[direction] += 1;
    this.#add({ time, direction, size, content: size <= this.#mostBytes ? content : null });
  }

  /** @param {number} time @param {Turn} turn */
  addTurn(time, turn) {
    this.#add({ time, direction: "turn", size: 0, content: null, turn });
  }

  clear() {
    this.#entries = [];
    this.#bytes = 0;
    this.counts = { in: 0, out: 0 };
  }

  /** @param {Omit<Entry, "id">} entry */
  #add(entry) {
    this.#entries.push({ ...entry, id: this.#nextId++ });
    this.#bytes += keptOf(entry);
    this.#bound();
  }

  #bound() {
    while (this.#entries.length > this.#limit || this.#bytes > this.#mostBytes) {
      this.#bytes -= keptOf(/** @type {Entry} */ (this.#entries.shift()));
    }
  }
}

/** @param {Omit<Entry, "id">} entry */
function keptOf(entry) {
  return entry.content === null ? 0 : entry.size;
}
