/** @typedef {import("../socket/source-poll.js").Tally} Tally */
/** @typedef {import("../ui/format.js").Format} Format */

/** How the server calls pictures and matrices where others have a format of lines. */
const STILLS = "stills";

/** @param {Tally | undefined} tally @returns {string} in which format a source speaks; empty where that says nothing to a person */
export function formatOf(tally) {
  return tally?.format === undefined || tally.format === STILLS ? "" : tally.format;
}

/**
 * What a source gave that could not be read, in words: lines, also when there was none; pictures only when there was one.
 *
 * @param {Tally} tally @param {Format} format @returns {string}
 */
export function tallyText({ format: kind, lines, malformed }, format) {
  const { words } = format;
  const [n, of] = [malformed, lines].map(count => format.number(count, 0));
  if (kind === STILLS) {
    const refused = lines === 1 ? "refusedOnly" : malformed === 1 ? "refusedOne" : "refusedMany";
    return malformed === 0 ? "" : words(refused, { n, of });
  }
  if (malformed > 0) {
    return words("malformed", { n, lines: of });
  }
  return lines === 0 ? "" : words("malformedNone");
}

/** The last one of these. @param {Tally} tally @param {Format} format @returns {string} */
export function lastOfTally({ format: kind, lastMalformed }, format) {
  if (!lastMalformed) {
    return "";
  }
  return kind === STILLS ? format.words("lastRefused", { why: lastMalformed }) : format.words("lastMalformed", { line: lastMalformed });
}
