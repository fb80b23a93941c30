import { byId, listen, make, setText } from "../../ui/dom.js";
import { Refused } from "../../socket/requests.js";

/** @typedef {import("../../socket/messages.js").EventWords} EventWords */

/** So many notes are in the document at most. */
const ROWS = 300;
/** As close to its end a list follows what comes, pixels. */
const NEAR_END = 48;

/** What people write to each other: everyone sees it at once. Newest at the end, above the line in which one writes. */
export class NotePane {
  #page;
  #list = byId("note-list");
  #form = /** @type {HTMLFormElement} */ (byId("note-form"));
  #text = /** @type {HTMLTextAreaElement} */ (byId("note-text"));
  #about = /** @type {HTMLSelectElement} */ (byId("note-about"));
  #said = byId("note-said");
  /** @type {Map<number, HTMLElement>} */ #rows = new Map();
  #unread = new Set();
  #offline = false;
  #busy = false;
  #names = "";

  /**
   * @param {object} page
   * @param {import("../words/event-words.js").Say} page.say
   * @param {import("../words/telling.js").Telling} page.telling
   * @param {import("./me.js").Me} page.me
   * @param {import("../../store/events/events.js").Events} page.events
   * @param {import("../../store/sensor-store.js").SensorStore} page.store
   * @param {(message: {type: string} & Record<string, unknown>) => Promise<unknown>} page.ask
   * @param {(event: EventWords) => boolean} page.isMine
   * @param {(event: EventWords) => void} page.onShow
   * @param {() => void} page.onUnread
   * @param {(before: number) => Promise<void>} page.askOlder
   * @param {AbortSignal} page.signal detaches it
   */
  constructor(page) {
    this.#page = page;
    listen(this.#form, "submit", event => {
      event.preventDefault();
      this.#send();
    }, page.signal);
    listen(this.#text, "keydown", event => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        this.#send();
      }
    }, page.signal);
    listen(this.#text, "input", () => this.#fit(), page.signal);
    listen(byId("note-older"), "click", () => void this.#askOlder(), page.signal);
  }

  /** Notes that came while nobody looked. */
  get unread() {
    return this.#unread.size;
  }

  get open() {
    return !byId("notes-pane").hidden && !byId("events").hidden && !document.hidden;
  }

  /** A note was pushed. @param {EventWords} event */
  heard(event) {
    if (this.#page.isMine(event)) {
      this.#kept(event);
    } else if (!this.open) {
      this.#unread.add(event.id);
      this.#page.onUnread();
    }
  }

  /** After news. */
  draw() {
    this.#drawHere();
    if (byId("notes-pane").hidden) {
      return;
    }
    const notes = this.#page.events.all.filter(each => each.kind === "note").slice(-ROWS);
    const list = this.#list;
    const follows = list.scrollTop + list.clientHeight >= list.scrollHeight - NEAR_END;
    const wanted = new Set(notes.map(each => each.id));
    for (const [id, row] of this.#rows) {
      if (!wanted.has(id)) {
        row.remove();
        this.#rows.delete(id);
      }
    }
    notes.forEach((note, index) => this.#place(note, index, notes[index - 1]));
    byId("note-none").hidden = notes.length > 0;
    byId("note-older").hidden = this.#page.events.reach <= 1 || notes.length >= ROWS;
    if (follows) {
      list.scrollTop = list.scrollHeight;
    }
  }

  /** It is looked at now: what came is read, and marked as new until it is closed. */
  show() {
    this.#rows.forEach((row, id) => row.toggleAttribute("data-unread", this.#unread.has(id)));
    this.draw();
    this.#list.scrollTop = this.#list.scrollHeight;
    this.#unread.clear();
    this.#page.onUnread();
  }

  focus() {
    this.#text.focus();
  }

  /** After a change of language, and when a sensor is new. */
  describe() {
    const { say, store } = this.#page;
    this.#text.placeholder = say("noteText");
    this.#text.setAttribute("aria-label", say("noteText"));
    setText(byId("note-none"), say("notesEmpty"));
    setText(byId("note-older"), say("older"));
    const chosen = this.#about.value;
    const sensors = [...store.sensors.values()].sort((a, b) => a.id.localeCompare(b.id));
    const options = sensors.map(({ id, name, source }) => make("option", { value: id }, `${name} · ${store.sources.get(source)?.name ?? source}`));
    this.#about.replaceChildren(make("option", { value: "" }, say("noteAboutNone")), ...options);
    this.#about.value = sensors.some(each => each.id === chosen) ? chosen : "";
    this.#rows.clear();
    this.#list.replaceChildren();
    this.#drawConnection();
    this.draw();
  }

  /** @param {boolean} offline */
  connection(offline) {
    if (this.#offline !== offline) {
      this.#offline = offline;
      this.#drawConnection();
    }
  }

  #drawConnection() {
    byId("note-send").toggleAttribute("disabled", this.#offline);
    if (this.#offline) {
      setText(this.#said, this.#page.say("noteOffline"));
    } else if (this.#said.textContent === this.#page.say("noteOffline")) {
      setText(this.#said, "");
    }
  }

  #drawHere() {
    const { say, events, me } = this.#page;
    const others = [...new Set(events.here)];
    const names = others.length === 0 || (others.length === 1 && others[0] === me.name) ? say("hereNobody") : say("here", { names: others.join(", ") });
    if (names !== this.#names) {
      this.#names = names;
      setText(byId("here"), names);
    }
  }

  /** @param {EventWords} note @param {number} index @param {EventWords | undefined} before */
  #place(note, index, before) {
    const row = this.#rows.get(note.id) ?? this.#row(note);
    row.toggleAttribute("data-same", before !== undefined && before.by === note.by && before.sensor === note.sensor && note.time - before.time < 120_000);
    if (this.#list.children[index] !== row) {
      this.#list.insertBefore(row, this.#list.children[index] ?? null);
    }
  }

  /** @param {EventWords} note */
  #row(note) {
    const { say, telling, onShow, isMine, me } = this.#page;
    const mine = isMine(note) || (me.name !== "" && note.by === me.name);
    const head = make("header", {}, make("b", {}, note.by || say("nobody")), make("time", {}, telling.time(note.time)));
    if (note.sensor !== undefined) {
      const show = make("button", { class: "plain chip", type: "button", title: say("showMoment") }, telling.sensor(note.sensor));
      listen(show, "click", () => onShow(note));
      head.append(show);
    }
    const text = make("p", {}, note.text ?? "");
    const row = make("li", { class: "note-row", "data-note": String(note.id), "data-mine": mine ? "" : null }, head, text);
    row.toggleAttribute("data-unread", this.#unread.has(note.id));
    this.#rows.set(note.id, row);
    return row;
  }

  #send() {
    const text = this.#text.value.trim();
    if (text === "" || this.#busy || this.#offline) {
      return;
    }
    this.#page.me.sign(by => void this.#ask({ type: "note", text, by, sensor: this.#about.value || undefined }));
  }

  /** @param {{type: string} & Record<string, unknown>} note */
  async #ask(note) {
    this.#busy = true;
    setText(this.#said, "");
    try {
      await this.#page.ask(note);
      this.#clear(String(note.text));
    } catch (why) {
      const unanswered = why instanceof Refused && why.why === "unanswered";
      setText(this.#said, unanswered ? this.#page.say("noteUnanswered") : why instanceof Refused && why.why === "problem" ? why.message : this.#page.say("noteOffline"));
    }
    this.#busy = false;
    this.#text.focus();
  }

  /** Of a note that nobody answered it may show later that it was kept. @param {EventWords} event */
  #kept(event) {
    if (!this.#busy && event.text !== undefined) {
      this.#clear(event.text);
    }
  }

  /** @param {string} text */
  #clear(text) {
    if (this.#text.value.trim() === text) {
      this.#text.value = "";
      setText(this.#said, "");
      this.#fit();
    }
  }

  /** As high as what is written, up to what the style sheet allows. */
  #fit() {
    this.#text.style.height = "auto";
    this.#text.style.height = `${this.#text.scrollHeight + 2}px`;
  }

  async #askOlder() {
    const { events, askOlder, say } = this.#page;
    try {
      const height = this.#list.scrollHeight;
      await askOlder(events.reach);
      this.draw();
      this.#list.scrollTop += this.#list.scrollHeight - height;
    } catch (why) {
      setText(this.#said, say("askFailed", { why: why instanceof Error ? why.message : String(why) }));
    }
  }
}
