import { isAlias } from "./address.js";

/** @typedef {import("./address.js").Page} Page */
/** @typedef {import("../words/console-words.js").Saying} Saying */

/**
 * A connection that never opened.
 *
 * @typedef {object} Attempt
 * @property {URL} url
 * @property {boolean} own whether it was this page's server, by the same name
 * @property {boolean} forbidden whether the page's Content-Security-Policy forbade it
 * @property {string} [refused] the browser refused even to try: its words
 */

/**
 * Why a connection never opened, as far as anybody can know. Browsers tell a page no more than 1006, so that no page can look
 * around in networks; but this page's own server may be asked.
 *
 * @param {Attempt} attempt
 * @param {Page} page
 * @param {(path: string) => Promise<number | null>} ask the status with which this page's server answers, null when it does not
 * @returns {Promise<Saying>}
 */
export async function refusalOf(attempt, page, ask) {
  const { url, own, forbidden, refused } = attempt;
  if (forbidden) {
    return { word: "refusedPolicy" };
  }
  if (page.protocol === "https:" && url.protocol === "ws:") {
    return { word: "refusedMixed" };
  }
  if (refused !== undefined) {
    return { word: "refusedBrowser", parts: { text: refused } };
  }
  if (own) {
    return ownRefusal(url, ask);
  }
  const parts = { origin: page.origin, host: url.host, path: url.pathname + url.search };
  return { word: isAlias(url, page) ? "refusedAlias" : "refusedForeign", parts };
}

/** @param {URL} url @param {(path: string) => Promise<number | null>} ask @returns {Promise<Saying>} */
async function ownRefusal(url, ask) {
  const status = await ask(url.pathname + url.search);
  if (status === null) {
    return { word: "refusedSilent" };
  }
  if (status !== 426) {
    return { word: "refusedNoSocket", parts: { status } };
  }
  return { word: (await ask("/readyz")) === 503 ? "refusedFull" : "refusedHandshake" };
}
