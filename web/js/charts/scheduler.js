/**
 * Something that is drawn again and again.
 *
 * @typedef {object} Drawing
 * @property {(now: number) => boolean} due whether there is something new to draw; `now` as of the frame
 * @property {(now: number) => void} draw
 */

/** So much of a frame may be spent on drawing; what does not fit waits for the next one. Milliseconds. */
const BUDGET = 8;

/** The one animation frame loop: visits what is visible and due, round robin, within its budget. */
export class Scheduler {
  #frames;
  #now;
  /** @type {Drawing[]} */ #drawings = [];
  /** @type {Set<Drawing>} */ #visible = new Set();
  #next = 0;
  #frame = 0;

  /**
   * @param {object} options
   * @param {{request: (task: (now: number) => void) => number, cancel: (id: number) => void}} options.frames
   * @param {() => number} options.now milliseconds, monotonic
   */
  constructor({ frames, now }) {
    this.#frames = frames;
    this.#now = now;
  }

  start() {
    const loop = (/** @type {number} */ now) => {
      this.#frame = this.#frames.request(loop);
      this.visit(now);
    };
    this.#frame = this.#frames.request(loop);
  }

  stop() {
    this.#frames.cancel(this.#frame);
  }

  /** @param {Drawing} drawing not visible until said @returns {() => void} detaches it */
  add(drawing) {
    this.#drawings.push(drawing);
    return () => {
      this.#drawings = this.#drawings.filter(each => each !== drawing);
      this.#visible.delete(drawing);
    };
  }

  /** @param {Drawing} drawing @param {boolean} visible */
  show(drawing, visible) {
    visible ? this.#visible.add(drawing) : this.#visible.delete(drawing);
  }

  /** One frame. @param {number} now */
  visit(now) {
    const start = this.#now();
    const count = this.#drawings.length;
    for (let seen = 0; seen < count && this.#now() - start < BUDGET; seen += 1) {
      this.#next = (this.#next + 1) % count;
      const drawing = this.#drawings[this.#next];
      if (this.#visible.has(drawing) && drawing.due(now)) {
        drawing.draw(now);
      }
    }
  }
}
