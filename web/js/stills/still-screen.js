import { cellAt, drawMatrix } from "../charts/matrix/matrix-picture.js";
import { frameOf, release } from "../store/stills/still-frame.js";
import { make, setText } from "../ui/dom.js";

/** @typedef {import("../socket/stills/still-parts.js").Still} Still */
/** @typedef {import("../store/stills/still-frame.js").Frame} Frame */
/** @typedef {import("../store/stills/still-frame.js").MatrixFrame} MatrixFrame */
/** @typedef {import("../charts/matrix/matrix-picture.js").Cell} Cell */
/** @typedef {import("./still-scales.js").Scale} Scale */

/**
 * Where a still is seen: a picture as it is, a matrix in colours; letterboxed, its own size never changes. What was there stays
 * until the next one can be drawn, and stays when that cannot be; when several come meanwhile, the newest is next.
 */
export class StillScreen {
  element = make("div", { class: "screen", "data-role": "screen" });
  canvas = make("canvas", { "data-role": "matrix", role: "img" });
  /** What is seen. @type {Frame | null} */ frame = null;
  /** Why the one that should be seen is not; empty when it is. */
  problem = "";
  /** The cell that is pointed at. @type {Cell | null} */ cell = null;
  #picture = make("img", { "data-role": "picture", alt: "" });
  #nothing = make("p", { class: "nothing", "data-role": "nothing" });
  #mark = make("div", { class: "cell", "aria-hidden": "true" });
  #onShown;
  #scaleOf;
  /** @type {Still | null} */ #wanted = null;
  /** @type {Still | null} */ #tried = null;
  #working = false;
  #closed = false;

  /**
   * @param {(frame: MatrixFrame) => Scale | null} scaleOf bounds of the colours; null for the matrix's own
   * @param {() => void} onShown there is another one to be seen, or a problem
   */
  constructor(scaleOf, onShown) {
    this.#scaleOf = scaleOf;
    this.#onShown = onShown;
    this.element.append(this.#picture, this.canvas, this.#mark, this.#nothing);
    this.#reveal();
  }

  /** @returns {MatrixFrame | null} */
  get matrix() {
    return this.frame !== null && "values" in this.frame ? this.frame : null;
  }

  /** Bounds of the colours as they are drawn. @returns {Scale} */
  get scale() {
    const matrix = this.matrix;
    return (matrix && this.#scaleOf(matrix)) ?? matrix?.shape ?? { low: NaN, high: NaN };
  }

  /** The value that is pointed at; undefined while none is. */
  get value() {
    const matrix = this.matrix;
    return this.cell === null || matrix === null ? undefined : matrix.values[this.cell.row * matrix.shape.columns + this.cell.column];
  }

  /** @param {Still | null} still @param {string} nothing what to say where there is none */
  show(still, nothing) {
    setText(this.#nothing, nothing);
    this.#wanted = still;
    if (still === null) {
      this.#take(null);
    } else if (!this.#working && still !== this.#tried) {
      void this.#work();
    }
  }

  /** In words, for people who do not see it. @param {string} text */
  describe(text) {
    if (this.#picture.alt !== text) {
      this.#picture.alt = text;
      this.canvas.setAttribute("aria-label", text);
    }
  }

  /** The scale is another. */
  repaint() {
    const matrix = this.matrix;
    if (matrix !== null) {
      drawMatrix(this.canvas, matrix, this.scale.low, this.scale.high);
    }
  }

  /** @param {number} x @param {number} y of the window; outside of the picture nothing is pointed at */
  point(x, y) {
    const matrix = this.matrix;
    if (matrix !== null) {
      const { rows, columns } = matrix.shape;
      this.pick(cellAt(this.canvas.getBoundingClientRect(), columns, rows, x, y));
    }
  }

  /** @param {Cell | null} cell */
  pick(cell) {
    this.cell = cell;
    this.#drawMark();
  }

  close() {
    this.#closed = true;
    this.#wanted = null;
    this.#take(null);
  }

  async #work() {
    this.#working = true;
    for (let still = this.#wanted; still !== null && still !== this.#tried; still = this.#wanted) {
      this.#tried = still;
      try {
        const frame = await frameOf(still);
        const picture = "address" in frame ? await loaded(frame.address) : null;
        this.problem = "";
        if (this.#wanted === null || this.#closed) {
          this.#tried = null;
          release(frame);
        } else {
          this.#take(frame, picture);
        }
      } catch (problem) {
        this.problem = problem instanceof Error ? problem.message : String(problem);
      }
      this.#onShown();
    }
    this.#working = false;
  }

  /** @param {Frame | null} frame @param {HTMLImageElement | null} [picture] its own, ready to be seen */
  #take(frame, picture = null) {
    if (frame === this.frame) {
      return;
    }
    release(this.frame);
    this.frame = frame;
    this.#tried = frame === null ? null : this.#tried;
    if (picture !== null) {
      picture.alt = this.#picture.alt;
      this.#picture.replaceWith(picture);
      this.#picture = picture;
    }
    this.repaint();
    this.#reveal();
  }

  #reveal() {
    this.#picture.hidden = this.frame === null || this.matrix !== null;
    this.canvas.hidden = this.matrix === null;
    this.#nothing.hidden = this.frame !== null;
    const { rows, columns } = this.matrix?.shape ?? { rows: 0, columns: 0 };
    if (this.cell !== null && (this.cell.row >= rows || this.cell.column >= columns)) {
      this.cell = null;
    }
    this.#drawMark();
  }

  #drawMark() {
    const { cell, matrix } = this;
    this.#mark.hidden = cell === null || matrix === null;
    if (cell !== null && matrix !== null) {
      const { rows, columns } = matrix.shape;
      const { offsetLeft, offsetTop, offsetWidth, offsetHeight } = this.canvas;
      const [width, height] = [offsetWidth / columns, offsetHeight / rows];
      Object.assign(this.#mark.style, {
        left: `${offsetLeft + cell.column * width}px`,
        top: `${offsetTop + cell.row * height}px`,
        width: `${width}px`,
        height: `${height}px`,
      });
    }
  }
}

/** @param {string} address @returns {Promise<HTMLImageElement>} decoded: it takes the other's place without a blink */
async function loaded(address) {
  const picture = make("img", { "data-role": "picture", alt: "", src: address });
  picture.draggable = false;
  await picture.decode();
  return picture;
}
