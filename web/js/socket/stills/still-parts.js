import { readMap } from "./cbor-map.js";

/** @typedef {import("./cbor-map.js").Plain} Plain */

/**
 * One picture of a camera, or one matrix of numbers, as it was sent.
 *
 * @typedef {object} Still
 * @property {string} sensor
 * @property {number} time epoch milliseconds of the server
 * @property {string} media its type: an image's, or {@link MATRIX}
 * @property {Uint8Array} bytes
 * @property {boolean} deflated whether the bytes are (zlib)
 * @property {Shape} [matrix] of a matrix
 * @property {number} [took] milliseconds from its first part to its last, when it came in parts
 *
 * @typedef {object} Shape
 * @property {number} rows
 * @property {number} columns
 * @property {string} unit
 * @property {number} low the lowest value, NaN when not said
 * @property {number} high
 *
 * @typedef {object} Part what a message says of itself
 * @property {Still} still with the bytes of this part only
 * @property {number} id
 * @property {number} size bytes of all parts
 * @property {number} part from 1
 * @property {number} of
 */

export const MATRIX = "application/vnd.vigie.matrix";
const PICTURES = ["image/png", "image/jpeg"];

/** The largest still taken, bytes; what is unfinished takes no more together, and is of so many sensors at most. */
const [LARGEST, MOST_SENSORS] = [64 * 1024 * 1024, 64];
/** The most values that a matrix has. */
const MOST_VALUES = 4 * 1024 * 1024;

/**
 * Puts stills together that come cut into several messages, the parts of one sensor's in order, between those of others. A newer
 * one replaces one that is not finished. What cannot be read, or does not fit together, is counted and forgotten.
 */
export class StillParts {
  /** Messages that could not be used. */
  garbled = 0;
  #now;
  /** Of each sensor what is unfinished. @type {Map<string, {id: number, next: number, bytes: Uint8Array, filled: number, begun: number}>} */
  #coming = new Map();

  /** @param {() => number} now milliseconds */
  constructor(now) {
    this.#now = now;
  }

  /** @param {ArrayBuffer} data @returns {Still | null} a whole one */
  take(data) {
    try {
      const part = readPart(new Uint8Array(data));
      return part === null ? null : this.#join(part);
    } catch {
      this.garbled += 1;
      return null;
    }
  }

  /** On another connection what was unfinished does not go on. */
  reset() {
    this.#coming.clear();
  }

  /** @param {Part} part @returns {Still | null} */
  #join({ still, id, size, part, of }) {
    const coming = part === 1 ? this.#begin(still.sensor, id, size) : this.#coming.get(still.sensor);
    if (coming?.id !== id || coming.next !== part || coming.bytes.length !== size) {
      throw new Error(`part ${part} of ${id} (expected: ${coming?.next} of ${coming?.id})`);
    }
    this.#coming.delete(still.sensor);
    coming.bytes.set(still.bytes, coming.filled);
    coming.filled += still.bytes.length;
    coming.next += 1;
    if (part < of) {
      this.#coming.set(still.sensor, coming);
      return null;
    }
    if (coming.filled !== size) {
      throw new Error(`${coming.filled} bytes (expected: ${size})`);
    }
    return { ...still, bytes: coming.bytes, took: this.#now() - coming.begun };
  }

  /** Bytes that are kept for what is unfinished. */
  get #waiting() {
    return [...this.#coming.values()].reduce((sum, each) => sum + each.bytes.length, 0);
  }

  /** @param {string} sensor @param {number} id @param {number} size */
  #begin(sensor, id, size) {
    this.#coming.delete(sensor);
    for (const oldest of this.#coming.keys()) {
      if (this.#coming.size < MOST_SENSORS && this.#waiting + size <= LARGEST) {
        break;
      }
      this.#coming.delete(oldest);
    }
    return { id, next: 1, bytes: new Uint8Array(size), filled: 0, begun: this.#now() };
  }
}

/** @param {Uint8Array} message @returns {Part | null} null for a message of another type, which may be added */
function readPart(message) {
  const { fields, length } = readMap(message);
  if (textOf(fields, "type") !== "still") {
    return null;
  }
  const [size, part, of] = ["size", "part", "of"].map(name => countOf(fields, name, LARGEST));
  const bytes = message.subarray(length);
  if (part > of || of > size || bytes.length > size || bytes.length === 0) {
    throw new Error(`part ${part} of ${of}, ${bytes.length} bytes of ${size}`);
  }
  const media = textOf(fields, "media");
  const still = {
    sensor: textOf(fields, "sensor"),
    time: numberOf(fields, "time"),
    media,
    bytes,
    deflated: isDeflated(textOf(fields, "encoding")),
    matrix: media === MATRIX ? shapeOf(fields) : undefined,
  };
  if (media !== MATRIX && !PICTURES.includes(media)) {
    throw new Error(`${media} (expected: ${[MATRIX, ...PICTURES].join(", ")})`);
  }
  return { still, id: numberOf(fields, "id"), size, part, of };
}

/** @param {Map<string, Plain>} fields @returns {Shape} */
function shapeOf(fields) {
  const [rows, columns] = [countOf(fields, "rows", MOST_VALUES), countOf(fields, "columns", MOST_VALUES)];
  return shape(rows, columns, fields.get("unit"), fields.get("low"), fields.get("high"));
}

/**
 * @param {number} rows @param {number} columns @param {unknown} unit @param {unknown} low @param {unknown} high
 * @returns {Shape}
 * @throws {Error} when it is too large
 */
export function shape(rows, columns, unit, low, high) {
  if (!(rows >= 1 && columns >= 1 && rows * columns <= MOST_VALUES)) {
    throw new Error(`${rows} × ${columns} (expected: at most ${MOST_VALUES} values)`);
  }
  const bound = (/** @type {unknown} */ value) => (typeof value === "number" && Number.isFinite(value) ? value : NaN);
  return { rows, columns, unit: typeof unit === "string" ? unit : "", low: bound(low), high: bound(high) };
}

/** @param {string} encoding */
function isDeflated(encoding) {
  if (encoding !== "identity" && encoding !== "deflate") {
    throw new Error(`encoding: ${encoding} (expected: identity or deflate)`);
  }
  return encoding === "deflate";
}

/** @param {Map<string, Plain>} fields @param {string} name */
function textOf(fields, name) {
  const value = fields.get(name);
  if (typeof value !== "string") {
    throw new Error(`${name}: ${value} (expected: a text)`);
  }
  return value;
}

/** @param {Map<string, Plain>} fields @param {string} name */
function numberOf(fields, name) {
  const value = fields.get(name);
  if (typeof value !== "number" || !Number.isSafeInteger(value)) {
    throw new Error(`${name}: ${value} (expected: a whole number)`);
  }
  return value;
}

/** @param {Map<string, Plain>} fields @param {string} name @param {number} most */
function countOf(fields, name, most) {
  const value = numberOf(fields, name);
  if (value < 1 || value > most) {
    throw new Error(`${name}: ${value} (expected: 1 to ${most})`);
  }
  return value;
}
