import { DetailChart } from "./detail-chart.js";
import { loadHighcharts } from "./highcharts.js";
import { LiveChart } from "./live-chart.js";
import { quickChart } from "./quick-chart.js";

/** @typedef {import("../store/readings/sensor.js").Sensor} Sensor */
/** @typedef {import("./options.js").ChartFormat} ChartFormat */

/** Makes the charts of the page. */
export class Charts {
  #highcharts;
  #quick;

  /** @param {import("./highcharts.js").Highcharts} highcharts */
  constructor(highcharts) {
    this.#highcharts = highcharts;
    this.#quick = quickChart(highcharts);
  }

  /** @param {HTMLElement} element @param {Sensor} sensor @param {ChartFormat} format @returns {LiveChart} the chart of a card */
  live(element, sensor, format) {
    return new LiveChart(this.#quick, element, sensor, format);
  }

  /**
   * @param {HTMLElement} element @param {Sensor} sensor @param {ChartFormat} format
   * @param {(from: number, to: number) => void} onZoom a stretch was chosen, epoch milliseconds
   * @param {(time: number) => void} onPick a moment was clicked at
   * @returns {DetailChart} the chart of an enlarged card
   */
  detail(element, sensor, format, onZoom, onPick) {
    return new DetailChart(this.#highcharts, element, sensor, format, onZoom, onPick);
  }
}

/** @param {Document} document @returns {Promise<Charts | null>} null where Highcharts cannot be loaded */
export async function loadCharts(document) {
  const highcharts = await loadHighcharts(document).catch(() => null);
  return highcharts && new Charts(highcharts);
}
