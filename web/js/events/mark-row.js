import { byId, icon, make, setText } from "../ui/dom.js";
import { signOf } from "./words/telling.js";

/** @typedef {import("../socket/messages.js").EventWords} EventWords */
/** @typedef {import("../charts/detail-chart.js").DetailChart} DetailChart */

/** Marks that are closer than that share a sign, pixels. */
const APART = 18;
/** So many signs there are at most. */
const MOST = 60;
/** So many events a sign tells of. */
const TOLD = 6;

/** Above the enlarged chart, a sign for what happened at each moment; pointed at or focused, it says what that was. */
export class MarkRow {
  #page;
  #element = byId("detail-marks");
  /** @type {Map<string, HTMLElement>} */ #signs = new Map();

  /** @param {{say: import("./words/event-words.js").Say, telling: import("./words/telling.js").Telling}} page */
  constructor(page) {
    this.#page = page;
  }

  /** @param {DetailChart | null} chart @param {readonly import("../store/events/marks.js").MarkList[]} lists @param {number} from @param {number} to epoch milliseconds */
  draw(chart, lists, from, to) {
    const events = lists.flatMap(list => list.events.slice(list.indexOf(from), list.indexOf(to + 1)));
    const bundles = chart === null ? [] : bundled(events.sort((a, b) => a.time - b.time), chart);
    const wanted = new Set(bundles.map(each => each.key));
    for (const [key, sign] of this.#signs) {
      if (!wanted.has(key)) {
        sign.remove();
        this.#signs.delete(key);
      }
    }
    for (const { key, x, of } of bundles) {
      const sign = this.#signs.get(key) ?? this.#make(key, of);
      sign.style.left = `${x.toFixed(1)}px`;
      sign.classList.toggle("at-end", x > this.#element.clientWidth / 2);
    }
    this.#element.hidden = bundles.length === 0;
  }

  clear() {
    this.#signs.forEach(sign => sign.remove());
    this.#signs.clear();
  }

  /** @param {string} key @param {EventWords[]} events */
  #make(key, events) {
    const { say, telling } = this.#page;
    const newest = events[events.length - 1];
    const lines = events.slice(-TOLD).map(event => say("markLabel", { time: telling.time(event.time), text: said(event, telling) }));
    if (events.length > TOLD) {
      lines.unshift(say("marksMany", { n: events.length }));
    }
    const label = make("span", { class: "mark-label" }, ...lines.map(line => make("span", {}, line)));
    const count = make("span", { class: "count" });
    setText(count, events.length > 1 ? String(events.length) : "");
    const sign = make("button", { class: "mark-sign", type: "button", "data-kind": newest.kind, "data-severity": newest.severity ?? null }, icon(signOf(newest)), count, label);
    this.#signs.set(key, sign);
    this.#element.append(sign);
    return sign;
  }
}

/** @param {EventWords} event @param {import("./words/telling.js").Telling} telling */
function said(event, telling) {
  return event.kind === "note" && event.by ? `${event.by}: ${event.text ?? ""}` : telling.event(event);
}

/** @param {EventWords[]} events in the order of their times @param {DetailChart} chart @returns {{key: string, x: number, of: EventWords[]}[]} */
function bundled(events, chart) {
  /** @type {{key: string, x: number, of: EventWords[]}[]} */
  const bundles = [];
  for (const event of events) {
    const x = chart.xOf(event.time);
    const last = bundles[bundles.length - 1];
    if (last !== undefined && x - last.x < APART) {
      last.of.push(event);
    } else if (!Number.isNaN(x)) {
      bundles.push({ key: "", x, of: [event] });
    }
  }
  bundles.forEach(each => (each.key = each.of.map(({ id }) => id).join()));
  return bundles.slice(-MOST);
}
