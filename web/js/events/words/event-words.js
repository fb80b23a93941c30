import { speaking } from "../../ui/words/words.js";
import { ENGLISH } from "./event-words-english.js";
import { FRENCH } from "./event-words-french.js";

/** @typedef {keyof typeof ENGLISH} EventWord */
/** @typedef {(word: EventWord, parts?: Record<string, string | number>) => string} Say */

const LANGUAGES = { en: speaking(ENGLISH), fr: speaking(FRENCH) };

/** @param {() => import("../../ui/words/words.js").Language} language that of the moment @returns {Say} */
export function sayingIn(language) {
  return (word, parts) => LANGUAGES[language()](word, parts);
}

/** @param {string} word @returns {word is EventWord} */
export function isEventWord(word) {
  return word in ENGLISH;
}
