import { ENGLISH } from "./words-english.js";
import { FRENCH } from "./words-french.js";

/** @typedef {keyof typeof ENGLISH} Word */

/** @typedef {"en" | "fr"} Language */

const LANGUAGES = { en: ENGLISH, fr: FRENCH };

/**
 * @param {Language} language
 * @returns {(word: Word, parts?: Record<string, string | number>) => string}
 */
export function wordsIn(language) {
  return speaking(LANGUAGES[language]);
}

/** @param {string} word @returns {word is Word} whether the page has it */
export function isWord(word) {
  return Object.hasOwn(ENGLISH, word);
}

/**
 * @template {Record<string, string>} T
 * @param {T} words what is said in one language
 * @returns {(word: keyof T, parts?: Record<string, string | number>) => string}
 */
export function speaking(words) {
  return (word, parts = {}) => words[word].replace(/\{(\w+)\}/g, (_, name) => String(parts[name] ?? ""));
}

/** The first language of the browser that the page speaks. @param {readonly string[]} wanted @returns {Language} */
export function languageOf(wanted) {
  const first = wanted.map(each => each.slice(0, 2).toLowerCase()).find(each => each in LANGUAGES);
  return first === "fr" ? "fr" : "en";
}
