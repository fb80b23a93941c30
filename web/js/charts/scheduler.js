/**
 * Something that is drawn again and again.
 *
 * @typedef {object} Drawing
 * @property {(now: number) => number} wait milliseconds until there is something new to draw, 0 or less when there is,
 *   `Infinity` while nothing is known of; `now` as of the frame
 * @property {(now: number) => void} draw
 */

/** So much of a frame may be spent on drawing; what does not fit waits for the next one. Milliseconds. */
const BUDGET = 8;
/** What is due within so long is waited for frame by frame; for the rest somebody wakes us. Milliseconds. */
const SOON = 50;

/**
 * The one place where frames are asked for: visits what is visible and due, round robin, within its budget. It asks for
 * a frame only when woken, and for the next one when something was left over or waits for its time; a page on which nothing
 * happens, or that nobody sees, costs nothing.
 */
export class Scheduler {
  #frames;
  #now;
  #onDrawn;
  /** @type {Drawing[]} */ #drawings = [];
  /** @type {Set<Drawing>} */ #visible = new Set();
  #next = 0;
  /** The frame that is asked for, null when there is none. @type {number | null} */ #frame = null;

  /**
   * @param {object} options
   * @param {{request: (task: (now: number) => void) => number, cancel: (id: number) => void}} options.frames
   * @param {() => number} options.now milliseconds, monotonic
   * @param {(millis: number) => void} [options.onDrawn] told after each frame in which something was drawn how long that took
   */
  constructor({ frames, now, onDrawn = () => {} }) {
    this.#frames = frames;
    this.#now = now;
    this.#onDrawn = onDrawn;
  }

  /** Something may be due: the next frame looks. */
  wake() {
    this.#frame ??= this.#frames.request(now => {
      this.#frame = null;
      if (this.visit(now)) {
        this.wake();
      }
    });
  }

  stop() {
    if (this.#frame !== null) {
      this.#frames.cancel(this.#frame);
      this.#frame = null;
    }
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
    this.wake();
  }

  /** One frame. @param {number} now @returns {boolean} whether something is left: not visited within the budget, or soon due */
  visit(now) {
    const start = this.#now();
    const count = this.#drawings.length;
    let [seen, drawn, spent, soon] = [0, false, 0, false];
    for (; seen < count && spent < BUDGET; seen += 1) {
      this.#next = (this.#next + 1) % count;
      const drawing = this.#drawings[this.#next];
      const wait = this.#visible.has(drawing) ? drawing.wait(now) : Infinity;
      if (wait <= 0) {
        drawing.draw(now);
        drawn = true;
        spent = this.#now() - start;
      } else {
        soon ||= wait < SOON;
      }
    }
    if (drawn) {
      this.#onDrawn(spent);
    }
    return soon || seen < count;
  }
}
