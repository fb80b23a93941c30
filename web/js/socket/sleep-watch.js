/** How often it looks, milliseconds. */
const BEAT = 1_000;
/** A beat so late was no hiccup: the machine or the tab was asleep. Browsers let a hidden tab beat once a minute. */
const LATE = { shown: 5_000, hidden: 90_000 };

/**
 * Notices that the page was asleep: frozen by the browser, or together with its machine. It beats, and looks how late each
 * beat is by the clock on the wall, which goes on in sleep.
 */
export class SleepWatch {
  #options;
  #last;
  #hidden = false;

  /**
   * @param {object} options
   * @param {() => number} options.now the clock on the wall, epoch milliseconds
   * @param {(task: () => void, millis: number) => number} options.every
   * @param {() => boolean} options.hidden whether nobody sees the page
   * @param {(millis: number) => void} options.onWake told for how long it was asleep
   */
  constructor(options) {
    this.#options = options;
    this.#last = options.now();
  }

  start() {
    this.#last = this.#options.now();
    this.#hidden = this.#options.hidden();
    this.#options.every(() => this.beat(), BEAT);
  }

  /** Looks now. */
  beat() {
    const { now, hidden, onWake } = this.#options;
    const since = now() - this.#last;
    const limit = this.#hidden || hidden() ? LATE.hidden : LATE.shown;
    this.#last = now();
    this.#hidden = hidden();
    if (since - BEAT > limit) {
      onWake(since);
    }
  }

  /** The browser says that it froze the page until now, which it may do to a hidden one only. */
  thawed() {
    const asleep = this.#options.now() - this.#last;
    this.#last = this.#options.now();
    if (asleep > LATE.shown) {
      this.#options.onWake(asleep);
    }
  }
}
