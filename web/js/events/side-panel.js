import { label } from "../ui/appearance.js";
import { atEnd, byId, listen, setIcon, setText } from "../ui/dom.js";
import { URGENCY } from "../store/events/standing-alarms.js";

/** @typedef {import("./words/event-words.js").EventWord} EventWord */

const PANES = /** @type {const} */ (["events", "notes"]);
/** Scrolled so little, the alarms are in sight. Pixels. */
const NEAR_TOP = 60;

/** The bell with its count, and the panel beside the board: events and notes. Closed, nothing in it is drawn. */
export class SidePanel {
  #page;
  #root = document.documentElement;
  #element = byId("events");
  #bell = byId("bell");
  /** @type {"events" | "notes"} */ #pane;
  /** What had the focus before. @type {Element | null} */ #before = null;

  /**
   * @param {object} page
   * @param {import("./words/event-words.js").Say} page.say
   * @param {import("../ui/settings.js").Settings} page.settings
   * @param {import("../store/events/events.js").Events} page.events
   * @param {import("./alarms/standing-list.js").StandingList} page.standing
   * @param {import("./event-list.js").EventList} page.list
   * @param {import("./notes/note-pane.js").NotePane} page.notes
   * @param {import("./notes/me.js").Me} page.me
   * @param {() => void} page.onSeen other things are in sight now
   * @param {AbortSignal} page.signal detaches it
   */
  constructor(page) {
    this.#page = page;
    this.#pane = page.settings.get("panel", /** @type {string} */ ("events")) === "notes" ? "notes" : "events";
    listen(this.#bell, "click", () => this.toggle(), page.signal);
    listen(byId("events-close"), "click", () => this.close(), page.signal);
    PANES.forEach(pane => listen(byId(`tab-${pane}`), "click", () => this.#choose(pane), page.signal));
    listen(byId("panel-tabs"), "keydown", event => this.#tabKey(event), page.signal);
    listen(byId("options-open"), "click", () => this.#toggleOptions(), page.signal);
    listen(this.#element, "keydown", event => event.key === "Escape" && !event.defaultPrevented && this.close(), page.signal);
    listen(document, "keydown", event => this.#key(event), page.signal);
    const measured = new ResizeObserver(([entry]) => this.#root.style.setProperty("--top", `${entry.target.getBoundingClientRect().height}px`));
    measured.observe(byId("top"));
    atEnd(page.signal, () => {
      measured.disconnect();
      this.close();
    });
  }

  get open() {
    return !this.#element.hidden;
  }

  /** @param {import("../socket/messages.js").EventWords} event @returns {boolean} whether it is before a person's eyes here */
  inSight({ kind }) {
    if (!this.open || document.hidden || document.querySelector("dialog[open]") !== null) {
      return false;
    }
    const top = byId("events-pane").scrollTop < NEAR_TOP;
    return kind === "note" ? this.#pane === "notes" : kind.startsWith("alarm-") && this.#pane === "events" && top;
  }

  toggle() {
    this.open ? this.close() : this.show();
  }

  /** @param {"events" | "notes"} [pane] that of the last time unless said */
  show(pane = this.#pane) {
    document.querySelectorAll("dialog[open]").forEach(each => /** @type {HTMLDialogElement} */ (each).close());
    if (!this.open) {
      this.#before = document.activeElement;
    }
    this.#element.hidden = false;
    this.#root.toggleAttribute("data-panel", true);
    this.#bell.setAttribute("aria-expanded", "true");
    this.#choose(pane);
    this.#focus();
  }

  close() {
    const focused = this.#element.contains(document.activeElement);
    this.#element.hidden = true;
    this.#root.toggleAttribute("data-panel", false);
    this.#bell.setAttribute("aria-expanded", "false");
    this.#page.list.close();
    this.#page.me.forget();
    if (focused) {
      const before = this.#before instanceof HTMLElement && this.#before !== document.body && this.#before.isConnected ? this.#before : this.#bell;
      before.focus();
    }
  }

  /** Shows an alarm that stands. @param {number} alarm */
  reveal(alarm) {
    this.show("events");
    this.#page.standing.reveal(alarm);
  }

  /** After news. */
  draw() {
    this.#drawBell();
    this.#drawUnread();
    if (this.open) {
      const { standing, list, notes } = this.#page;
      if (this.#pane === "events") {
        standing.draw();
        list.draw();
      }
      notes.draw();
    }
  }

  /** To be called once a second. */
  drawTimes() {
    if (this.open && this.#pane === "events") {
      this.#page.standing.drawTimes();
    }
  }

  /** After a change of language. */
  describe() {
    const { standing, list, notes, me } = this.#page;
    standing.describe();
    list.describe();
    notes.describe();
    me.describe();
    this.draw();
  }

  #drawBell() {
    const { events, say } = this.#page;
    const open = events.unseen;
    const n = open.length;
    const worst = open.reduce((most, each) => (URGENCY[each.severity] > URGENCY[most] ? each.severity : most), /** @type {keyof URGENCY} */ ("info"));
    this.#bell.dataset.severity = n === 0 ? "" : worst;
    this.#bell.hidden = !events.supported;
    setIcon(/** @type {any} */ (this.#bell.querySelector("svg")), n === 0 ? "bell" : { info: "info", warning: "alarm", critical: "critical" }[worst]);
    setText(byId("bell-count"), n === 0 ? "" : n > 99 ? "99+" : String(n));
    label(this.#bell, say(n === 0 ? "bellNone" : n === 1 ? "bellOne" : "bellMany", { n }));
  }

  #drawUnread() {
    const { notes, say } = this.#page;
    const n = notes.unread;
    const mark = byId("unread");
    mark.hidden = n === 0;
    setText(mark, n > 99 ? "99+" : String(n));
    byId("tab-notes").setAttribute("aria-label", n === 0 ? say("panelNotes") : say("panelNotesUnread", { n }));
    this.#bell.toggleAttribute("data-unread", n > 0);
  }

  /** @param {"events" | "notes"} pane */
  #choose(pane) {
    this.#pane = pane;
    this.#page.settings.set("panel", pane);
    for (const each of PANES) {
      const chosen = each === pane;
      byId(`tab-${each}`).setAttribute("aria-selected", String(chosen));
      byId(`tab-${each}`).tabIndex = chosen ? 0 : -1;
      byId(`${each}-pane`).hidden = !chosen;
    }
    this.draw();
    if (pane === "notes") {
      this.#page.notes.show();
    }
    this.#page.onSeen();
  }

  #focus() {
    if (this.#pane === "notes") {
      this.#page.notes.focus();
    } else if (!this.#page.standing.focusFirst()) {
      byId("tab-events").focus();
    }
  }

  #toggleOptions() {
    const options = byId("panel-options");
    options.hidden = !options.hidden;
    byId("options-open").setAttribute("aria-expanded", String(!options.hidden));
  }

  /** @param {KeyboardEvent} event */
  #tabKey(event) {
    if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
      event.preventDefault();
      event.stopPropagation();
      const other = this.#pane === "events" ? "notes" : "events";
      this.#choose(other);
      byId(`tab-${other}`).focus();
    }
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const typing = event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]") !== null;
    if (event.key === "e" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey && this.#page.events.supported) {
      event.preventDefault();
      this.toggle();
    }
  }
}
