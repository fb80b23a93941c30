import { byId, setText } from "../../ui/dom.js";
import { byWant } from "../../store/events/standing-alarms.js";
import { AlarmRow } from "./alarm-row.js";

/** The alarms that stand, those that want somebody most on top; a row that is being worked on stays where it is. */
export class StandingList {
  #page;
  #list = byId("standing-list");
  #none = byId("standing-none");
  /** @type {Map<number, AlarmRow>} */ #rows = new Map();

  /** @param {import("./alarm-row.js").RowSurroundings & {events: import("../../store/events/events.js").Events}} page */
  constructor(page) {
    this.#page = page;
  }

  /** After news. */
  draw() {
    const alarms = this.#page.events.standing.all.sort(byWant);
    const known = new Set(alarms.map(each => each.alarm));
    for (const [id, row] of this.#rows) {
      if (!known.has(id)) {
        this.#remove(id, row);
      }
    }
    alarms.forEach(alarm => this.#show(alarm));
    this.#arrange(alarms);
    this.#none.hidden = alarms.length > 0;
    setText(this.#none, this.#page.say("standingNone"));
  }

  /** To be called once a second. */
  drawTimes() {
    this.#rows.forEach(row => row.draw());
  }

  /** After a change of language. */
  describe() {
    this.#rows.forEach(row => row.describe());
    this.draw();
  }

  /** @returns {boolean} whether there was one to focus */
  focusFirst() {
    const first = this.#list.firstElementChild;
    const row = [...this.#rows.values()].find(each => each.element === first);
    row?.focus();
    return row !== undefined;
  }

  /** @param {number} id shows it */
  reveal(id) {
    const row = this.#rows.get(id);
    row?.element.scrollIntoView({ block: "nearest" });
    row?.focus();
  }

  /** @param {import("../../socket/messages.js").AlarmWords} alarm */
  #show(alarm) {
    const row = this.#rows.get(alarm.alarm);
    if (row === undefined) {
      this.#rows.set(alarm.alarm, new AlarmRow(alarm, this.#page));
    } else {
      row.show(alarm);
    }
  }

  /** The focus is not lost with a row that goes. @param {number} id @param {AlarmRow} row */
  #remove(id, row) {
    const focused = row.element.contains(document.activeElement);
    const next = /** @type {HTMLElement | null} */ (row.element.nextElementSibling ?? row.element.previousElementSibling);
    row.element.remove();
    this.#rows.delete(id);
    if (focused) {
      const other = [...this.#rows.values()].find(each => each.element === next);
      other === undefined ? byId("events-close").focus() : other.focus();
    }
  }

  /** @param {import("../../socket/messages.js").AlarmWords[]} alarms */
  #arrange(alarms) {
    if (this.#list.contains(document.activeElement) && this.#list.childElementCount === alarms.length) {
      return;
    }
    const active = document.activeElement;
    alarms.forEach(({ alarm }, index) => {
      const element = this.#rows.get(alarm)?.element;
      if (element !== undefined && this.#list.children[index] !== element) {
        this.#list.insertBefore(element, this.#list.children[index] ?? null);
      }
    });
    if (active instanceof HTMLElement && active !== document.activeElement && this.#list.contains(active)) {
      active.focus();
    }
  }
}
