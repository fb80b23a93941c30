import { Appearance } from "../ui/appearance.js";
import { appendUntil, byId, listen, make, setIcon, setText } from "../ui/dom.js";
import { WINDOWS } from "../page/view.js";

/** The header's controls and the keys that stand for them; what is chosen is kept per browser. */
export class Controls {
  #page;
  #filter = /** @type {HTMLInputElement} */ (byId("filter"));
  #pause = byId("pause");
  #pauseText = byId("pause-text");

  /**
   * @param {object} page
   * @param {import("../ui/format.js").Format} page.format
   * @param {import("../page/view.js").View} page.view
   * @param {import("../ui/settings.js").Settings} page.settings
   * @param {readonly string[]} page.languages what the browser prefers
   * @param {(text: string) => void} page.onFilter
   * @param {() => void} page.onLanguage
   * @param {() => void} page.onStats
   * @param {(word: string) => string} page.text a word of the page, in the language chosen now
   * @param {AbortSignal} page.signal detaches it
   */
  constructor(page) {
    this.#page = page;
    page.view.window = page.settings.get("window", 300_000);
    this.#makeWindows();
    new Appearance({
      settings: page.settings,
      languages: page.languages,
      text: page.text,
      use: language => {
        page.format.use(language);
        this.#describe();
      },
      onLanguage: page.onLanguage,
      signal: page.signal,
    });
    this.#listen();
  }

  /** After any change of the view. */
  draw() {
    this.#usePause();
    this.#useWindow();
  }

  #listen() {
    listen(this.#filter, "input", () => this.#page.onFilter(this.#filter.value), this.#page.signal);
    listen(this.#filter, "keydown", event => event.key === "Escape" && this.#clear(), this.#page.signal);
    listen(byId("clear-filter"), "click", () => this.#clear(), this.#page.signal);
    listen(this.#pause, "click", () => this.#page.view.togglePause(), this.#page.signal);
    listen(byId("fullscreen"), "click", () => toggleFullScreen(), this.#page.signal);
    listen(document, "keydown", event => this.#key(event), this.#page.signal);
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
      }, this.#page.signal);
      appendUntil(byId("windows"), this.#page.signal, button);
    }
    this.#useWindow();
  }

  #useWindow() {
    document.querySelectorAll("[data-window]").forEach(button => {
      button.setAttribute("aria-pressed", String(Number(button.getAttribute("data-window")) === this.#page.view.span));
    });
  }

  /** After a change of language. */
  #describe() {
    this.#filter.placeholder = this.#page.format.words("filter");
    this.draw();
  }
}

function toggleFullScreen() {
  if (document.fullscreenElement) {
    void document.exitFullscreen();
  } else {
    void document.documentElement.requestFullscreen?.().catch(() => undefined);
  }
}
