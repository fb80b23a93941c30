import { byId, listen, setIcon, setText } from "./dom.js";
import { languageOf } from "./words/words.js";

/** @typedef {import("./words/words.js").Word} Word */
/** @typedef {import("./words/words.js").Language} Language */

const THEMES = /** @type {const} */ (["auto", "light", "dark"]);
/** @type {Record<string, Word>} */
const THEME_WORDS = { auto: "themeAuto", light: "themeLight", dark: "themeDark" };

/** Theme and language, as every page offers them: what is chosen is kept per browser and holds for all pages. */
export class Appearance {
  #page;
  #theme;
  #language;

  /**
   * @param {object} page
   * @param {import("./settings.js").Settings} page.settings
   * @param {readonly string[]} page.languages what the browser prefers
   * @param {(word: string) => string} page.text a word of the page in the language that is used
   * @param {(language: Language) => void} page.use told before anything is written, also at once
   * @param {() => void} page.onLanguage told after another language was chosen
   * @param {AbortSignal} [page.signal] detaches it
   */
  constructor(page) {
    this.#page = page;
    this.#theme = page.settings.get("theme", "auto");
    this.#language = languageOf([page.settings.get("language", ""), ...page.languages]);
    this.#useLanguage();
    this.#listen();
  }

  #listen() {
    const { settings, onLanguage } = this.#page;
    listen(byId("theme"), "click", () => {
      this.#theme = THEMES[(THEMES.findIndex(each => each === this.#theme) + 1) % THEMES.length];
      settings.set("theme", this.#theme);
      this.#useTheme();
    }, this.#page.signal);
    listen(byId("language"), "click", () => {
      this.#language = this.#language === "fr" ? "en" : "fr";
      settings.set("language", this.#language);
      this.#useLanguage();
      onLanguage();
    }, this.#page.signal);
  }

  #useTheme() {
    const theme = THEMES.find(each => each === this.#theme) ?? "auto";
    document.documentElement.dataset.theme = theme;
    const button = byId("theme");
    setIcon(/** @type {any} */ (button.querySelector("svg")), `theme-${theme}`);
    label(button, this.#page.text(THEME_WORDS[theme]));
  }

  #useLanguage() {
    const { text, use } = this.#page;
    use(this.#language);
    document.documentElement.lang = this.#language;
    document.querySelectorAll("[data-word]").forEach(each => setText(each, text(each.getAttribute("data-word") ?? "")));
    document.querySelectorAll("[data-label]").forEach(each => label(each, text(each.getAttribute("data-label") ?? "")));
    setText(byId("language").firstElementChild ?? byId("language"), this.#language === "fr" ? "EN" : "FR");
    byId("language").setAttribute("lang", this.#language === "fr" ? "en" : "fr");
    this.#useTheme();
  }
}

/** @param {Element} element @param {string} text name for people who see it and for those who do not */
export function label(element, text) {
  element.setAttribute("aria-label", text);
  element.setAttribute("title", text);
}
