/**
 * Tells its listeners that something has happened: the one that came first hears it first.
 *
 * @template {unknown[]} A what it says with that
 */
export class Emitter {
  /** @type {Set<(...said: A) => void>} */ #listeners = new Set();

  /** @param {(...said: A) => void} listener @param {AbortSignal} signal detaches it */
  listen(listener, signal) {
    this.#listeners.add(listener);
    signal.addEventListener("abort", () => this.#listeners.delete(listener), { once: true });
  }

  /** @param {A} said */
  emit(...said) {
    this.#listeners.forEach(listener => listener(...said));
  }

  get listeners() {
    return this.#listeners.size;
  }
}
