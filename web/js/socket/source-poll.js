/**
 * @typedef {object} Tally
 * @property {string} [format]
 * @property {number} lines
 * @property {number} malformed
 * @property {number} [noise]
 * @property {string | null} [lastMalformed]
 *
 * @typedef {{id: string, tally?: Tally | null}} SourceReport
 */

/** Asks `/api/sources` every few seconds for what `/live` does not carry: the lines read and the malformed ones. */
export class SourcePoll {
  #options;
  #timer = 0;
  #stopped = false;

  /**
   * @param {object} options
   * @param {() => Promise<{sources: SourceReport[]}>} options.ask
   * @param {import("./live-socket.js").Timers} options.timers
   * @param {number} [options.every] milliseconds
   * @param {(reports: SourceReport[]) => void} options.onReports
   * @param {() => void} options.onSilence the server did not answer
   */
  constructor(options) {
    this.#options = options;
  }

  start() {
    this.#stopped = false;
    void this.ask();
  }

  stop() {
    this.#stopped = true;
    this.#options.timers.cancel(this.#timer);
  }

  /** Asks now; the next question follows by itself. */
  async ask() {
    const { ask, timers, every = 5_000, onReports, onSilence } = this.#options;
    timers.cancel(this.#timer);
    try {
      onReports((await ask()).sources);
    } catch {
      onSilence();
    }
    if (!this.#stopped) {
      this.#timer = timers.later(() => void this.ask(), every);
    }
  }
}
