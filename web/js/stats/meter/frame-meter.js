import { MinuteCount } from "./minute-count.js";

/** A frame that comes later than so many periods of the screen has dropped at least one. */
const LATE = 1.5;
/** Gaps between frames by which the screen's period is known. */
const GAPS = 61;

/** Frames per second and dropped frames, of whatever screen this is. */
export class FrameMeter {
  #frames = new MinuteCount();
  #dropped = new MinuteCount();
  /** @type {number[]} */ #gaps = [];
  #last = NaN;

  /** To be called in every animation frame. @param {number} now time of the frame, milliseconds */
  frame(now) {
    const gap = now - this.#last;
    this.#last = now;
    this.#frames.add(1, now);
    if (!(gap > 0)) {
      return;
    }
    this.#gaps.push(gap);
    if (this.#gaps.length > GAPS) {
      this.#gaps.shift();
    }
    const period = this.#period();
    if (gap > LATE * period) {
      this.#dropped.add(Math.max(1, Math.round(gap / period) - 1), now);
    }
  }

  /** Nobody sees the page for now: the next frame is the first. */
  pause() {
    this.#last = NaN;
  }

  /** @param {number} now */
  read(now) {
    return { fps: this.#frames.rate(now), dropped: this.#dropped.sum(now) };
  }

  /** Half of the frames are in time: the median. */
  #period() {
    return [...this.#gaps].sort((a, b) => a - b)[this.#gaps.length >> 1];
  }
}
