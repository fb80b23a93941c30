import { MATRIX, shape } from "../stills/still-parts.js";

/** @typedef {import("../stills/still-parts.js").Still} Still */

/** An answer that takes longer is given up, milliseconds. */
const PATIENCE = 20_000;
/** Times asked for at once. */
const MOST_TIMES = 2_000;

/**
 * Times of stills in a stretch of time, whose end does not belong to it, in order.
 *
 * @typedef {{times: number[], whole: boolean}} Times whole when none was left out because there are too many
 */

/** Asks the server for stills of the past: `/api/stills`. */
export class StillClient {
  #fetch;

  /** @param {(address: string, options: RequestInit) => Promise<Response>} fetch */
  constructor(fetch) {
    this.#fetch = fetch;
  }

  /**
   * @param {string} sensor @param {number} time epoch milliseconds
   * @returns {Promise<Still | null>} the newest at that time or before; null when there is none
   */
  async at(sensor, time) {
    const answer = await this.#ask(`/api/stills/${path(sensor)}?at=${Math.floor(time)}`, "default");
    if (answer.status === 404) {
      return null;
    }
    if (!answer.ok) {
      throw new Error(`/api/stills: ${answer.status}`);
    }
    return stillOf(sensor, answer.headers, new Uint8Array(await answer.arrayBuffer()));
  }

  /**
   * @param {string} sensor @param {number} from epoch milliseconds @param {number} to
   * @param {number} [most] when there are more, the last so many
   * @returns {Promise<Times>}
   */
  async times(sensor, from, to, most = MOST_TIMES) {
    const query = new URLSearchParams({ from: String(Math.floor(from)), to: String(Math.ceil(to)), limit: String(most) });
    const answer = await this.#ask(`/api/stills/${path(sensor)}/times?${query}`, "no-store");
    if (!answer.ok) {
      throw new Error(`/api/stills: ${answer.status}`);
    }
    /** @type {number[]} */
    const times = (await answer.json()).times;
    return { times: times.filter(time => time >= from && time < to).sort((a, b) => a - b), whole: times.length < most };
  }

  /** A still never changes: the server says for how long it holds. @param {string} address @param {RequestCache} cache */
  #ask(address, cache) {
    return this.#fetch(address, { signal: AbortSignal.timeout(PATIENCE), cache });
  }
}

/** @param {string} sensor @returns {string} each of its parts as an address takes it */
function path(sensor) {
  return sensor.split("/").map(encodeURIComponent).join("/");
}

/** @param {string} sensor @param {Headers} headers @param {Uint8Array} bytes @returns {Still} */
function stillOf(sensor, headers, bytes) {
  const number = (/** @type {string} */ name) => Number(headers.get(`X-Vigie-${name}`) ?? NaN);
  const [time, media] = [number("Time"), (headers.get("Content-Type") ?? "").split(";")[0]];
  if (!Number.isFinite(time)) {
    throw new Error("/api/stills: X-Vigie-Time is missing");
  }
  if (media !== MATRIX) {
    return { sensor, time, media, bytes, deflated: false };
  }
  const matrix = shape(number("Rows"), number("Columns"), unitOf(headers), number("Low"), number("High"));
  return { sensor, time, media, bytes, deflated: bytes.length !== 4 * matrix.rows * matrix.columns, matrix };
}

/** A header holds ASCII: the unit is escaped as in an address. @param {Headers} headers */
function unitOf(headers) {
  try {
    return decodeURIComponent(headers.get("X-Vigie-Unit") ?? "");
  } catch {
    return "";
  }
}
