/**
 * The only door to Highcharts. What of it is used here:
 *
 * @typedef {any} Highcharts
 * @typedef {any} HighchartsChart
 */

/** The server finds the version among its libraries. */
const ADDRESS = "/webjars/highcharts/highcharts.js";

/**
 * Loads Highcharts once, as the classic script it is.
 *
 * @param {Document} document
 * @returns {Promise<Highcharts>}
 */
export function loadHighcharts(document) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = ADDRESS;
    script.onload = () => {
      const highcharts = /** @type {any} */ (document.defaultView).Highcharts;
      highcharts ? resolve(highcharts) : reject(new Error(`${ADDRESS}: no Highcharts in it`));
    };
    script.onerror = () => reject(new Error(`${ADDRESS}: cannot be loaded`));
    document.head.append(script);
  });
}
