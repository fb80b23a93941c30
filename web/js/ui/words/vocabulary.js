/** The words that index.html asks for by name (`data-word`), of all features: who was added last is asked first. */
export class Vocabulary {
  /** @type {((word: string) => string | null)[]} */ #speakers = [];

  /** @param {(word: string) => string | null} speaker null for a word that it does not know @param {AbortSignal} [signal] removes it */
  add(speaker, signal) {
    this.#speakers.unshift(speaker);
    signal?.addEventListener("abort", () => (this.#speakers = this.#speakers.filter(each => each !== speaker)), { once: true });
  }

  /** @param {string} word @returns {string} in the language chosen now; a word that nobody knows as it is */
  text(word) {
    for (const speaker of this.#speakers) {
      const text = speaker(word);
      if (text !== null) {
        return text;
      }
    }
    return word;
  }
}
