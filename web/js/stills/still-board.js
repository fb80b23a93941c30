import { atEnd, byId, make } from "../ui/dom.js";
import { causeText, statusText } from "../sensors/status.js";
import { StillCard } from "./still-card.js";
import { doingNow } from "./still-sight.js";

/** @typedef {import("../store/stills/stills.js").StillSensor} StillSensor */

/** Brings the cards of stills onto the board, each into the group of its source, and tells them what happens to that. */
export class StillBoard {
  #stills;
  #board;
  #page;
  /** @type {Map<string, StillCard>} */ #cards = new Map();
  /** How each did when it was said last. @type {Map<string, string>} */ #said = new Map();
  #spoken = byId("spoken");

  /**
   * @param {import("../store/stills/stills.js").Stills} stills
   * @param {import("../store/sensor-store.js").SensorStore} store
   * @param {import("../page/ports.js").BoardPort} board
   * @param {Omit<import("./still-card.js").StillSurroundings, "observe" | "onMove">} page
   * @param {AbortSignal} signal takes the cards off the board
   */
  constructor(stills, store, board, page, signal) {
    this.#stills = stills;
    this.#board = board;
    this.#page = {
      ...page,
      observe: (/** @type {Element} */ element) => board.observe(element),
      onMove: (/** @type {StillSensor} */ sensor, /** @type {number} */ by) => board.move(sensor, by),
    };
    stills.listen(change => {
      if (change.type === "sensor") {
        this.#sensor(change.sensor);
      } else if (change.type === "status") {
        this.#does(change.sensor);
      }
    });
    store.listen(change => change.type === "source" && this.#source(change.source.id), signal);
    atEnd(signal, () => this.#cards.forEach((_, id) => board.remove(id)));
  }

  /** The scale of one is another. @param {StillSensor} sensor */
  rescaled(sensor) {
    this.#cards.get(sensor.id)?.describe();
  }

  /** How many are not live, as far as the server says. @returns {number} */
  get troubled() {
    return [...this.#stills.sensors.values()].filter(sensor => sensor.silent || this.#doing(sensor).status === "lost").length;
  }

  /** @param {StillSensor} sensor */
  #sensor(sensor) {
    const known = this.#cards.get(sensor.id);
    if (known !== undefined) {
      return known.describe();
    }
    const card = new StillCard(sensor, this.#page);
    this.#cards.set(sensor.id, card);
    this.#said.set(sensor.id, "live");
    this.#board.add(sensor, card);
  }

  /** @param {string} source */
  #source(source) {
    for (const sensor of this.#stills.sensors.values()) {
      if (sensor.source === source) {
        this.#does(sensor);
      }
    }
  }

  /** @param {StillSensor} sensor */
  #does(sensor) {
    this.#cards.get(sensor.id)?.describe();
    this.#speak(sensor);
  }

  /** Only what has changed is said. @param {StillSensor} sensor */
  #speak(sensor) {
    const { format, clock } = this.#page;
    const doing = this.#doing(sensor);
    if (this.#said.get(sensor.id) === doing.status) {
      return;
    }
    this.#said.set(sensor.id, doing.status);
    const { name } = sensor;
    const status = `${statusText(doing, format, clock.now())}, ${causeText(doing, format)}`;
    const text = doing.status === "live" ? format.words("saysLive", { name }) : format.words("saysStatus", { name, status });
    this.#spoken.replaceChildren(make("p", {}, text));
  }

  /** @param {StillSensor} sensor */
  #doing(sensor) {
    return doingNow(sensor, sensor.lastTime, this.#page);
  }
}
