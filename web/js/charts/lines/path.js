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

/** The end of a piece: points since the last gap, and the last point. @typedef {{run: number, point: string}} End */
/** A piece: the line, the bars of its band, and where it ends. @typedef {End & {text: string, bars: string}} Piece */

/** So many characters the tail may have before it is joined to the body. */
const LONGEST_TAIL = 320;

/**
 * The line as an SVG path in two pieces, a body that stays and a tail that grows, so that a browser paints again only
 * what is new. Gaps break the line; a reading alone between two gaps is a dot. Where columns have a band, it is one bar from
 * the lowest to the highest for each of them, in two pieces as well.
 *
 * The text of columns that do not change any more is kept; the window moves by shifting both pieces to the left. They
 * are written anew when the frame is another one, or when a quarter of its width has been shifted out of sight: their
 * length is bounded by the pixel columns of one and a quarter windows.
 */
export class LinePath {
  /** The pieces, for the time that was at the left edge when they were begun. */
  body = "";
  tail = "";
  bandBody = "";
  bandTail = "";
  /** How far they are to be shifted to the left, pixels. */
  shift = 0;
  /** Epoch milliseconds that are drawn at the frame's left edge, without the shift. */
  origin = 0;

  #generation = -1;
  /** @type {Frame | null} */ #frame = null;
  /** Number of the first point that is in neither. */
  #next = 0;
  /** Of the tail, what does not change any more. */
  #settled = "";
  #settledBars = "";
  /** Points since the last gap, and the last point, where the body ends and where the settled tail does. */
  /** @type {End} */ #bodyEnd = { run: 0, point: "" };
  /** @type {End} */ #settledEnd = { run: 0, point: "" };

  /** @param {Columns} columns @param {Frame} frame */
  update(columns, frame) {
    const anew = !this.#continues(columns, frame);
    if (anew) {
      this.#frame = frame;
      this.#generation = columns.generation;
      this.origin = frame.from;
      this.body = this.bandBody = this.#settled = this.#settledBars = "";
      this.#next = columns.base + columns.first;
      this.#bodyEnd = this.#settledEnd = { run: 0, point: "" };
    }
    const settled = this.#write(columns, this.#next - columns.base, columns.sealed, this.#settledEnd);
    this.#settled += settled.text;
    this.#settledBars += settled.bars;
    this.#settledEnd = settled;
    this.#next = columns.base + columns.sealed;
    if (anew || this.#settled.length > LONGEST_TAIL) {
      this.body += this.#settled;
      this.bandBody += this.#settledBars;
      this.#settled = this.#settledBars = "";
      this.#bodyEnd = settled;
    }
    const open = this.#write(columns, columns.sealed, columns.end, this.#settledEnd);
    const joint = this.#bodyEnd.run > 0 ? `M${this.#bodyEnd.point}` : "";
    this.tail = joint + this.#settled + open.text + (open.run === 1 ? "h0" : "");
    this.bandTail = this.#settledBars + open.bars;
    this.shift = ((frame.from - this.origin) / (frame.to - frame.from)) * frame.width;
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

  /**
   * @param {Columns} columns @param {number} first @param {number} end
   * @param {End} before where the text before ends
   * @returns {Piece}
   */
  #write(columns, first, end, before) {
    const { left, top, width, height, from, to, low, high } = /** @type {Frame} */ (this.#frame);
    const perMillis = width / (to - from);
    const perUnit = height / (high - low);
    const bottom = top + height;
    let [text, bars, run, point] = ["", "", before.run, before.point];
    for (let index = first; index < end; index += 1) {
      const value = columns.values[index];
      if (Number.isNaN(value)) {
        text += run === 1 ? "h0" : "";
        run = 0;
        continue;
      }
      const x = tenth(left + (columns.times[index] - from) * perMillis);
      point = `${x} ${tenth(bottom - (value - low) * perUnit)}`;
      if (columns.highs[index] > columns.lows[index]) {
        bars += `M${x} ${tenth(bottom - (columns.highs[index] - low) * perUnit)}V${tenth(bottom - (columns.lows[index] - low) * perUnit)}`;
      }
      text += (run === 0 ? "M" : "L") + point;
      run += 1;
    }
    return { text, bars, run, point };
  }
}

/** @param {number} pixels @returns {number} */
function tenth(pixels) {
  return Math.round(pixels * 10) / 10;
}
