import { lookOf } from "../../store/events/marks.js";

/** @typedef {import("../../store/events/marks.js").MarkList} MarkList */
/** @typedef {import("../../store/events/marks.js").MarkLook} MarkLook */

/** Half the width of a sign, pixels. */
const HALF = 4;
/** Marks of one look that are closer than that are one, pixels. */
const APART = 2;

/** What stands at the top of a mark: every look has a shape of its own. @type {Record<MarkLook, (x: number, y: number) => string>} */
const SIGNS = {
  critical: (x, y) => `M${x} ${y}L${x + HALF} ${y + HALF}L${x} ${y + 2 * HALF}L${x - HALF} ${y + HALF}Z`,
  warning: (x, y) => `M${x} ${y}L${x + HALF} ${y + 2 * HALF - 1}H${x - HALF}Z`,
  info: (x, y) => `M${x - 1.5} ${y}h3v${2 * HALF}h-3Z`,
  cleared: (x, y) => `M${x - HALF} ${y}h${2 * HALF}L${x} ${y + 2 * HALF - 1}Z`,
  note: (x, y) => `M${x - HALF} ${y}h${2 * HALF}v${HALF + 1}h-${HALF}l-2 3v-3h-${HALF - 2}Z`,
  other: (x, y) => `M${x - HALF + 1} ${y}h${2 * HALF - 2}v${2 * HALF - 2}h-${2 * HALF - 2}Z`,
};

/**
 * The marks of events on a chart: thin lines with a sign at their top. One path for each look, made when it is first needed and
 * written only when it would be another; while nothing happens, drawing costs a comparison.
 */
export class MarkPaths {
  #renderer;
  #group;
  /** @type {Partial<Record<MarkLook, any>>} */ #paths = {};
  #key = "";

  /** @param {any} renderer of a chart @param {any} group in which they are drawn */
  constructor(renderer, group) {
    this.#renderer = renderer;
    this.#group = group;
  }

  /**
   * @param {readonly MarkList[]} lists
   * @param {{left: number, top: number, width: number, height: number, from: number, to: number, origin: number}} frame the plot, the
   *   times it shows, and the time at its left edge as the group is drawn
   */
  draw(lists, { left, top, width, height, from, to, origin }) {
    if (lists.length === 0 && this.#key === "") {
      return;
    }
    const versions = lists.map(list => list.version).join();
    const key = `${versions}|${left}|${top}|${width}|${height}|${origin}|${to - from}`;
    if (key === this.#key) {
      return;
    }
    this.#key = key;
    const scale = width / (to - from);
    /** @type {Partial<Record<MarkLook, string>>} */
    const texts = {};
    /** @type {Partial<Record<MarkLook, number>>} */
    const lastX = {};
    for (const { events, index } of lists.map(list => ({ events: list.events, index: list.indexOf(origin - 1) }))) {
      for (let at = index; at < events.length; at += 1) {
        const look = lookOf(events[at]);
        const x = Math.round(left + (events[at].time - origin) * scale);
        if (!(Math.abs(x - (lastX[look] ?? -Infinity)) < APART)) {
          lastX[look] = x;
          texts[look] = `${texts[look] ?? ""}M${x} ${top}V${top + height}${SIGNS[look](x, top)}`;
        }
      }
    }
    this.#write(texts);
  }

  /** @param {Partial<Record<MarkLook, string>>} texts */
  #write(texts) {
    for (const look of /** @type {MarkLook[]} */ (Object.keys({ ...texts, ...this.#paths }))) {
      this.#paths[look] ??= this.#renderer.path().attr({ class: `mark mark-${look}`, "data-mark": look }).add(this.#group);
      this.#paths[look].element.setAttribute("d", texts[look] ?? "");
    }
  }
}
