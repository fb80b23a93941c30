/** What one browser remembers; a storage that refuses (private mode, full) costs the memory only. */
export class Settings {
  #storage;

  /** @param {{getItem(key: string): string | null, setItem(key: string, value: string): void} | null} storage */
  constructor(storage) {
    this.#storage = storage;
  }

  /**
   * @template T
   * @param {string} name @param {T} otherwise
   * @returns {T} what was kept under the name, when it is of the same kind as `otherwise`
   */
  get(name, otherwise) {
    try {
      const kept = JSON.parse(this.#storage?.getItem(`vigie.${name}`) ?? "null");
      const alike = typeof kept === typeof otherwise && Array.isArray(kept) === Array.isArray(otherwise);
      return kept !== null && alike ? kept : otherwise;
    } catch {
      return otherwise;
    }
  }

  /** @param {string} name @param {unknown} value */
  set(name, value) {
    try {
      this.#storage?.setItem(`vigie.${name}`, JSON.stringify(value));
    } catch {
      // Not kept; the page works all the same.
    }
  }
}
