/** The windows one can choose, milliseconds. */
export const WINDOWS = [30_000, 60_000, 300_000, 900_000, 3_600_000];

/** Which part of time the page shows: a window that ends now, or where it was paused. */
export class View {
  #clock;
  #span = 300_000;
  /** @type {number | null} */ #pausedAt = null;
  /** Grows with every change that needs all to be drawn anew. */
  version = 0;

  #onChange;

  /** @param {{now: () => number}} clock the server's clock @param {() => void} [onChange] told when all is to be drawn anew */
  constructor(clock, onChange = () => {}) {
    this.#clock = clock;
    this.#onChange = onChange;
  }

  get span() {
    return this.#span;
  }

  set span(millis) {
    this.#span = WINDOWS.includes(millis) ? millis : 300_000;
    this.touch();
  }

  get paused() {
    return this.#pausedAt !== null;
  }

  /** Milliseconds since the picture was frozen. */
  get pausedFor() {
    return this.#pausedAt === null ? 0 : this.#clock.now() - this.#pausedAt;
  }

  /** The right edge of the picture, epoch milliseconds of the server. */
  get end() {
    return this.#pausedAt ?? this.#clock.now();
  }

  togglePause() {
    this.#pausedAt = this.#pausedAt === null ? this.#clock.now() : null;
    this.touch();
  }

  /** Everything is to be drawn again. */
  touch() {
    this.version += 1;
    this.#onChange();
  }

  /** How often a chart so wide is worth drawing when nothing new comes: about four times per pixel, 10 Hz at most, 1 Hz at least. @param {number} width */
  period(width) {
    return Math.max(95, Math.min(1_000, this.#span / Math.max(1, width) / 4));
  }
}
