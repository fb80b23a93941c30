/** @typedef {{from: number, to: number}} Stretch epoch milliseconds; the end does not belong to it */

/** Stretches of time of which something is known: in order, neither touching nor overlapping. */
export class Stretches {
  /** @type {Stretch[]} */ #all = [];

  /** @param {number} from @param {number} to */
  add(from, to) {
    if (!(from < to)) {
      return;
    }
    const touches = (/** @type {Stretch} */ each) => each.from <= to && each.to >= from;
    const joined = this.#all.filter(touches);
    const whole = { from: Math.min(from, ...joined.map(each => each.from)), to: Math.max(to, ...joined.map(each => each.to)) };
    this.#all = [...this.#all.filter(each => !touches(each)), whole].sort((a, b) => a.from - b.from);
  }

  /** @param {number} from @param {number} to */
  remove(from, to) {
    this.#all = this.#all
      .flatMap(each => [{ from: each.from, to: Math.min(each.to, from) }, { from: Math.max(each.from, to), to: each.to }])
      .filter(each => each.from < each.to);
  }

  /** Forgets what lies outside. @param {number} from @param {number} to */
  keep(from, to) {
    this.remove(-Infinity, from);
    this.remove(to, Infinity);
  }

  /** @param {number} time @returns {boolean} */
  holds(time) {
    return this.#all.some(each => each.from <= time && time < each.to);
  }

  /** @param {Stretch} stretch @returns {Stretch[]} what of it is in none of these */
  outside(stretch) {
    let rest = [stretch];
    for (const known of this.#all) {
      rest = rest
        .flatMap(each => [{ from: each.from, to: Math.min(each.to, known.from) }, { from: Math.max(each.from, known.to), to: each.to }])
        .filter(each => each.from < each.to);
    }
    return rest;
  }
}

/**
 * @param {Stretch} stretch @param {Stretches[]} known
 * @returns {Stretch[]} what of it is in none of them, in order
 */
export function missing(stretch, ...known) {
  return known.reduce((rest, each) => rest.flatMap(part => each.outside(part)), [stretch]);
}
