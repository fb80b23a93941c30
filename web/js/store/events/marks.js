/** @typedef {import("../../socket/messages.js").EventWords} EventWords */

/** So many marks of one sensor or source are remembered. */
const MOST = 2_000;

/**
 * What an event is on a chart.
 *
 * @typedef {"critical" | "warning" | "info" | "cleared" | "note" | "other"} MarkLook
 */

/** The events of one sensor or source, in the order of their times. */
export class MarkList {
  /** @type {EventWords[]} */ events = [];
  /** Grows with every change. */
  version = 0;

  /** @param {EventWords} event */
  add(event) {
    const { events } = this;
    let index = events.length;
    while (index > 0 && later(events[index - 1], event)) {
      index -= 1;
    }
    if (events[index - 1]?.id === event.id) {
      return;
    }
    events.splice(index, 0, event);
    if (events.length > MOST) {
      index < MOST / 2 ? events.pop() : events.shift();
    }
    this.version += 1;
  }

  /** @param {number} id events after it are forgotten */
  forgetAfter(id) {
    this.events = this.events.filter(each => each.id <= id);
    this.version += 1;
  }

  /** @param {number} from @param {number} to epoch milliseconds @returns {MarkList} what is within */
  between(from, to) {
    const part = new MarkList();
    part.events = this.events.slice(this.indexOf(from), this.indexOf(to + 1));
    part.version = this.version;
    return part;
  }

  /** @param {number} time @returns {number} index of the first event at or after `time` */
  indexOf(time) {
    let [low, high] = [0, this.events.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      this.events[middle].time < time ? (low = middle + 1) : (high = middle);
    }
    return low;
  }
}

/** @type {readonly MarkList[]} */
const NONE = [];

/** What is marked on the charts: the events of their sensors, and those of the sources these come from. */
export class Marks {
  /** @type {Map<string, MarkList>} */ #lists = new Map();
  /** By sensor, so that asking costs nothing. @type {Map<string, readonly MarkList[]>} */ #bySensor = new Map();

  /** Where a sensor is new its line says so. @param {EventWords} event */
  add(event) {
    const subject = event.sensor ?? event.source;
    if (subject === undefined || event.kind === "sensor-new") {
      return;
    }
    let list = this.#lists.get(subject);
    if (list === undefined) {
      list = new MarkList();
      this.#lists.set(subject, list);
      this.#bySensor.clear();
    }
    list.add(event);
  }

  /** @param {{id: string, source: string}} sensor @returns {readonly MarkList[]} */
  of({ id, source }) {
    let lists = this.#bySensor.get(id);
    if (lists === undefined) {
      lists = [this.#lists.get(id), this.#lists.get(source)].filter(each => each !== undefined);
      lists = lists.length === 0 ? NONE : lists;
      this.#bySensor.set(id, lists);
    }
    return lists;
  }

  /** @param {number} id events after it are forgotten */
  forgetAfter(id) {
    this.#lists.forEach(list => list.forgetAfter(id));
  }
}

/** @param {EventWords} event @returns {MarkLook} */
export function lookOf({ kind, severity = "warning" }) {
  if (kind === "alarm-raised") {
    return severity;
  }
  return kind === "alarm-cleared" ? "cleared" : kind === "note" ? "note" : "other";
}

/** @param {EventWords} a @param {EventWords} b @returns {boolean} */
function later(a, b) {
  return a.time > b.time || (a.time === b.time && a.id > b.id);
}
