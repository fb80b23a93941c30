import { icon, make, setText } from "./dom.js";

/** @typedef {import("../store/sensor-store.js").SourceView} SourceView */

/** The section of one source: its name, where it reads from, its lines, why it is not live, and its cards. */
export class Group {
  element;
  grid = make("div", { class: "grid" });
  #format;
  #name = make("h2");
  #detail = make("span", { class: "detail" });
  #lines = make("span", { class: "lines", "data-role": "malformed" });
  #state = make("span", { class: "state" });
  #cause = make("span", { "data-role": "source-cause" });
  #waiting = make("p", { class: "waiting" });

  /** @param {SourceView} source @param {import("./format.js").Format} format */
  constructor(source, format) {
    this.#format = format;
    this.#state.append(icon("lost"), this.#cause);
    const about = make("p", { class: "about" }, this.#detail, this.#lines, this.#state);
    this.element = make("section", { class: "group", "data-source": source.id }, make("header", {}, this.#name, about));
    this.element.append(this.grid, this.#waiting);
    this.describe(source);
  }

  /** @param {SourceView} source */
  describe(source) {
    this.element.dataset.state = source.state;
    setText(this.#name, source.name);
    const format = source.tally?.format;
    setText(this.#detail, [source.detail, format].filter(part => part).join(" · "));
    this.#describeLines(source.tally);
    this.#describeState(source);
    setText(this.#waiting, this.#format.words("waiting"));
  }

  /** @param {import("../socket/source-poll.js").Tally | undefined} tally */
  #describeLines(tally) {
    const { words } = this.#format;
    this.#lines.hidden = tally === undefined || (tally.lines === 0 && tally.malformed === 0);
    if (tally === undefined) {
      return;
    }
    const n = this.#format.number(tally.malformed, 0);
    const lines = this.#format.number(tally.lines, 0);
    setText(this.#lines, tally.malformed === 0 ? words("malformedNone") : words("malformed", { n, lines }));
    this.#lines.classList.toggle("some", tally.malformed > 0);
    this.#lines.title = tally.lastMalformed ? words("lastMalformed", { line: tally.lastMalformed }) : "";
  }

  /** @param {SourceView} source */
  #describeState({ state, cause }) {
    const { words } = this.#format;
    this.#state.hidden = state === "live";
    const word = { opening: words("sourceOpening"), lost: words("sourceLost"), ended: words("sourceEnded"), live: "" }[state];
    setText(this.#cause, cause ? words("sourceCause", { state: word, cause: this.#format.cause(cause) }) : word);
  }
}
