import { icon, listen, make, setIcon, setText } from "../ui/dom.js";
import { STATUS_ICON, causeText, statusText } from "../sensors/status.js";
import { StillLegend, pointedAt } from "./still-legend.js";
import { StillScreen } from "./still-screen.js";
import { doingOf, sightOf, timeOf, toldOf } from "./still-sight.js";
import { sayStill } from "./still-words.js";

/** @typedef {import("../store/stills/stills.js").StillSensor} StillSensor */

/** Ages are written, and the past is looked at while it is played, so often; milliseconds, a little less than the page's beat. */
const EVERY = 95;

/**
 * What a card of stills needs of the page.
 *
 * @typedef {import("./still-sight.js").StillView & {
 *   clock: {now: () => number},
 *   scheduler: import("../charts/scheduler.js").Scheduler,
 *   scales: import("./still-scales.js").StillScales,
 *   observe: (element: Element) => void,
 *   onOpen: (sensor: StillSensor) => void,
 *   onMove: (sensor: StillSensor, by: number) => void,
 * }} StillSurroundings
 */

/** The still of one sensor at one glance, as large as the cards of the other sensors, and on the same clock. */
export class StillCard {
  element;
  screen;
  #sensor;
  #page;
  #legend;
  #name = make("span", { class: "name" });
  #open = make("button", { class: "open", type: "button", "aria-keyshortcuts": "Alt+ArrowLeft Alt+ArrowRight" }, this.#name);
  #sign = icon("none");
  #age = make("span", { "data-role": "age" });
  #time = make("span", { class: "time", "data-role": "time" });
  #value = make("span", { class: "value", "data-role": "value" });
  #cause = make("span", { class: "why", "data-role": "cause" });
  #drawnAt = -Infinity;
  #drawnVersion = -1;
  #drawnChanges = -1;
  #detach;

  /** @param {StillSensor} sensor @param {StillSurroundings} page */
  constructor(sensor, page) {
    this.#sensor = sensor;
    this.#page = page;
    this.screen = new StillScreen(() => page.scales.fixed(sensor.id), () => this.drawFigures());
    this.#legend = new StillLegend(page.format);
    this.element = make(
      "article",
      { class: "card still", "data-sensor": sensor.id, draggable: "true" },
      make("header", {}, make("h3", {}, this.#open), make("span", { class: "age" }, this.#sign, this.#age)),
      make("div", { class: "plate" }, this.screen.element, this.#legend.element),
      make("p", { class: "caption" }, this.#time, this.#value, this.#cause),
    );
    listen(this.#open, "click", () => page.onOpen(sensor));
    listen(this.#open, "keydown", event => this.#key(event));
    listen(this.element, "pointermove", event => this.#point(event));
    listen(this.element, "pointerleave", () => this.#unpoint());
    this.#detach = page.scheduler.add(this);
    page.observe(this.element);
    this.describe();
  }

  /** Name, status, scale or language may be others now. */
  describe() {
    const { name, id } = this.#sensor;
    setText(this.#name, name);
    this.#name.title = `${name} (${id})`;
    this.#open.setAttribute("aria-label", sayStill(this.#page.format.language, "enlarge", { name }));
    this.screen.repaint();
    this.drawFigures();
    this.#drawnVersion = -1;
  }

  /** @param {string} text lower case @param {string} sourceName @returns {boolean} whether a filter finds it */
  matches(text, sourceName) {
    return `${this.#sensor.name} ${this.#sensor.id} ${sourceName}`.toLowerCase().includes(text);
  }

  remove() {
    this.#detach();
    this.screen.close();
    this.element.remove();
  }

  focus() {
    this.#open.focus();
  }

  /** It is in sight again. */
  appear() {
    this.#drawnVersion = -1;
  }

  /** @param {number} now @returns {number} milliseconds */
  wait(now) {
    const { view } = this.#page;
    if (this.#drawnVersion !== view.version || this.#drawnChanges !== this.#sensor.changes) {
      return 0;
    }
    return !view.still && now - this.#drawnAt >= EVERY ? 0 : Infinity;
  }

  /** @param {number} now */
  draw(now) {
    const { view, format, past } = this.#page;
    this.#drawnAt = now;
    this.#drawnVersion = view.version;
    this.#drawnChanges = this.#sensor.changes;
    const { still, sure } = sightOf(this.#sensor, this.#page);
    if (still !== undefined) {
      this.screen.show(still, sayStill(format.language, view.live ? "none" : "noneThen"));
    }
    this.element.toggleAttribute("data-waiting", !sure && still === undefined && !past.failing);
    this.drawFigures();
  }

  /** Time, age, status and what is pointed at; also of a card out of sight. */
  drawFigures() {
    const { format, view, clock, scales } = this.#page;
    const { frame, problem } = this.screen;
    const time = frame?.still.time ?? (view.live ? this.#sensor.lastTime : NaN);
    const moment = doingOf(this.#sensor, time, this.#page);
    this.element.dataset.status = moment.status;
    setIcon(this.#sign, STATUS_ICON[moment.status]);
    setText(this.#age, statusText(moment, format, view.end));
    setText(this.#time, frame === null ? "" : timeOf(frame.still.time, clock.now(), format));
    const value = pointedAt(this.screen, format);
    const why = problem === "" ? causeText(moment, format) : sayStill(format.language, "broken", { why: problem });
    setText(this.#value, value);
    setText(this.#cause, value === "" ? why : "");
    this.#cause.title = why;
    this.screen.describe(toldOf(this.#sensor, this.screen, format));
    this.#hint(this.screen.matrix === null ? "" : sayStill(format.language, "keysEnlarged"));
    this.#legend.draw(this.screen, scales.fixed(this.#sensor.id) !== null);
  }

  /** What the pointer reads here keys read when it is enlarged: said with the button that does that. @param {string} text */
  #hint(text) {
    if (this.#open.getAttribute("aria-description") !== text) {
      this.#open.setAttribute("aria-description", text);
    }
  }

  /** @param {PointerEvent} event */
  #point(event) {
    this.screen.point(event.clientX, event.clientY);
    this.drawFigures();
  }

  #unpoint() {
    this.screen.pick(null);
    this.drawFigures();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const by = event.altKey ? { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key] : undefined;
    if (by !== undefined) {
      event.preventDefault();
      this.#page.onMove(this.#sensor, by);
    }
  }
}
