import { Format } from "../../ui/format.js";
import { speaking } from "../../ui/words/words.js";
import { ENGLISH } from "./console-words-english.js";
import { FRENCH } from "./console-words-french.js";

/** @typedef {keyof typeof ENGLISH} ConsoleWord */
/** @typedef {{word: ConsoleWord, parts?: Record<string, string | number>}} Saying */

const LANGUAGES = { en: ENGLISH, fr: FRENCH };

/** What the console says, and numbers and times as on the dashboard. */
export class ConsoleFormat extends Format {
  #say = speaking(ENGLISH);

  /** Every word there is. @returns {ConsoleWord[]} */
  static vocabulary() {
    return /** @type {ConsoleWord[]} */ (Object.keys(ENGLISH));
  }

  /** @override @param {import("../../ui/words/words.js").Language} language */
  use(language) {
    super.use(language);
    this.#say = speaking(LANGUAGES[language]);
  }

  /** @param {ConsoleWord} word @param {Record<string, string | number>} [parts] @returns {string} */
  say(word, parts) {
    return this.#say(word, parts);
  }

  /** @param {Saying} saying @returns {string} */
  tell(saying) {
    return this.say(saying.word, saying.parts);
  }

  /** A word in the page's own text, be it the console's or one of every page. @param {string} word @returns {string} */
  text(word) {
    return word in ENGLISH ? this.say(/** @type {ConsoleWord} */ (word)) : this.words(/** @type {import("../../ui/words/words.js").Word} */ (word));
  }

  /** @param {number} n @returns {string} */
  bytes(n) {
    return this.say("bytes", { n: this.number(n, 0) });
  }
}
