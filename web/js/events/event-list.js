import { appendUntil, byId, icon, listen, make, setText } from "../ui/dom.js";
import { ALARM_KINDS } from "../store/events/event-past.js";
import { signOf } from "./words/telling.js";

/** @typedef {import("../socket/messages.js").EventWords} EventWords */
/** @typedef {import("./words/event-words.js").EventWord} EventWord */

/** What a person chooses of kinds. @type {Record<string, readonly string[]>} */
const KINDS = {
  all: [],
  alarms: ALARM_KINDS,
  notes: ["note"],
  sources: ["source-lost", "source-back", "sensor-new"],
  troubles: ["trouble"],
};
/** @type {Record<string, EventWord>} */
const SEVERITIES = { "": "severityAll", warning: "severityWarning", critical: "severityCritical" };
/** So many rows are in the document at most; older ones wait until they are wanted. */
const ROWS = 200;

/** What happened, newest first, with filters that are kept. */
export class EventList {
  #page;
  #list = byId("event-list");
  #kind = /** @type {HTMLSelectElement} */ (byId("event-kind"));
  #severity = /** @type {HTMLSelectElement} */ (byId("event-severity"));
  #words = /** @type {HTMLInputElement} */ (byId("event-words"));
  #older = /** @type {HTMLButtonElement} */ (byId("event-older"));
  #said = byId("event-said");
  /** @type {Map<number, HTMLElement>} */ #rows = new Map();
  #most = ROWS;

  /**
   * @param {object} page
   * @param {import("./words/event-words.js").Say} page.say
   * @param {import("./words/telling.js").Telling} page.telling
   * @param {import("../ui/settings.js").Settings} page.settings
   * @param {import("../store/events/event-pages.js").EventPages} page.pages
   * @param {(event: EventWords) => void} page.onShow
   * @param {AbortSignal} page.signal detaches it
   */
  constructor(page) {
    this.#page = page;
    const kept = page.settings.get("eventFilter", { kind: "all", severity: "", words: "" });
    appendUntil(this.#kind, page.signal, ...Object.keys(KINDS).map(kind => make("option", { value: kind })));
    appendUntil(this.#severity, page.signal, ...Object.keys(SEVERITIES).map(severity => make("option", { value: severity })));
    this.#kind.value = Object.hasOwn(KINDS, String(kept.kind)) ? String(kept.kind) : "all";
    this.#severity.value = Object.hasOwn(SEVERITIES, String(kept.severity)) ? String(kept.severity) : "";
    this.#words.value = typeof kept.words === "string" ? kept.words : "";
    [this.#kind, this.#severity].forEach(each => listen(each, "change", () => this.#chosen(), page.signal));
    listen(this.#words, "input", () => this.#chosen(), page.signal);
    listen(this.#older, "click", () => void this.#askOlder(), page.signal);
    this.#choose();
  }

  /** After news. */
  draw() {
    const { pages, say } = this.#page;
    const all = pages.shown;
    const shown = all.slice(0, this.#most);
    this.#arrange(shown);
    this.#older.hidden = !(all.length > shown.length || pages.more);
    const none = shown.length === 0 && this.#older.hidden;
    byId("event-none").hidden = !none && (!this.#older.hidden || shown.length === 0);
    setText(byId("event-none"), say(none ? "listEmpty" : "olderNone"));
    setText(this.#older, say(pages.asking ? "olderAsked" : "older"));
  }

  /** After a change of language. */
  describe() {
    const { say } = this.#page;
    [...this.#kind.options].forEach(each => setText(each, say(/** @type {EventWord} */ (`kinds_${each.value}`))));
    [...this.#severity.options].forEach(each => setText(each, say(SEVERITIES[each.value])));
    this.#words.placeholder = say("filterSensor");
    setText(this.#said, "");
    this.#rows.clear();
    this.#list.replaceChildren();
    this.draw();
  }

  /** What is far back is let go. */
  close() {
    this.#most = ROWS;
    this.#page.pages.forget();
  }

  #chosen() {
    this.#page.settings.set("eventFilter", { kind: this.#kind.value, severity: this.#severity.value, words: this.#words.value });
    this.#choose();
    this.draw();
  }

  #choose() {
    const { pages, telling } = this.#page;
    const words = this.#words.value.trim().toLowerCase();
    const fits = (/** @type {EventWords} */ event) => words === "" || searched(event, telling).includes(words);
    this.#most = ROWS;
    const query = new URLSearchParams(KINDS[this.#kind.value].map(kind => ["kind", kind]));
    this.#severity.value === "" || query.append("severity", this.#severity.value);
    byId("event-save").setAttribute("href", `/api/events.csv?${query}`);
    pages.choose({ kinds: KINDS[this.#kind.value], severity: /** @type {any} */ (this.#severity.value), fits });
  }

  async #askOlder() {
    const { pages, say } = this.#page;
    this.#most += ROWS;
    if (pages.shown.length < this.#most && pages.more) {
      setText(this.#said, "");
      try {
        const asked = pages.askOlder();
        this.draw();
        await asked;
      } catch (why) {
        setText(this.#said, say("askFailed", { why: why instanceof Error ? why.message : String(why) }));
      }
    }
    this.draw();
  }

  /** Rows that are there stay untouched. @param {readonly EventWords[]} events newest first */
  #arrange(events) {
    const wanted = new Set(events.map(({ id }) => id));
    for (const [id, row] of this.#rows) {
      if (!wanted.has(id)) {
        row.remove();
        this.#rows.delete(id);
      }
    }
    let place = this.#list.firstElementChild;
    events.forEach((event, index) => {
      const row = this.#rows.get(event.id) ?? this.#row(event);
      row.toggleAttribute("data-new-day", index > 0 && !this.#page.telling.sameDay(event.time, events[index - 1].time));
      if (row === place) {
        place = place.nextElementSibling;
      } else {
        this.#list.insertBefore(row, place);
      }
    });
  }

  /** @param {EventWords} event */
  #row(event) {
    const { telling, onShow } = this.#page;
    const about = telling.subject(event);
    const by = event.kind === "note" ? event.by ?? "" : "";
    const value = event.kind.startsWith("alarm-") ? telling.value(event) : "";
    const meta = [telling.time(event.time), about, by, value].filter(part => part !== "").join(" · ");
    const text = make("span", { class: "what" }, telling.event(event));
    const open = make("button", { class: "plain", type: "button" }, icon(signOf(event)), make("span", { class: "words" }, text, make("span", { class: "meta" }, meta)));
    listen(open, "click", () => onShow(event));
    const row = make("li", { class: "event-row", "data-kind": event.kind, "data-severity": event.severity ?? null, "data-event": String(event.id) }, open);
    this.#rows.set(event.id, row);
    return row;
  }
}

/** @param {EventWords} event @param {import("./words/telling.js").Telling} telling @returns {string} what words are looked for in */
function searched(event, telling) {
  const { sensor = "", source = "", rule = "", by = "" } = event;
  return `${sensor} ${source} ${rule} ${by} ${telling.subject(event)} ${telling.event(event)}`.toLowerCase();
}
