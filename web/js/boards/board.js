import { atEnd, byId, listen, make, setText } from "../ui/dom.js";
import { Card } from "./card.js";
import { Group } from "./group.js";
import { statusText } from "../sensors/status.js";

/** @typedef {import("../store/readings/sensor.js").Sensor} Sensor */
/** @typedef {import("../store/sensor-store.js").SensorStore} SensorStore */

/** @typedef {import("../page/ports.js").BoardItem} Item */
/** @typedef {import("../page/ports.js").BoardCard} BoardCard */

/** All groups and cards; new sensors and sources appear by themselves. */
export class Board {
  #store;
  #page;
  #order;
  /** @type {Map<string, Group>} */ #groups = new Map();
  /** @type {Map<string, Item>} */ #items = new Map();
  /** @type {Map<string, BoardCard>} */ #cards = new Map();
  /** @type {Map<Element, BoardCard>} */ #byElement = new Map();
  #filter = "";
  #element = byId("board");
  #nothing = byId("nothing");
  #spoken = byId("spoken");
  #dragged = "";
  /** @type {Set<BoardCard>} */ #visible = new Set();
  /** Cards whose figures are still to be written in this round. @type {BoardCard[]} */ #round = [];

  /**
   * @param {SensorStore} store
   * @param {Omit<import("./card.js").Surroundings, "observer" | "onMove">} page
   * @param {import("./order.js").Order} order
   * @param {AbortSignal} signal removes all groups and cards
   */
  constructor(store, page, order, signal) {
    this.#store = store;
    this.#order = order;
    const observer = new IntersectionObserver(entries => this.#seen(entries), { rootMargin: "100px" });
    this.#page = { ...page, observer, onMove: (/** @type {Sensor} */ sensor, /** @type {number} */ by) => this.move(sensor, by) };
    store.listen(change => this.#changed(change), signal);
    listen(this.#element, "dragstart", event => this.#dragStart(event), signal);
    listen(this.#element, "dragover", event => this.#dragOver(event), signal);
    listen(this.#element, "drop", event => event.preventDefault(), signal);
    store.sources.forEach(source => this.#source(source));
    store.sensors.forEach(sensor => this.#sensor(sensor));
    atEnd(signal, () => {
      [...this.#items.keys()].forEach(id => this.remove(id));
      this.#groups.forEach(group => group.element.remove());
      observer.disconnect();
    });
  }

  /** To be called about ten times a second: writes a tenth of the cards out of sight. Those in sight draw themselves. */
  drawFigures() {
    if (this.#round.length === 0) {
      this.#round = [...this.#cards.values()];
    }
    this.#round.splice(0, Math.ceil(this.#cards.size / 10)).forEach(card => this.#visible.has(card) || card.drawFigures());
  }

  /** After a change of language. */
  describe() {
    this.#cards.forEach(card => card.describe());
    this.#store.sources.forEach(source => this.#groups.get(source.id)?.describe(source));
    this.filter(this.#filter);
  }

  /** @param {string} text shows only the sensors it finds by name, id or source */
  filter(text) {
    this.#filter = text;
    const wanted = text.trim().toLowerCase();
    let shown = 0;
    for (const [id, group] of this.#groups) {
      const cards = this.#itemsOf(id).map(item => this.#cards.get(item.id));
      const hits = cards.filter(card => {
        const hit = card?.matches(wanted, this.#store.sources.get(id)?.name ?? "") ?? false;
        card?.element.toggleAttribute("hidden", !hit);
        return hit;
      }).length;
      group.element.hidden = wanted !== "" && hits === 0;
      shown += hits;
    }
    this.#nothing.hidden = wanted === "" || shown > 0;
    setText(byId("nothing-text"), this.#page.format.words("nothingFound", { text: text.trim() }));
  }

  /** The sensors that the filter lets through. @returns {Sensor[]} */
  get shown() {
    return [...this.#store.sensors.values()].filter(sensor => this.#cards.get(sensor.id)?.element.hidden === false);
  }

  /** @param {Item} item @param {number} by places, within its group @param {boolean} focus whether its card is to have the focus */
  move(item, by, focus = true) {
    const ids = this.#itemsOf(item.source).map(each => each.id);
    this.#order.move(ids, item.id, ids.indexOf(item.id) + by);
    this.#arrange(item.source);
    if (focus) {
      this.#cards.get(item.id)?.focus();
    }
  }

  /** @param {Item} item @param {BoardCard} card its own, which the board shows from now on; to be watched beforehand */
  add(item, card) {
    this.#items.set(item.id, item);
    this.#cards.set(item.id, card);
    this.#byElement.set(card.element, card);
    if (!this.#groups.has(item.source)) {
      this.#source(this.#store.sources.get(item.source) ?? { id: item.source, name: item.source, detail: "", state: "live" });
    }
    this.#arrange(item.source);
    if (this.#filter !== "") {
      this.filter(this.#filter);
    }
    byId("empty").hidden = true;
  }

  /** Takes the card of a sensor off the board. @param {string} id */
  remove(id) {
    const card = this.#cards.get(id);
    if (card !== undefined) {
      this.#items.delete(id);
      this.#cards.delete(id);
      this.#byElement.delete(card.element);
      this.#visible.delete(card);
      this.#round = this.#round.filter(each => each !== card);
      card.remove();
    }
  }

  /** @param {Element} element of a card: it is told when it is in sight */
  observe(element) {
    this.#page.observer.observe(element);
  }

  /** @param {string} id */
  focus(id) {
    this.#cards.get(id)?.focus();
  }

  /** @param {import("../store/sensor-store.js").Change} change */
  #changed(change) {
    if (change.type === "source") {
      this.#source(change.source);
    } else if (change.type === "sensor") {
      this.#sensor(change.sensor);
    } else if (change.type === "status") {
      this.#cards.get(change.sensor.id)?.describe();
      this.#speak(change.sensor);
    }
    byId("empty").hidden = this.#items.size > 0;
  }

  /** @param {import("../store/sensor-store.js").SourceView} source */
  #source(source) {
    const known = this.#groups.get(source.id);
    if (known !== undefined) {
      return known.describe(source);
    }
    const group = new Group(source, this.#page.format);
    this.#groups.set(source.id, group);
    this.#element.append(group.element);
  }

  /** @param {Sensor} sensor */
  #sensor(sensor) {
    const known = this.#cards.get(sensor.id);
    if (known !== undefined) {
      return known.describe();
    }
    this.add(sensor, new Card(sensor, this.#page));
  }

  /** Puts the cards of a group in their order; those that are in place stay untouched. @param {string} source */
  #arrange(source) {
    const grid = this.#groups.get(source)?.grid;
    this.#itemsOf(source).forEach((item, index) => {
      const element = this.#cards.get(item.id)?.element;
      if (grid && element && grid.children[index] !== element) {
        grid.insertBefore(element, grid.children[index] ?? null);
      }
    });
    this.#fitColumns();
  }

  /** No more columns than the largest group fills, so that a wide screen has no empty edge. */
  #fitColumns() {
    const most = Math.max(3, ...[...this.#groups.values()].map(group => group.grid.childElementCount));
    this.#element.style.setProperty("--most", String(most));
  }

  /** @param {string} source @returns {Item[]} in the chosen order */
  #itemsOf(source) {
    const ids = [...this.#items.values()].filter(each => each.source === source).map(each => each.id);
    return this.#order.sort(ids).flatMap(id => this.#items.get(id) ?? []);
  }

  /** @param {IntersectionObserverEntry[]} entries */
  #seen(entries) {
    for (const entry of entries) {
      const card = this.#byElement.get(entry.target);
      if (card !== undefined) {
        this.#page.scheduler.show(card, entry.isIntersecting);
        if (entry.isIntersecting) {
          card.appear();
          this.#visible.add(card);
        } else {
          this.#visible.delete(card);
        }
      }
    }
  }

  /** @param {Sensor} sensor */
  #speak(sensor) {
    const { format, clock } = this.#page;
    const status = statusText(sensor, format, clock.now());
    const live = sensor.status === "live";
    const text = live ? format.words("saysLive", { name: sensor.name }) : format.words("saysStatus", { name: sensor.name, status });
    this.#spoken.replaceChildren(make("p", {}, text));
  }

  /** @param {DragEvent} event */
  #dragStart(event) {
    const card = event.target instanceof Element ? event.target.closest("[data-sensor]") : null;
    this.#dragged = card?.getAttribute("data-sensor") ?? "";
    event.dataTransfer?.setData("text/plain", this.#dragged);
  }

  /** @param {DragEvent} event */
  #dragOver(event) {
    const over = event.target instanceof Element ? event.target.closest("[data-sensor]") : null;
    const target = this.#items.get(over?.getAttribute("data-sensor") ?? "");
    const dragged = this.#items.get(this.#dragged);
    if (target === undefined || dragged === undefined || target.source !== dragged.source) {
      return;
    }
    event.preventDefault();
    if (target !== dragged) {
      const ids = this.#itemsOf(target.source).map(each => each.id);
      this.#order.move(ids, dragged.id, ids.indexOf(target.id));
      this.#arrange(target.source);
    }
  }
}
