/** What was sent: a text, or a file, which only this page knows until it is left. @typedef {string | File} Sent */

const MOST = 20;
/** Longer texts are remembered until the page is left, not by the browser. */
const MOST_KEPT_CHARACTERS = 4_096;

/** What was sent before, newest first, each once; texts are kept per browser. */
export class SentHistory {
  #settings;
  /** @type {Sent[]} */ #items;
  /** Where one is, going back through texts; -1 is before the newest. */
  #at = -1;

  /** @param {{get(name: string, otherwise: unknown[]): unknown[], set(name: string, value: unknown): void}} settings */
  constructor(settings) {
    this.#settings = settings;
    const kept = settings.get("console.sent", []).filter(each => typeof each === "string");
    this.#items = /** @type {string[]} */ (kept).slice(0, MOST);
  }

  /** @returns {readonly Sent[]} */
  get items() {
    return this.#items;
  }

  /** @param {Sent} sent */
  add(sent) {
    this.#items = [sent, ...this.#items.filter(each => each !== sent)].slice(0, MOST);
    this.#at = -1;
    this.#keep();
  }

  clear() {
    this.#items = [];
    this.#at = -1;
    this.#keep();
  }

  /** The next text on the way back (1) or forth (-1); before the newest is nothing. @param {1 | -1} by @returns {string} */
  step(by) {
    const texts = this.#items.filter(each => typeof each === "string");
    this.#at = Math.max(-1, Math.min(this.#at + by, texts.length - 1));
    return this.#at < 0 ? "" : String(texts[this.#at]);
  }

  #keep() {
    const texts = this.#items.filter(each => typeof each === "string" && each.length <= MOST_KEPT_CHARACTERS);
    this.#settings.set("console.sent", texts);
  }
}
