import { icon, make, setText } from "../ui/dom.js";
import { formatOf, lastOfTally, tallyText } from "./tally-text.js";

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

  /** @param {SourceView} source @param {import("../ui/format.js").Format} format */
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
    setText(this.#detail, [source.detail, formatOf(source.tally)].filter(part => part).join(" · "));
    this.#describeLines(source.tally);
    this.#describeState(source);
    setText(this.#waiting, this.#format.words("waiting"));
  }

  /** @param {import("../socket/source-poll.js").Tally | undefined} tally */
  #describeLines(tally) {
    const text = tally === undefined ? "" : tallyText(tally, this.#format);
    this.#lines.hidden = text === "";
    if (tally !== undefined) {
      setText(this.#lines, text);
      this.#lines.classList.toggle("some", tally.malformed > 0);
      this.#lines.title = lastOfTally(tally, this.#format);
    }
  }

  /** @param {SourceView} source */
  #describeState({ state, cause }) {
    const { words } = this.#format;
    this.#state.hidden = state === "live";
    const word = { opening: words("sourceOpening"), lost: words("sourceLost"), ended: words("sourceEnded"), live: "" }[state];
    setText(this.#cause, cause ? words("sourceCause", { state: word, cause: this.#format.cause(cause) }) : word);
  }
}
