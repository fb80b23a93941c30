/** @typedef {import("./browser-context.js").Timers} Timers */

/**
 * How long a feature is attached. Listeners take its signal, and timers come from it: when it ends, no listener and no timer is left.
 */
export class Lifetime {
  #controller = new AbortController();
  /** @type {Set<number>} */ #pending = new Set();
  /** @type {Timers} */ timers;

  /** @param {Timers} timers */
  constructor({ now, later, every, cancel }) {
    this.timers = {
      now,
      later: (task, millis) => {
        const id = later(() => {
          this.#pending.delete(id);
          task();
        }, millis);
        return this.#keep(id, cancel);
      },
      every: (task, millis) => this.#keep(every(task, millis), cancel),
      cancel: id => {
        this.#pending.delete(id);
        cancel(id);
      },
    };
  }

  /** Aborted at the end. */
  get signal() {
    return this.#controller.signal;
  }

  /** Removes the listeners and cancels the timers. */
  end() {
    this.#controller.abort();
    this.#pending.forEach(id => this.timers.cancel(id));
  }

  /** A timer that is set after the end never fires. @param {number} id @param {(id: number) => void} cancel */
  #keep(id, cancel) {
    if (this.signal.aborted) {
      cancel(id);
    } else {
      this.#pending.add(id);
    }
    return id;
  }
}
