/** The windows one can choose, milliseconds: 30 s to 30 days. */
export const WINDOWS = [30_000, 60_000, 300_000, 900_000, 3_600_000, 21_600_000, 86_400_000, 604_800_000, 2_592_000_000];

/** How quickly the past can be played, seconds per second. */
export const RATES = [1, 10, 60];

/** The shortest and the longest stretch that is shown, milliseconds. */
const [SHORTEST, LONGEST] = [1_000, 2_592_000_000];
/** What comes is drawn so often at most: 20 times a second. Milliseconds. */
const NEWS = 45;
/** In a window of buckets a reading changes a pixel at most: once a second is enough. */
const BUCKETS_FROM = 3_600_000;

/**
 * Which stretch of time the page shows, all charts the same: the window that ends now, or, once it is paused or moved,
 * one that ends at another moment and stands still or is played. There is no other idea of time in the page.
 */
export class View {
  #clock;
  #now;
  #onChange;
  #window = 300_000;
  #span = 300_000;
  /** Where the picture ended when it was last moved, and when that was; null while it ends now. @type {{end: number, since: number} | null} */ #moment = null;
  /** Seconds that pass in a second, where it does not end now. */
  #rate = 0;
  /** Grows with every change that needs all to be drawn anew. */
  version = 0;

  /**
   * @param {{now: () => number}} clock the server's clock
   * @param {() => void} [onChange] told when all is to be drawn anew
   * @param {() => number} [now] milliseconds, monotonic
   */
  constructor(clock, onChange = () => {}, now = () => performance.now()) {
    this.#clock = clock;
    this.#onChange = onChange;
    this.#now = now;
  }

  /** The chosen window. @returns {number} milliseconds */
  get window() {
    return this.#window;
  }

  set window(millis) {
    this.#window = WINDOWS.includes(millis) ? millis : 300_000;
    this.#span = this.#window;
    this.touch();
  }

  /** How much is shown: the chosen window, or what was zoomed to. Milliseconds. */
  get span() {
    return this.#span;
  }

  /** Whether the picture ends now. */
  get live() {
    return this.#moment === null;
  }

  /** Whether nothing moves. */
  get still() {
    return !this.live && this.#rate === 0;
  }

  /** Seconds that pass in a second. */
  get rate() {
    return this.live ? 1 : this.#rate;
  }

  /** The right edge of the picture, epoch milliseconds of the server. */
  get end() {
    const now = this.#clock.now();
    return this.#moment === null ? now : Math.min(now, this.#moment.end + (this.#now() - this.#moment.since) * this.#rate);
  }

  /** How long ago the right edge is, milliseconds. */
  get ago() {
    return this.#clock.now() - this.end;
  }

  /** Freezes the picture, or goes back to now. */
  togglePause() {
    this.live ? this.play(0) : this.backToNow();
  }

  /** Goes on from where the picture is. @param {number} rate seconds that pass in a second; 0 stands still */
  play(rate) {
    const end = this.end;
    this.#rate = rate;
    this.#moveTo(end);
  }

  /** Moves the picture so that it ends at a moment, now at the latest. @param {number} end epoch milliseconds */
  moveTo(end) {
    if (end >= this.#clock.now()) {
      this.backToNow();
    } else {
      this.#rate = this.live ? 0 : this.#rate;
      this.#moveTo(end);
    }
  }

  /** @param {number} share of what is shown; negative is back */
  moveBy(share) {
    if (!this.live || share < 0) {
      this.moveTo(this.end + share * this.#span);
    }
  }

  /** Shows a stretch of time, which stands still. @param {number} from epoch milliseconds @param {number} to epoch milliseconds */
  show(from, to) {
    this.#span = Math.min(LONGEST, Math.max(SHORTEST, to - from));
    this.#rate = 0;
    this.#moveTo(Math.min(this.#clock.now(), from + this.#span));
  }

  /** Shows more, or less, of what is around a moment. @param {number} factor @param {number} [around] epoch milliseconds; the right edge stays unless said */
  zoom(factor, around = this.end) {
    const span = Math.min(LONGEST, Math.max(SHORTEST, this.#span * factor));
    const to = around + ((this.end - around) * span) / this.#span;
    if (this.live && to >= this.end) {
      this.#span = span;
      this.touch();
    } else {
      this.show(to - span, to);
    }
  }

  /** The chosen window, ending now. */
  backToNow() {
    this.#moment = null;
    this.#rate = 0;
    this.#span = this.#window;
    this.touch();
  }

  /** To be called now and then: what is played into the present is live again. */
  beat() {
    if (this.#moment !== null && this.#rate > 0 && this.ago <= 0) {
      this.backToNow();
    }
  }

  /** Everything is to be drawn again. */
  touch() {
    this.version += 1;
    this.#onChange();
  }

  /** How often a chart so wide is worth drawing when nothing new comes: about four times per pixel, 10 Hz at most (played, 20 Hz), 1 Hz at least. @param {number} width */
  period(width) {
    const pixel = this.#span / Math.max(1, width) / Math.max(1, this.#rate);
    return Math.max(this.live ? 95 : NEWS, Math.min(1_000, pixel / 4));
  }

  /** Whether what comes is drawn as soon as it can be. */
  get prompt() {
    return this.live && this.newsPeriod === NEWS;
  }

  /** How often what comes is worth drawing, milliseconds. */
  get newsPeriod() {
    return this.#span > BUCKETS_FROM ? 1_000 : NEWS;
  }

  /** @param {number} end */
  #moveTo(end) {
    this.#moment = { end, since: this.#now() };
    this.touch();
  }
}
