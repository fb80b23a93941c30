/**
 * Something to be told in passing.
 *
 * @typedef {object} Toast
 * @property {string} key of two with the same key the newer one takes the place of the other
 * @property {boolean} stays until somebody has seen it
 * @property {number} at when it came, milliseconds
 */

/** So many are shown. */
const SHOWN = 4;
/** So many wait at most. */
const MOST = 100;
/** So long one is shown, milliseconds. */
const SHOWN_FOR = 8_000;

/**
 * Which toasts are shown: those that stay before the others, newer before older; the rest is counted. A toast that is pointed at, or
 * a page that nobody sees, lets none go.
 *
 * @template {Toast} T
 */
export class ToastStack {
  /** @type {T[]} */ #toasts = [];

  /** @param {T} toast */
  add(toast) {
    this.#toasts = [...this.#toasts.filter(each => each.key !== toast.key), toast].slice(-MOST);
  }

  /** @param {(toast: T) => boolean} which @returns {boolean} whether there was one */
  remove(which) {
    const before = this.#toasts.length;
    this.#toasts = this.#toasts.filter(each => !which(each));
    return this.#toasts.length < before;
  }

  /** @param {number} now milliseconds @returns {boolean} whether one is over */
  expire(now) {
    return this.remove(each => !each.stays && now - each.at >= SHOWN_FOR);
  }

  /** Nobody could see them for so long. @param {number} millis */
  postpone(millis) {
    this.#toasts.forEach(each => (each.at += millis));
  }

  get size() {
    return this.#toasts.length;
  }

  /** @returns {T[]} */
  get shown() {
    return [...this.#toasts].sort((a, b) => Number(b.stays) - Number(a.stays) || b.at - a.at).slice(0, SHOWN);
  }

  get more() {
    return Math.max(0, this.#toasts.length - SHOWN);
  }
}
