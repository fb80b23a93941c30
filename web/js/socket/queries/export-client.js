/**
 * What is to be exported.
 *
 * @typedef {object} ExportWish
 * @property {"csv" | "json"} format
 * @property {string[]} sensors ids or globs
 * @property {number} from epoch milliseconds
 * @property {number} to epoch milliseconds, exclusive
 * @property {number} [buckets] so many at most, of minimum, maximum and mean; every reading when absent
 *
 * @typedef {{done: number, of: number}} Progress readings or buckets that came, and about how many there are; `NaN` when unknown
 */

/** What ends a reading or a bucket: a line of CSV, a bracket of JSON. */
const END = { csv: 0x0a, json: 0x5d };

/** @param {ExportWish} wish @returns {string} */
export function exportAddress({ format, sensors, from, to, buckets }) {
  const query = new URLSearchParams(sensors.map(sensor => ["sensor", sensor]));
  query.set("from", String(Math.floor(from)));
  query.set("to", String(Math.ceil(to)));
  if (buckets !== undefined) {
    query.set("buckets", String(buckets));
  }
  return `/api/export.${format}?${query}`;
}

/** A file's name that says what is in it. @param {ExportWish} wish @returns {string} without ending */
export function exportName({ sensors, from, to }) {
  const what = sensors.length === 1 ? sensors[0].replace(/\/?\*/g, "").replace(/[^\p{L}\p{N}._-]+/gu, "-") : "";
  const time = (/** @type {number} */ millis) => new Date(millis).toISOString().slice(0, 19).replace(/:/g, "-");
  return ["vigie", what, time(from), time(to)].filter(part => part !== "").join("_");
}

/**
 * Asks the server for an export, and takes it piece by piece.
 *
 * @param {(address: string, options: {signal: AbortSignal}) => Promise<Response>} ask
 * @param {ExportWish} wish
 * @param {AbortSignal} signal ends it
 * @param {(progress: Progress) => void} onProgress
 * @returns {Promise<Uint8Array[]>}
 * @throws {Error} with the server's own words when it refuses
 */
export async function fetchExport(ask, wish, signal, onProgress) {
  const answer = await ask(exportAddress(wish), { signal });
  if (!answer.ok || answer.body === null) {
    throw new Error(await refusal(answer));
  }
  const of = Number(answer.headers.get("X-Vigie-Estimated-Readings") ?? NaN);
  const reader = answer.body.getReader();
  /** @type {Uint8Array[]} */
  const pieces = [];
  let done = 0;
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    pieces.push(piece.value);
    done += count(piece.value, END[wish.format]);
    onProgress({ done, of });
  }
  return pieces;
}

/** @param {Response} answer @returns {Promise<string>} */
async function refusal(answer) {
  try {
    const problem = await answer.json();
    return problem.detail ?? problem.title;
  } catch {
    return `HTTP ${answer.status}`;
  }
}

/** @param {Uint8Array} bytes @param {number} wanted @returns {number} */
function count(bytes, wanted) {
  let found = 0;
  for (let index = bytes.indexOf(wanted); index >= 0; index = bytes.indexOf(wanted, index + 1)) {
    found += 1;
  }
  return found;
}
