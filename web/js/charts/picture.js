import { loadPictures } from "./highcharts.js";

/** What a style sheet says of an element and a picture alone would lack. */
const LOOKS = [
  "color",
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-opacity",
  "stroke-width",
  "stroke-dasharray",
  "stroke-linejoin",
  "stroke-linecap",
  "opacity",
  "font-family",
  "font-size",
  "font-weight",
  "font-variant-numeric",
];
/** Pixels of the picture, at least. */
const SMALLEST = { width: 800, height: 420 };
/** Room above the plot for the title, pixels. */
const TITLE_ROOM = 68;

/** @typedef {{type: "image/png" | "image/svg+xml", name: string, title: string, subtitle: string}} Wish */

/**
 * Saves a chart as a picture, made by the browser alone: no server takes part. The picture looks as the chart does now.
 *
 * @param {any} highcharts
 * @param {any} chart
 * @param {Wish} wish `name` is that of the file, without ending
 */
export async function savePicture(highcharts, chart, wish) {
  await loadPictures(document, highcharts);
  const forget = highcharts.addEvent(chart, "getSVG", (/** @type {any} */ event) => wear(event.chartCopy.container));
  try {
    await new Promise((resolve, reject) => {
      const options = {
        type: wish.type,
        filename: wish.name,
        scale: 2,
        sourceWidth: Math.max(SMALLEST.width, chart.chartWidth),
        sourceHeight: Math.max(SMALLEST.height, chart.chartHeight),
        libURL: `${location.origin}/`,
        fallbackToExportServer: false,
        error: (/** @type {unknown} */ _options, /** @type {unknown} */ cause) => reject(cause),
      };
      const heard = highcharts.addEvent(chart, "exportChartLocalSuccess", () => {
        heard();
        resolve(undefined);
      });
      chart.exportChartLocal(options, titled(wish));
    });
  } finally {
    forget();
  }
}

/** @param {Wish} wish */
function titled({ title, subtitle }) {
  const left = { align: "left", x: 12 };
  return {
    chart: { backgroundColor: "var(--card)", marginTop: TITLE_ROOM, spacing: [12, 12, 12, 12] },
    title: { ...left, text: title, style: { color: "var(--ink)", fontSize: "16px", fontWeight: "700" } },
    subtitle: { ...left, text: subtitle, style: { color: "var(--muted)", fontSize: "13px" } },
  };
}

/** Writes what the style sheet says into the elements themselves. @param {HTMLElement} container */
function wear(container) {
  for (const element of /** @type {NodeListOf<SVGElement>} */ (container.querySelectorAll("svg, svg *"))) {
    const looks = getComputedStyle(element);
    const worn = LOOKS.map(name => /** @type {const} */ ([name, looks.getPropertyValue(name)]));
    for (const { name, value } of [...element.attributes]) {
      if (name !== "style" && value.includes("var(")) {
        element.removeAttribute(name);
      }
    }
    worn.forEach(([name, value]) => element.style.setProperty(name, value));
  }
}
