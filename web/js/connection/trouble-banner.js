import { byId, make, setText } from "../ui/dom.js";

/** How long the end of a trouble is said, milliseconds: who looked away sees it, and a screen on the wall is clean again. */
const SAID_FOR = 60_000;

/** What is wrong with the server itself, above everything else, as long as it is; then, for a while, how it ended. */
export class TroubleBanner {
  #format;
  #troubles;
  #timers;
  #timer = 0;
  #said = "";
  #standing = byId("troubles");
  #ended = byId("trouble-ended");

  /**
   * @param {object} options
   * @param {import("../ui/format.js").Format} options.format
   * @param {import("../store/troubles.js").Troubles} options.troubles
   * @param {{later: (task: () => void, millis: number) => number, cancel: (id: number) => void}} options.timers
   */
  constructor({ format, troubles, timers }) {
    this.#format = format;
    this.#troubles = troubles;
    this.#timers = timers;
  }

  /** After news, and after a change of language. */
  draw() {
    this.#drawStanding();
    const ended = this.#troubles.ended;
    this.#ended.hidden = ended === null;
    setText(this.#ended, ended === null ? "" : this.#format.cause(ended.text));
    this.#timers.cancel(this.#timer);
    this.#timer = ended === null ? 0 : this.#timers.later(() => this.#forget(), SAID_FOR);
  }

  /** What is said already stays untouched: it would be spoken again. */
  #drawStanding() {
    const { standing } = this.#troubles;
    const lines = [...standing.values()].map(({ text, time }) =>
      this.#format.words("trouble", { text: this.#format.cause(text), time: this.#format.clock(time, false) }));
    this.#standing.hidden = lines.length === 0;
    if (lines.join("\n") !== this.#said) {
      this.#said = lines.join("\n");
      this.#standing.replaceChildren(...lines.map(line => make("p", {}, line)));
    }
  }

  #forget() {
    this.#troubles.ended = null;
    this.draw();
  }
}
