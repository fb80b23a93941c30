/**
 * A reading, or a bucket of them: the time it begins, lowest, highest, mean (null when that is too large for a number), and
 * how many.
 *
 * @typedef {[time: number, value: number] | [start: number, min: number, max: number, mean: number | null, count: number]} Point
 *
 * @typedef {object} HistoryQuestion
 * @property {string[]} sensors ids
 * @property {number} from epoch milliseconds
 * @property {number} to epoch milliseconds, does not belong to it
 * @property {number} buckets so many points of a sensor at most
 *
 * @typedef {object} HistoryAnswer
 * @property {number} bucket width of the buckets, milliseconds; 0 when the points are readings
 * @property {{sensor: string, points: Point[]}[]} series without the sensors of which nothing is known
 */

/** An answer that takes longer is given up, milliseconds. */
const PATIENCE = 20_000;

/** Asks the server for readings of the past: `/api/history`. */
export class HistoryClient {
  #fetch;

  /** @param {(address: string, options: RequestInit) => Promise<Response>} fetch */
  constructor(fetch) {
    this.#fetch = fetch;
  }

  /** @param {HistoryQuestion} question @returns {Promise<HistoryAnswer>} fails with what the server says is wrong */
  async ask({ sensors, from, to, buckets }) {
    const query = new URLSearchParams([
      ...sensors.map(sensor => ["sensor", sensor]),
      ["from", String(from)],
      ["to", String(to)],
      ["buckets", String(buckets)],
    ]);
    const answer = await this.#fetch(`/api/history?${query}`, { signal: AbortSignal.timeout(PATIENCE), cache: "no-store" });
    if (!answer.ok) {
      throw new Error(`/api/history: ${answer.status}`);
    }
    return answer.json();
  }
}
