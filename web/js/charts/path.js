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
 * The path of columns that do not change any more is kept as text; the window moves by shifting the whole path to the
 * left. It is written anew when the frame is another one, or when a quarter of its width has been shifted out of sight:
 * its length is bounded by the pixel columns of one and a quarter windows.
 */
export class LinePath {
  /** The path, for the time that was at the left edge when it was begun. */
  text = "";
  /** How far the path is to be shifted to the left, pixels. */
  shift = 0;
  /** Epoch milliseconds that are drawn at the frame's left edge, without the shift. */
  origin = 0;

  #generation = -1;
  /** @type {Frame | null} */ #frame = null;
  #settled = "";
  /** Number of the first point that is not in the settled text. */
  #next = 0;
  /** Points since the last gap, at the end of the settled text. */
  #run = 0;

  /** @param {Columns} columns @param {Frame} frame */
  update(columns, frame) {
    if (!this.#continues(columns, frame)) {
      this.#frame = frame;
      this.#generation = columns.generation;
      this.origin = frame.from;
      this.#settled = "";
      this.#next = columns.base + columns.first;
      this.#run = 0;
    }
    const settled = this.#write(columns, this.#next - columns.base, columns.sealed, this.#run);
    this.#settled += settled.text;
    this.#run = settled.run;
    this.#next = columns.base + columns.sealed;
    const tail = this.#write(columns, columns.sealed, columns.end, this.#run);
    this.text = this.#settled + tail.text + (tail.run === 1 ? "h0" : "");
    this.shift = tenth(((frame.from - this.origin) / (frame.to - frame.from)) * frame.width);
  }

  /** @param {Columns} columns @param {Frame} frame */
  #continues(columns, frame) {
    const known = this.#frame;
    return (
      known !== null &&
      this.#generation === columns.generation &&
      this.#next >= columns.base + columns.first &&
      known.low === frame.low &&
      known.high === frame.high &&
      known.left === frame.left &&
      known.top === frame.top &&
      known.width === frame.width &&
      known.height === frame.height &&
      Math.abs(frame.to - frame.from - (known.to - known.from)) < 1e-3 &&
      Math.abs(frame.from - known.from) <= (frame.to - frame.from) / 4
    );
  }

  /** @param {Columns} columns @param {number} first @param {number} end @param {number} run */
  #write(columns, first, end, run) {
    const { left, top, width, height, from, to, low, high } = /** @type {Frame} */ (this.#frame);
    const perMillis = width / (to - from);
    const perUnit = height / (high - low);
    const bottom = top + height;
    let text = "";
    for (let index = first; index < end; index += 1) {
      const value = columns.values[index];
      if (Number.isNaN(value)) {
        text += run === 1 ? "h0" : "";
        run = 0;
        continue;
      }
      const x = tenth(left + (columns.times[index] - from) * perMillis);
      const y = tenth(bottom - (value - low) * perUnit);
      text += run === 0 ? `M${x} ${y}` : `L${x} ${y}`;
      run += 1;
    }
    return { text, run };
  }
}

/** @param {number} pixels @returns {number} */
function tenth(pixels) {
  return Math.round(pixels * 10) / 10;
}
