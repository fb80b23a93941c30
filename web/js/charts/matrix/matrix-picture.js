import { meant } from "../../store/readings/decimal.js";
import { paint } from "./colour-scale.js";

/** @typedef {import("../../store/stills/still-frame.js").MatrixFrame} MatrixFrame */
/** @typedef {{row: number, column: number}} Cell both from 0 */
/** @typedef {{left: number, top: number, width: number, height: number}} Box */

/** A picture that is saved has at least so many pixels along its longer side. */
const SAVED = 640;
/** So many decimals a number can be written with. */
const FINEST = 100;

/** One pixel for each value; the style sheet enlarges it. @param {HTMLCanvasElement} canvas @param {MatrixFrame} frame @param {number} low @param {number} high */
export function drawMatrix(canvas, { shape, values }, low, high) {
  const { rows, columns } = shape;
  if (canvas.width !== columns || canvas.height !== rows) {
    canvas.width = columns;
    canvas.height = rows;
    canvas.style.setProperty("--ratio", String(columns / rows));
  }
  const picture = new ImageData(columns, rows);
  paint(values, low, high, picture.data);
  canvas.getContext("2d")?.putImageData(picture, 0, 0);
}

/** Large enough to be looked at elsewhere. @param {HTMLCanvasElement} small @returns {Promise<Blob>} PNG */
export async function enlarged(small) {
  const factor = Math.max(1, Math.ceil(SAVED / Math.max(small.width, small.height)));
  const canvas = document.createElement("canvas");
  canvas.width = small.width * factor;
  canvas.height = small.height * factor;
  const context = canvas.getContext("2d");
  if (context !== null) {
    context.imageSmoothingEnabled = false;
    context.drawImage(small, 0, 0, canvas.width, canvas.height);
  }
  return new Promise((resolve, reject) => canvas.toBlob(blob => (blob === null ? reject(new Error("PNG")) : resolve(blob)), "image/png"));
}

/** @param {Box} box of the picture @param {number} columns @param {number} rows @param {number} x @param {number} y @returns {Cell | null} the cell under a point */
export function cellAt({ left, top, width, height }, columns, rows, x, y) {
  const column = Math.floor(((x - left) / width) * columns);
  const row = Math.floor(((y - top) / height) * rows);
  return column >= 0 && column < columns && row >= 0 && row < rows ? { row, column } : null;
}

/** How many decimals tell neighbouring shades apart. @param {number} low @param {number} high */
export function decimalsOf(low, high) {
  const range = high > low ? high - low : Math.max(1, Math.abs(low));
  return Math.min(FINEST, Math.max(0, Math.ceil(-Math.log10(range / 100) - 1e-9)));
}

/** Rows of values as a spreadsheet takes them; nothing where there is no value. @param {MatrixFrame} frame @returns {string} */
export function csvOf({ shape, values }) {
  const { rows, columns } = shape;
  const text = (/** @type {number} */ value) => (Number.isNaN(value) ? "" : String(meant(value)));
  const row = (/** @type {number} */ at) => Array.from(values.subarray(at * columns, (at + 1) * columns), text).join(",");
  return Array.from({ length: rows }, (_, at) => `${row(at)}\r\n`).join("");
}
