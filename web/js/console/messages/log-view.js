import { label } from "../../ui/appearance.js";
import { byId, listen, make, setIcon, setText } from "../../ui/dom.js";
import { LIMITS } from "./message-log.js";
import { rowOf } from "./message-row.js";

/** So near to the end, pixels, the list counts as being at it. */
const NEAR = 24;

/**
 * The list of messages, drawn once per frame. It follows what comes while it is at its end; whoever scrolls up or opens a
 * message is left in peace. Paused, it stands still and the log goes on.
 */
export class LogView {
  #page;
  #list = byId("log");
  #newest = byId("newest");
  #pause = byId("pause");
  #keep = /** @type {HTMLSelectElement} */ (byId("keep"));
  /** @type {Map<number, HTMLElement>} what is drawn, by id, oldest first */ #rows = new Map();
  #drawnTo = -1;
  #asked = false;
  #paused = false;
  #following = true;
  #missed = 0;

  /**
   * @param {object} page
   * @param {import("./message-log.js").MessageLog} page.log
   * @param {import("../words/console-words.js").ConsoleFormat} page.format
   * @param {import("../../ui/settings.js").Settings} page.settings
   * @param {(task: () => void) => void} page.frame
   * @param {(text: string) => Promise<boolean>} page.copy
   */
  constructor(page) {
    this.#page = page;
    page.log.limit = page.settings.get("console.keep", page.log.limit);
    this.#keep.append(...LIMITS.map(limit => make("option", { value: String(limit) })));
    this.#keep.value = String(page.log.limit);
    this.#listen();
    this.describe();
  }

  /** There is something to draw. */
  touch() {
    if (!this.#asked) {
      this.#asked = true;
      this.#page.frame(() => this.#draw());
    }
  }

  /** After a change of language: every line is written anew. */
  describe() {
    const { format } = this.#page;
    [...this.#keep.options].forEach(option => setText(option, format.number(Number(option.value), 0)));
    this.#usePause();
    this.#rows.forEach(row => row.remove());
    this.#rows.clear();
    this.#drawnTo = -1;
    this.#drawCounts();
    this.#drawRows();
  }

  togglePause() {
    this.#paused = !this.#paused;
    this.#usePause();
    this.touch();
  }

  #listen() {
    const { log, settings } = this.#page;
    listen(this.#list, "scroll", () => this.#follow(this.#atEnd));
    listen(this.#newest, "click", () => {
      this.#follow(true);
      this.#scroll();
    });
    listen(this.#pause, "click", () => this.togglePause());
    listen(byId("clear"), "click", () => {
      log.clear();
      this.#follow(true);
      this.#dropRows();
      this.touch();
    });
    listen(this.#keep, "change", () => {
      log.limit = Number(this.#keep.value);
      settings.set("console.keep", log.limit);
      this.touch();
    });
  }

  #draw() {
    this.#asked = false;
    this.#drawCounts();
    if (!this.#paused) {
      this.#drawRows();
    }
  }

  #drawCounts() {
    const { log, format } = this.#page;
    setText(byId("counts"), format.say("counts", { in: format.number(log.counts.in, 0), out: format.number(log.counts.out, 0) }));
    byId("nothing-yet").hidden = log.entries.length > 0;
  }

  #drawRows() {
    const { log } = this.#page;
    this.#dropRows();
    const fresh = log.entries.filter(entry => entry.id > this.#drawnTo);
    this.#list.append(...fresh.map(entry => this.#row(entry)));
    this.#drawnTo = log.entries.at(-1)?.id ?? this.#drawnTo;
    this.#missed += fresh.length;
    this.#follow(this.#following);
    this.#scroll();
  }

  /** @param {import("./message-log.js").Entry} entry */
  #row(entry) {
    const row = rowOf(entry, this.#page.format, {
      onToggle: open => this.#follow(!open && this.#atEnd),
      onCopy: (text, button) => void this.#copy(text, button),
    });
    this.#rows.set(entry.id, row);
    return row;
  }

  #dropRows() {
    const oldest = this.#page.log.entries[0]?.id ?? Infinity;
    for (const [id, row] of this.#rows) {
      if (id >= oldest) {
        return;
      }
      row.remove();
      this.#rows.delete(id);
    }
  }

  get #atEnd() {
    return this.#list.scrollHeight - this.#list.scrollTop - this.#list.clientHeight < NEAR;
  }

  /** @param {boolean} following */
  #follow(following) {
    this.#following = following;
    this.#missed = following ? 0 : this.#missed;
    this.#newest.hidden = this.#missed === 0 || this.#atEnd;
    setText(byId("newest-text"), this.#page.format.say("newest", { n: this.#page.format.number(this.#missed, 0) }));
  }

  #scroll() {
    if (this.#following) {
      this.#list.scrollTop = this.#list.scrollHeight;
    }
  }

  #usePause() {
    const { format } = this.#page;
    this.#pause.setAttribute("aria-pressed", String(this.#paused));
    setIcon(/** @type {any} */ (this.#pause.querySelector("svg")), this.#paused ? "play" : "pause");
    label(this.#pause, format.say(this.#paused ? "resumeLog" : "pauseLog"));
  }

  /** @param {string} text @param {HTMLElement} button */
  async #copy(text, button) {
    const done = await this.#page.copy(text);
    const said = this.#page.format.say(done ? "copied" : "notCopied");
    button.dataset.done = String(done);
    label(button, said);
    setText(byId("spoken"), said);
  }
}
