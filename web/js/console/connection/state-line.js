import { byId, setText } from "../../ui/dom.js";

/** How the connection is, in the header: in words, and since when. */
export class StateLine {
  #format;
  #now;
  #waiting;
  #element = byId("connection");
  #text = byId("connection-text");
  /** @type {import("./console-socket.js").State} */ #state = "closed";
  #since = 0;

  /**
   * @param {object} page
   * @param {import("../words/console-words.js").ConsoleFormat} page.format
   * @param {() => number} page.now milliseconds
   * @param {() => number} page.waiting bytes that did not leave the browser yet
   */
  constructor({ format, now, waiting }) {
    this.#format = format;
    this.#now = now;
    this.#waiting = waiting;
  }

  /** @param {import("./console-socket.js").State} state */
  changed(state) {
    this.#state = state;
    this.#since = this.#now();
    this.draw();
  }

  /** To be called about once a second. */
  draw() {
    const format = this.#format;
    const state = this.#state;
    const text = state === "open" ? format.say("open", { time: format.duration(this.#now() - this.#since) }) : format.say(state);
    const waiting = this.#waiting();
    this.#element.dataset.state = state;
    setText(this.#text, waiting === 0 ? text : `${text} · ${format.say("waiting", { size: format.bytes(waiting) })}`);
  }
}
