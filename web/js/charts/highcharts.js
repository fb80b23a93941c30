/**
 * The only door to Highcharts. What of it is used here:
 *
 * @typedef {any} Highcharts
 * @typedef {any} HighchartsChart
 */

/** The server finds the version among its libraries. */
const ADDRESS = "/webjars/highcharts/";
/** What makes pictures of charts, each upon the one before; only loaded when one is wanted. */
const PICTURES = ["modules/exporting.js", "modules/offline-exporting.js"];

/**
 * Loads Highcharts once, as the classic script it is.
 *
 * @param {Document} document
 * @returns {Promise<Highcharts>}
 */
export async function loadHighcharts(document) {
  await loadScript(document, "highcharts.js");
  const highcharts = /** @type {any} */ (document.defaultView).Highcharts;
  if (!highcharts) {
    throw new Error(`${ADDRESS}highcharts.js: no Highcharts in it`);
  }
  return highcharts;
}

/** Adds the modules that make pictures, unless they are there. @param {Document} document @param {Highcharts} highcharts */
export async function loadPictures(document, highcharts) {
  if (highcharts.downloadSVGLocal === undefined) {
    for (const name of PICTURES) {
      await loadScript(document, name);
    }
  }
}

/** @param {Document} document @param {string} name @returns {Promise<void>} */
function loadScript(document, name) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = ADDRESS + name;
    script.onload = () => resolve();
    script.onerror = () => reject(new Error(`${script.src}: cannot be loaded`));
    document.head.append(script);
  });
}
