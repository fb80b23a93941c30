/** @typedef {import("./columns.js").Columns} Columns */

/**
 * Where a chart's plot lies, and what of time and value it shows.
 *
 * @typedef {object} Frame
 * @property {number} left pixels
 * @property {number} top pixels
 * @property {number} width pixels
 * @property {number} height pixels
 * @property {number} from epoch milliseconds at the left edge
 * @property {number} to epoch milliseconds at the right edge
 * @property {number} low value at the lower edge
 * @property {number} high value at the upper edge
 */

/**
 * The line as an SVG path. Gaps break it; a reading alone between two gaps is a dot.
 *
 * @param {Columns} columns
 * @param {Frame} frame
 * @returns {string}
 */
export function linePath(columns, frame) {
  const perMillis = frame.width / (frame.to - frame.from);
  const perUnit = frame.height / (frame.high - frame.low);
  const bottom = frame.top + frame.height;
  let path = "";
  let run = 0;
  for (let index = 0; index < columns.count; index += 1) {
    const value = columns.values[index];
    if (Number.isNaN(value)) {
      path += run === 1 ? "h0" : "";
      run = 0;
      continue;
    }
    const x = tenth(frame.left + (columns.times[index] - frame.from) * perMillis);
    const y = tenth(bottom - (value - frame.low) * perUnit);
    path += run === 0 ? `M${x} ${y}` : `L${x} ${y}`;
    run += 1;
  }
  return run === 1 ? path + "h0" : path;
}

/** @param {number} pixels @returns {number} */
function tenth(pixels) {
  return Math.round(pixels * 10) / 10;
}
