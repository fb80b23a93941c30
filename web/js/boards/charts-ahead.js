/** @typedef {{timeRemaining: () => number}} Deadline */

/** A chart takes about so long to make; less time than that is not begun with. Milliseconds. */
const ENOUGH = 8;
/** So many are made ahead; those of further cards when they come in sight. */
const MOST = 200;

/**
 * Makes the charts of cards that are not in sight yet while the page has nothing else to do: making one takes most of a
 * frame, and whoever scrolls would feel it.
 */
export class ChartsAhead {
  #idle;
  /** @type {{prepare: () => void}[]} */ #cards = [];
  #left = MOST;
  #waiting = false;

  /** @param {((task: (deadline: Deadline) => void) => void) | null} idle calls back when there is time; null where the browser does not tell */
  constructor(idle) {
    this.#idle = idle;
  }

  /** @param {{prepare: () => void}} card */
  add(card) {
    if (this.#left > 0) {
      this.#left -= 1;
      this.#cards.push(card);
      this.#wait();
    }
  }

  #wait() {
    if (this.#idle !== null && !this.#waiting && this.#cards.length > 0) {
      this.#waiting = true;
      this.#idle(deadline => {
        this.#waiting = false;
        while (deadline.timeRemaining() >= ENOUGH && this.#cards.length > 0) {
          this.#cards.shift()?.prepare();
        }
        this.#wait();
      });
    }
  }
}
