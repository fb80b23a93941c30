/** Members of a long list or object that are shown at once. */
export const MEMBERS_AT_ONCE = 100;
/** Longer texts within JSON are cut here; the message as it came shows all. */
const MOST_CHARACTERS = 1_000;
const MOST_INLINE_MEMBERS = 8;
const MOST_INLINE_CHARACTERS = 96;

/** @typedef {"text" | "number" | "boolean" | "null" | "list" | "object"} JsonType */

/** @param {unknown} value out of JSON @returns {JsonType} */
export function typeOf(value) {
  if (value === null) {
    return "null";
  }
  if (typeof value === "object") {
    return Array.isArray(value) ? "list" : "object";
  }
  return typeof value === "string" ? "text" : typeof value === "number" ? "number" : "boolean";
}

/**
 * A value that needs no folding, written on one line: a scalar, or a few of them, as a reading is.
 *
 * @param {unknown} value
 * @returns {string | null} null for what is to be folded
 */
export function inline(value) {
  if (value === null || typeof value !== "object") {
    return scalar(value);
  }
  const members = Object.values(value);
  if (members.length > MOST_INLINE_MEMBERS || members.some(hasMembers)) {
    return null;
  }
  const text = JSON.stringify(value);
  return text.length > MOST_INLINE_CHARACTERS ? null : text;
}

/** @param {unknown} value */
function hasMembers(value) {
  return value !== null && typeof value === "object" && Object.keys(value).length > 0;
}

/** @param {unknown} value */
function scalar(value) {
  const text = JSON.stringify(value);
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text;
}

/** What stands for a folded value. @param {object} value @returns {string} `[20]`, `{5}` */
export function folded(value) {
  return Array.isArray(value) ? `[${value.length}]` : `{${Object.keys(value).length}}`;
}

/** @param {object} value @param {number} from @returns {[key: string, value: unknown][]} so many as are shown at once */
export function membersOf(value, from) {
  const to = from + MEMBERS_AT_ONCE;
  const keys = Array.isArray(value) ? value.slice(from, to).map((_, i) => String(from + i)) : Object.keys(value).slice(from, to);
  return keys.map(key => [key, /** @type {Record<string, unknown>} */ (value)[key]]);
}

/** @param {object} value @returns {number} */
export function countOf(value) {
  return Array.isArray(value) ? value.length : Object.keys(value).length;
}
