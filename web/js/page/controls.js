import { byId, listen, make, setIcon, setText } from "./dom.js";
import { WINDOWS } from "./view.js";
import { languageOf } from "./words.js";

/** @typedef {import("./words.js").Word} Word */

const THEMES = /** @type {const} */ (["auto", "light", "dark"]);
/** @type {Record<string, Word>} */
const THEME_WORDS = { auto: "themeAuto", light: "themeLight", dark: "themeDark" };

/** The header's controls and the keys that stand for them; what is chosen is kept per browser. */
export class Controls {
  #page;
  #theme;
  #language;
  #filter = /** @type {HTMLInputElement} */ (byId("filter"));
  #pause = byId("pause");
  #pauseText = byId("pause-text");

  /**
   * @param {object} page
   * @param {import("./format.js").Format} page.format
   * @param {import("./view.js").View} page.view
   * @param {import("./settings.js").Settings} page.settings
   * @param {readonly string[]} page.languages what the browser prefers
   * @param {(text: string) => void} page.onFilter
   * @param {() => void} page.onLanguage
   * @param {() => void} page.onStats
   */
  constructor(page) {
    this.#page = page;
    this.#theme = page.settings.get("theme", "auto");
    this.#language = languageOf([page.settings.get("language", ""), ...page.languages]);
    page.view.window = page.settings.get("window", 300_000);
    this.#makeWindows();
    this.#useTheme();
    this.#useLanguage();
    this.#listen();
  }

  /** After any change of the view. */
  draw() {
    this.#usePause();
    this.#useWindow();
  }

  #listen() {
    const { settings } = this.#page;
    listen(this.#filter, "input", () => this.#page.onFilter(this.#filter.value));
    listen(this.#filter, "keydown", event => event.key === "Escape" && this.#clear());
    listen(byId("clear-filter"), "click", () => this.#clear());
    listen(this.#pause, "click", () => this.#page.view.togglePause());
    listen(byId("theme"), "click", () => {
      this.#theme = THEMES[(THEMES.findIndex(each => each === this.#theme) + 1) % THEMES.length];
      settings.set("theme", this.#theme);
      this.#useTheme();
    });
    listen(byId("language"), "click", () => {
      this.#language = this.#language === "fr" ? "en" : "fr";
      settings.set("language", this.#language);
      this.#useLanguage();
      this.#page.onLanguage();
    });
    listen(byId("fullscreen"), "click", () => toggleFullScreen());
    listen(document, "keydown", event => this.#key(event));
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const typing = event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]") !== null;
    if (typing || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    if (event.key === "/" && !document.querySelector("dialog[open]")) {
      event.preventDefault();
      this.#filter.focus();
    } else if (event.key === "f") {
      toggleFullScreen();
    } else if (event.key === "p") {
      this.#page.view.togglePause();
    } else if (event.key === "s") {
      this.#page.onStats();
    }
  }

  #clear() {
    this.#filter.value = "";
    this.#page.onFilter("");
    this.#filter.blur();
  }

  #usePause() {
    const { view, format } = this.#page;
    this.#pause.setAttribute("aria-pressed", String(!view.live));
    setIcon(/** @type {any} */ (this.#pause.querySelector("svg")), view.live ? "pause" : "play");
    setText(this.#pauseText, format.words(view.live ? "pause" : "resume"));
  }

  #makeWindows() {
    for (const millis of WINDOWS) {
      const button = make("button", { type: "button", "data-window": String(millis), "data-word": `w${millis}` });
      listen(button, "click", () => {
        this.#page.view.window = millis;
        this.#page.settings.set("window", millis);
      });
      byId("windows").append(button);
    }
    this.#useWindow();
  }

  #useWindow() {
    document.querySelectorAll("[data-window]").forEach(button => {
      button.setAttribute("aria-pressed", String(Number(button.getAttribute("data-window")) === this.#page.view.span));
    });
  }

  #useTheme() {
    const theme = THEMES.find(each => each === this.#theme) ?? "auto";
    document.documentElement.dataset.theme = theme;
    const button = byId("theme");
    setIcon(/** @type {any} */ (button.querySelector("svg")), `theme-${theme}`);
    label(button, this.#page.format.words(THEME_WORDS[theme]));
  }

  #useLanguage() {
    const { format } = this.#page;
    format.use(this.#language);
    document.documentElement.lang = this.#language;
    document.querySelectorAll("[data-word]").forEach(each => {
      setText(each, format.words(/** @type {Word} */ (each.getAttribute("data-word"))));
    });
    document.querySelectorAll("[data-label]").forEach(each => {
      label(each, format.words(/** @type {Word} */ (each.getAttribute("data-label"))));
    });
    this.#filter.placeholder = format.words("filter");
    setText(byId("language").firstElementChild ?? byId("language"), this.#language === "fr" ? "EN" : "FR");
    byId("language").setAttribute("lang", this.#language === "fr" ? "en" : "fr");
    this.#useTheme();
    this.draw();
  }
}

/** @param {Element} element @param {string} text name for people who see it and for those who do not */
function label(element, text) {
  element.setAttribute("aria-label", text);
  element.setAttribute("title", text);
}

function toggleFullScreen() {
  if (document.fullscreenElement) {
    void document.exitFullscreen();
  } else {
    void document.documentElement.requestFullscreen?.().catch(() => undefined);
  }
}
