/**
 * Where the page comes from, as `location` says it.
 * @typedef {{protocol: string, host: string, hostname: string, port: string, origin: string}} Page
 *
 * @typedef {"addressEmpty" | "addressBad" | "addressScheme"} AddressProblem
 * @typedef {{url: URL, own: boolean} | {problem: AddressProblem}} Address `own`: this page's server, by the same name
 */

const SCHEMES = /** @type {Record<string, string>} */ ({ "http:": "ws:", "https:": "wss:" });
/** One name of a subprotocol: a token as of RFC 9110, section 5.6.2. */
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/**
 * What somebody typed as the address of a WebSocket: a path on this page's server, or any address, with or without scheme.
 *
 * @param {string} typed @param {Page} page
 * @returns {Address}
 */
export function addressOf(typed, page) {
  const text = typed.trim();
  if (text === "") {
    return { problem: "addressEmpty" };
  }
  const scheme = page.protocol === "https:" ? "wss:" : "ws:";
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(text);
  const url = urlOf(whole ? text : text.startsWith("/") ? `${scheme}//${page.host}${text}` : `${scheme}//${text}`);
  if (url === null || url.hostname === "") {
    return { problem: "addressBad" };
  }
  if (url.protocol !== "ws:" && url.protocol !== "wss:") {
    return { problem: "addressScheme" };
  }
  return { url, own: url.protocol === scheme && url.host === page.host };
}

/** @param {string} text @returns {URL | null} without fragment, which no WebSocket may have */
function urlOf(text) {
  try {
    const url = new URL(text.replace(/^https?:/i, each => SCHEMES[each.toLowerCase()]));
    url.hash = "";
    return url;
  } catch {
    return null;
  }
}

/** @param {string} typed names separated by commas @returns {string[] | null} null when one is no name, or is there twice */
export function protocolsOf(typed) {
  const names = typed.split(",").map(each => each.trim()).filter(each => each !== "");
  const fine = names.every(each => TOKEN.test(each)) && new Set(names).size === names.length;
  return fine ? names : null;
}

/** Whether both are this machine, under different names, and the same port. @param {URL} url @param {Page} page */
export function isAlias(url, page) {
  const port = url.port || (url.protocol === "wss:" ? "443" : "80");
  const own = page.port || (page.protocol === "https:" ? "443" : "80");
  return port === own && url.hostname !== page.hostname && isLoopback(url.hostname) && isLoopback(page.hostname);
}

/** @param {string} host */
function isLoopback(host) {
  return host === "localhost" || host === "[::1]" || /^127(\.\d+){3}$/.test(host);
}
