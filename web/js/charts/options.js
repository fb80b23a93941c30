import { FONT_SIZE } from "./quick-chart.js";
import { LABEL_GAP } from "./value-labels.js";

/** @typedef {import("../store/readings/decimals.js").Decimals} Decimals */

/**
 * How a chart writes figures and times, in the language chosen now.
 *
 * @typedef {object} ChartFormat
 * @property {string} language
 * @property {(value: number, step: number, largest?: number) => string} axis a label of the axis of values
 * @property {(time: number, step: number) => string} tick a label of the axis of times
 * @property {(value: number, least?: Decimals | number) => string} reading
 * @property {(value: number, decimals: Decimals) => string} mean
 * @property {(time: number) => string} instant to the millisecond
 * @property {(time: number) => string} moment to the second
 * @property {(time: number) => string} stamp date and time, for what is kept
 * @property {(word: "mean", parts: {value: string}) => string} words
 */

/**
 * What every chart has in common: no animation, no legend, quiet axes, ticks decided by us. Colours come from the
 * style sheet, so a change of theme needs no drawing.
 *
 * @param {object} parts
 * @param {() => number[]} parts.timeTicks
 * @param {() => number[]} parts.valueTicks
 * @param {(time: number) => string} parts.timeLabel
 * @param {(value: number) => string} parts.valueLabel
 * @param {{top: number, right: number, bottom: number, left: number}} parts.margin pixels
 * @returns {any}
 */
export function commonOptions({ timeTicks, valueTicks, timeLabel, valueLabel, margin }) {
  const label = { color: "var(--muted)", fontSize: `${FONT_SIZE}px`, textOverflow: "none", whiteSpace: "nowrap" };
  return {
    chart: {
      animation: false,
      backgroundColor: "transparent",
      margin: [margin.top, margin.right, margin.bottom, margin.left],
      spacing: [0, 0, 0, 0],
      style: { fontFamily: "inherit" },
    },
    accessibility: { enabled: false },
    credits: { enabled: false },
    exporting: { enabled: false, fallbackToExportServer: false },
    legend: { enabled: false },
    title: { text: undefined },
    tooltip: { enabled: false },
    xAxis: {
      type: "linear",
      lineWidth: 0,
      tickLength: 0,
      minPadding: 0,
      maxPadding: 0,
      tickPositioner: timeTicks,
      labels: {
        style: label,
        y: 18,
        autoRotation: undefined,
        overflow: "allow",
        formatter() {
          return timeLabel(/** @type {any} */ (this).value);
        },
      },
    },
    yAxis: {
      title: { text: undefined },
      startOnTick: false,
      endOnTick: false,
      tickPositioner: valueTicks,
      labels: {
        style: label,
        x: -LABEL_GAP,
        y: 4,
        formatter() {
          return valueLabel(/** @type {any} */ (this).value);
        },
      },
    },
    plotOptions: { series: { animation: false, states: { inactive: { enabled: false } }, turboThreshold: 0 } },
  };
}

/**
 * The normal range as a tint, and its ends as dashed limits.
 *
 * @param {{min?: number, max?: number}} sensor
 * @returns {{plotBands: any[], plotLines: any[]}}
 */
export function rangeOptions({ min, max }) {
  const limits = [min, max].filter(limit => limit !== undefined);
  return {
    plotBands: limits.length === 0 ? [] : [{ from: min ?? -Number.MAX_VALUE, to: max ?? Number.MAX_VALUE, className: "range-band" }],
    plotLines: limits.map(value => ({ value, width: 1, dashStyle: "Dash", zIndex: 3, className: "range-limit" })),
  };
}
