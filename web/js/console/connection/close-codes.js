import { utf8Length } from "../content/content.js";

/** What the registry of RFC 6455, section 11.7, and Vigie itself give a meaning. */
const KNOWN = /** @type {const} */ ([
  1000, 1001, 1002, 1003, 1005, 1006, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 1015, 3000, 3003, 3008, 4401, 4408,
]);

/** A closing frame holds 125 bytes, two of which are the code (RFC 6455, section 5.5). */
export const MOST_REASON_BYTES = 123;

/** @typedef {`code${typeof KNOWN[number]}` | "codeProtocol" | "codeLibrary" | "codeOwn" | "codeNone"} CodeWord */

/** The meaning of a close code. @param {number} code @returns {CodeWord} */
export function meaningOf(code) {
  const known = KNOWN.find(each => each === code);
  if (known !== undefined) {
    return `code${known}`;
  }
  if (code >= 1000 && code < 3000) {
    return "codeProtocol";
  }
  return code >= 3000 && code < 4000 ? "codeLibrary" : code >= 4000 && code < 5000 ? "codeOwn" : "codeNone";
}

/**
 * What a page may close with: browsers let it say 1000, or its own 3000 to 4999, or nothing.
 *
 * @param {string} code as typed @param {string} reason
 * @returns {{code?: number, reason?: string} | {problem: "closeCodeBad" | "reasonLong" | "reasonAlone"}}
 */
export function farewellOf(code, reason) {
  if (code.trim() === "") {
    return reason === "" ? {} : { problem: "reasonAlone" };
  }
  const number = Number(code);
  if (!Number.isInteger(number) || (number !== 1000 && (number < 3000 || number > 4999))) {
    return { problem: "closeCodeBad" };
  }
  return utf8Length(reason) > MOST_REASON_BYTES ? { problem: "reasonLong" } : { code: number, reason };
}

/** How bad an end is. @param {number} code @returns {"calm" | "warning" | "critical"} */
export function toneOf(code) {
  if (code === 1000 || code === 1005) {
    return "calm";
  }
  return code === 1001 || code === 1012 || code === 1013 ? "warning" : "critical";
}
