/**
 * The order of cards a person has chosen, as a list of sensor ids. Sensors that are not in it follow, as they came.
 */
export class Order {
  #settings;
  /** @type {string[]} */ #ids;

  /** @param {import("../ui/settings.js").Settings} settings */
  constructor(settings) {
    this.#settings = settings;
    this.#ids = settings.get("order", /** @type {string[]} */ ([])).filter(id => typeof id === "string");
  }

  /** @param {string[]} ids as they came @returns {string[]} as chosen */
  sort(ids) {
    const rank = new Map(this.#ids.map((id, index) => [id, index]));
    const of = (/** @type {string} */ id) => rank.get(id) ?? Infinity;
    return ids
      .map((id, index) => ({ id, index }))
      .sort((a, b) => (of(a.id) === of(b.id) ? a.index - b.index : of(a.id) - of(b.id)))
      .map(each => each.id);
  }

  /**
   * Moves one of the ids to the place of another.
   *
   * @param {string[]} ids as shown now @param {string} id @param {number} to new place
   * @returns {string[]} as shown next
   */
  move(ids, id, to) {
    const next = ids.filter(each => each !== id);
    next.splice(Math.max(0, Math.min(next.length, to)), 0, id);
    const moved = new Set(next);
    this.#ids = [...this.#ids.filter(each => !moved.has(each)), ...next];
    this.#settings.set("order", this.#ids);
    return next;
  }
}
