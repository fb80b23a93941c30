import { icon, listen, make, setIcon, setText } from "./dom.js";
import { STATUS_ICON, asHeard, causeText, statusText } from "./status.js";

/** @typedef {import("../store/sensor.js").Sensor} Sensor */

/** Value and age are written so often when nothing comes; milliseconds, a little less than the beat that wakes us. */
const FIGURES_EVERY = 95;
/** What comes is drawn so often at most: 20 times a second. Milliseconds. */
const READINGS_EVERY = 45;

/**
 * What a card needs of the page.
 *
 * @typedef {object} Surroundings
 * @property {import("./format.js").Format} format
 * @property {import("./view.js").View} view
 * @property {{now: () => number}} clock the server's clock
 * @property {import("../charts/scheduler.js").Scheduler} scheduler
 * @property {IntersectionObserver} observer
 * @property {(element: HTMLElement, sensor: Sensor) => import("../charts/live-chart.js").LiveChart | null} chart
 * @property {() => boolean} connected
 * @property {() => import("./link.js").Unheard | null} unheard why nothing is known of any sensor now
 * @property {() => readonly {from: number, to: number}[]} missed times in which updates did not come
 * @property {(ring: import("../store/ring.js").Ring, count: number, frame: number) => void} onReadingsDrawn the newest
 *   `count` readings were drawn in the frame of that time for the first time, as soon as they could be
 * @property {(sensor: Sensor) => void} onOpen
 * @property {(sensor: Sensor, by: number) => void} onMove
 */

/** One sensor at one glance. Its size never changes. */
export class Card {
  element;
  #sensor;
  #page;
  #parts;
  /** @type {import("../charts/live-chart.js").LiveChart | null} */ #chart = null;
  #figuresAt = -Infinity;
  #lineAt = -Infinity;
  #drawnVersion = -1;
  #drawnChanges = -1;
  #drawnArrived = 0;
  /** @type {(() => void)[]} */ #detach;

  /** @param {Sensor} sensor @param {Surroundings} page */
  constructor(sensor, page) {
    this.#sensor = sensor;
    this.#page = page;
    this.#parts = parts();
    const { open, title, sign, age, value, unit, max, min, plot, cause } = this.#parts;
    this.element = make(
      "article",
      { class: "card", "data-sensor": sensor.id, draggable: "true" },
      make("header", {}, title, make("span", { class: "age" }, sign, age)),
      make("div", { class: "figures" }, make("p", { class: "now" }, value, " ", unit), make("dl", {}, max, min)),
      make("div", { class: "plot" }, plot, cause),
    );
    this.#detach = [
      listen(open, "click", () => page.onOpen(sensor)),
      listen(open, "keydown", event => this.#key(event)),
      page.scheduler.add(this),
    ];
    page.observer.observe(this.element);
    this.describe();
  }

  /** Name, unit, status or language may be others now. */
  describe() {
    const { open, name, unit, sign, cause, maxWord, minWord } = this.#parts;
    const { format } = this.#page;
    const doing = asHeard(this.#sensor, this.#page.unheard(), format);
    setText(name, this.#sensor.name);
    name.title = `${this.#sensor.name} (${this.#sensor.id})`;
    open.setAttribute("aria-label", format.words("enlarge", { name: this.#sensor.name }));
    setText(unit, this.#sensor.unit);
    setText(maxWord, format.words("max"));
    setText(minWord, format.words("min"));
    this.element.dataset.status = doing.status;
    setIcon(sign, STATUS_ICON[doing.status]);
    setText(cause, causeText(doing, format));
    cause.title = cause.textContent ?? "";
    this.#drawnVersion = -1;
  }

  /** @param {string} text lower case @param {string} sourceName @returns {boolean} whether a filter finds it */
  matches(text, sourceName) {
    return `${this.#sensor.name} ${this.#sensor.id} ${sourceName}`.toLowerCase().includes(text);
  }

  focus() {
    this.#parts.open.focus();
  }

  /** It is in sight again: everything is drawn at once. */
  appear() {
    this.#drawnVersion = -1;
  }

  /** @param {number} now @returns {boolean} */
  due(now) {
    const { view } = this.#page;
    if (this.#drawnVersion !== view.version) {
      return true;
    }
    const news = this.#drawnChanges !== this.#sensor.changes && now - this.#lineAt >= READINGS_EVERY;
    return !view.paused && (news || now - this.#figuresAt >= FIGURES_EVERY);
  }

  /** @param {number} now */
  draw(now) {
    const { view, chart } = this.#page;
    this.#figuresAt = now;
    this.drawFigures();
    const anew = this.#drawnVersion !== view.version;
    const news = this.#drawnChanges !== this.#sensor.changes;
    if (anew || news || now - this.#lineAt >= view.period(this.#chart?.width ?? 300)) {
      this.#lineAt = now;
      this.#chart ??= chart(this.#parts.plot, this.#sensor);
      this.#drawLine();
      this.#report(anew, now);
      this.#drawnVersion = view.version;
      this.#drawnChanges = this.#sensor.changes;
    }
  }

  #drawLine() {
    const { view, missed } = this.#page;
    const end = view.end;
    this.#chart?.draw(end - view.span, end, this.#silent(), missed());
    this.#drawExtremes();
  }

  /** What was held back (out of sight, paused, in the background) says nothing of how quick the page is. @param {boolean} anew @param {number} now */
  #report(anew, now) {
    const { ring, arrived } = this.#sensor;
    if (!anew && !this.#page.view.paused && arrived > this.#drawnArrived) {
      this.#page.onReadingsDrawn(ring, arrived - this.#drawnArrived, now);
    }
    this.#drawnArrived = arrived;
  }

  /** Value and age, also of a card out of sight: who reads the page with other means than eyes reads it too. */
  drawFigures() {
    const { format, view, unheard } = this.#page;
    const { value, age } = this.#parts;
    if (!view.paused) {
      if (Number.isFinite(this.#sensor.lastValue)) {
        this.#sensor.decimals.observe(this.#sensor.lastValue);
      }
      setText(value, format.number(this.#sensor.lastValue, this.#sensor.decimals.count));
    }
    setText(age, statusText(asHeard(this.#sensor, unheard(), format), format, view.end));
  }

  remove() {
    this.#detach.forEach(detach => detach());
    this.#page.observer.unobserve(this.element);
    this.#chart?.destroy();
    this.element.remove();
  }

  #silent() {
    return this.#sensor.status !== "live" || !this.#page.connected();
  }

  #drawExtremes() {
    const { format } = this.#page;
    const { lowest, highest } = this.#chart?.columns ?? { lowest: Infinity, highest: -Infinity };
    const decimals = this.#sensor.decimals.count;
    setText(this.#parts.maxValue, format.number(highest, decimals));
    setText(this.#parts.minValue, format.number(lowest, decimals));
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

/** The elements of a card that change. */
function parts() {
  const name = make("span", { class: "name" });
  const open = make("button", { class: "open", type: "button", "aria-keyshortcuts": "Alt+ArrowLeft Alt+ArrowRight" }, name);
  const maxWord = make("dt");
  const minWord = make("dt");
  const maxValue = make("dd", { "data-role": "max" });
  const minValue = make("dd", { "data-role": "min" });
  return {
    open,
    name,
    title: make("h3", {}, open),
    sign: icon("none"),
    age: make("span", { "data-role": "age" }),
    value: make("span", { "data-role": "value" }, "–"),
    unit: make("span", { class: "unit", "data-role": "unit" }),
    maxWord,
    minWord,
    maxValue,
    minValue,
    max: make("div", {}, maxWord, " ", maxValue),
    min: make("div", {}, minWord, " ", minValue),
    plot: make("div", { class: "chart", "data-role": "chart", "aria-hidden": "true" }),
    cause: make("p", { class: "cause", "data-role": "cause" }),
  };
}
