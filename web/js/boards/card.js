import { icon, listen, make, setIcon, setText } from "../ui/dom.js";
import { wearAlarm } from "../sensors/alarm-look.js";
import { FigureFit, setFigure } from "../sensors/figure-fit.js";
import { extremesOf, momentOf, readingOf } from "../sensors/moment.js";
import { STATUS_ICON, asHeard, causeText, statusText } from "../sensors/status.js";

/** @typedef {import("../store/readings/sensor.js").Sensor} Sensor */

/** @typedef {import("../sensors/moment.js").Moment} Moment */

/** Value and age are written so often when nothing comes; milliseconds, a little less than the beat that wakes us. */
const FIGURES_EVERY = 95;
/** The figures of a card have so much less room than its chart; and so much room where there is no chart. Pixels. */
const [INSET, USUAL_ROOM] = [18, 310];

/**
 * What a card needs of the page.
 *
 * @typedef {object} Surroundings
 * @property {import("../ui/format.js").Format} format
 * @property {import("../page/view.js").View} view
 * @property {{now: () => number}} clock the server's clock
 * @property {import("../store/past.js").Past} past
 * @property {import("../charts/scheduler.js").Scheduler} scheduler
 * @property {IntersectionObserver} observer
 * @property {import("./charts-ahead.js").ChartsAhead} ahead
 * @property {(element: HTMLElement, sensor: Sensor) => import("../charts/live-chart.js").LiveChart | null} chart
 * @property {() => boolean} connected
 * @property {() => import("../page/link.js").Unheard | null} unheard why nothing is known of any sensor now
 * @property {(sensor: Sensor) => readonly {from: number, to: number}[]} missed times in which updates did not come
 * @property {(ring: import("../store/readings/ring.js").Ring, count: number, frame: number) => void} onReadingsDrawn the newest
 *   `count` readings were drawn in the frame of that time for the first time, as soon as they could be
 * @property {(sensor: Sensor) => import("../page/ports.js").AlarmLook | null} alarm the alarm of the moment shown
 * @property {(sensor: Sensor) => readonly import("../store/events/marks.js").MarkList[]} marks what happened
 * @property {(sensor: Sensor) => void} onOpen
 * @property {(sensor: Sensor, by: number) => void} onMove
 */

/** One sensor at one glance. Its size never changes. */
export class Card {
  element;
  #sensor;
  #page;
  #parts;
  /** What its line was drawn from. @type {import("../store/readings/track.js").Series} */ #series;
  /** How it does at the moment shown. @type {Moment} */ #moment;
  /** @type {import("../page/ports.js").AlarmLook | null} */ #alarm = null;
  /** @type {import("../charts/live-chart.js").LiveChart | null} */ #chart = null;
  #fit = new FigureFit();
  #figuresAt = -Infinity;
  #lineAt = -Infinity;
  #newsAt = -Infinity;
  #drawnVersion = -1;
  #drawnChanges = -1;
  #drawnArrived = 0;
  /** @type {(() => void)[]} */ #detach;

  /** @param {Sensor} sensor @param {Surroundings} page */
  constructor(sensor, page) {
    this.#sensor = sensor;
    this.#page = page;
    this.#series = sensor.ring;
    this.#moment = sensor;
    this.#parts = parts();
    const { title, sign, age, figures, plot, cause, open } = this.#parts;
    this.element = make(
      "article",
      { class: "card", "data-sensor": sensor.id, draggable: "true" },
      make("header", {}, title, make("span", { class: "age" }, sign, age)),
      figures,
      make("div", { class: "plot" }, plot, cause),
    );
    this.#detach = [
      listen(open, "click", () => page.onOpen(sensor)),
      listen(open, "keydown", event => this.#key(event)),
      page.scheduler.add(this),
    ];
    page.observer.observe(this.element);
    page.ahead.add(this);
    this.describe();
  }

  /** Name, unit, status or language may be others now. */
  describe() {
    const { open, name, unit, maxWord, minWord } = this.#parts;
    const { format } = this.#page;
    setText(name, this.#sensor.name);
    name.title = `${this.#sensor.name} (${this.#sensor.id})`;
    open.setAttribute("aria-label", format.words("enlarge", { name: this.#sensor.name }));
    setText(unit, this.#sensor.unit);
    unit.title = this.#sensor.unit;
    setText(maxWord, format.words("max"));
    setText(minWord, format.words("min"));
    this.#moment = this.#look();
    this.#alarm = this.#page.alarm(this.#sensor);
    this.#describeStatus();
    this.#drawnVersion = -1;
  }

  #describeStatus() {
    const { sign, cause } = this.#parts;
    const { status } = this.#moment;
    this.element.dataset.status = status;
    const alarm = wearAlarm(this.element, this.#alarm);
    setIcon(sign, status === "live" && alarm !== null ? alarm.sign : STATUS_ICON[status]);
    setText(cause, [alarm?.text ?? "", causeText(this.#moment, this.#page.format)].filter(part => part !== "").join(" · "));
    cause.title = cause.textContent ?? "";
  }

  /** @param {string} text lower case @param {string} sourceName @returns {boolean} whether a filter finds it */
  matches(text, sourceName) {
    return `${this.#sensor.name} ${this.#sensor.id} ${sourceName}`.toLowerCase().includes(text);
  }

  focus() {
    this.#parts.open.focus();
  }

  /** Makes its chart before it is in sight, with what there is; not where it has no room, since a filter hides it. */
  prepare() {
    if (this.#chart === null && this.#parts.plot.clientWidth > 0) {
      this.#chart = this.#page.chart(this.#parts.plot, this.#sensor);
      this.#drawLine();
    }
  }

  /** It is in sight again: everything is drawn at once. */
  appear() {
    this.#drawnVersion = -1;
  }

  /**
   * Figures wait for the page's beat, readings only for those before them: not for a line that merely moved on.
   *
   * @param {number} now @returns {number} milliseconds
   */
  wait(now) {
    const { view } = this.#page;
    if (this.#drawnVersion !== view.version) {
      return 0;
    }
    if (view.still) {
      return Infinity;
    }
    if (now - this.#figuresAt >= FIGURES_EVERY || (!view.live && this.#lineDue(now))) {
      return 0;
    }
    return this.#drawnChanges === this.#sensor.changes ? Infinity : view.newsPeriod - (now - this.#newsAt);
  }

  /** @param {number} now @returns {boolean} whether the window has moved far enough */
  #lineDue(now) {
    return now - this.#lineAt >= this.#page.view.period(this.#chart?.width ?? 300);
  }

  /** @param {number} now */
  draw(now) {
    const { view, chart, past } = this.#page;
    this.#figuresAt = now;
    this.#series = past.series(this.#sensor, view);
    this.drawFigures();
    this.#fitFigure();
    const anew = this.#drawnVersion !== view.version;
    const news = this.#drawnChanges !== this.#sensor.changes && now - this.#newsAt >= view.newsPeriod;
    if (anew || news || this.#lineDue(now)) {
      this.#lineAt = now;
      this.#newsAt = news ? now : this.#newsAt;
      this.#chart ??= chart(this.#parts.plot, this.#sensor);
      this.#drawLine();
      this.#report(anew, now);
      this.#drawnVersion = view.version;
      this.#drawnChanges = this.#sensor.changes;
    }
  }

  #drawLine() {
    const { view, missed, marks } = this.#page;
    const to = view.end;
    this.#chart?.draw({
      series: this.#series,
      from: to - view.span,
      to,
      silentSince: this.#silent() ? this.#moment.lastTime : NaN,
      missed: missed(this.#sensor),
      marks: marks(this.#sensor),
    });
    this.#drawExtremes();
  }

  /** What was held back (out of sight, paused, in the background) says nothing of how quick the page is. @param {boolean} anew @param {number} now */
  #report(anew, now) {
    const { ring, arrived } = this.#sensor;
    if (!anew && this.#page.view.prompt && arrived > this.#drawnArrived) {
      this.#page.onReadingsDrawn(ring, arrived - this.#drawnArrived, now);
    }
    this.#drawnArrived = arrived;
  }

  /** Value and age, also of a card out of sight: who reads the page with other means than eyes reads it too. */
  drawFigures() {
    const { format, view, past } = this.#page;
    const { value, mean, age } = this.#parts;
    const waiting = past.waits(this.#sensor, view);
    this.element.toggleAttribute("data-waiting", waiting);
    if (waiting) {
      return;
    }
    this.#moment = this.#look();
    const before = this.#alarm;
    this.#alarm = this.#page.alarm(this.#sensor);
    const { status } = this.#moment;
    this.#sensor.decimals.follow(this.#sensor.ring);
    setText(value, readingOf(this.#moment, this.#sensor, format));
    setText(mean, this.#moment.mean ? format.words("isMean") : "");
    setText(age, status === "live" && this.#alarm !== null ? this.#alarm.corner : statusText(this.#moment, format, view.end));
    if (status !== "live" || this.element.dataset.status !== status || this.#alarm !== before) {
      this.#describeStatus();
    }
  }

  /** @returns {Moment} how the sensor does, or did at the moment shown */
  #look() {
    const { view, format, unheard } = this.#page;
    return view.live ? asHeard(this.#sensor, unheard(), format) : momentOf(this.#sensor, this.#series, view.end);
  }

  remove() {
    this.#detach.forEach(detach => detach());
    this.#page.observer.unobserve(this.element);
    this.#chart?.destroy();
    this.#chart = null;
    this.element.remove();
  }

  #silent() {
    return this.#moment.status !== "live" || (this.#page.view.live && !this.#page.connected());
  }

  /** Of the line and of the value beside them, which may be newer. */
  #drawExtremes() {
    const { format, view } = this.#page;
    const { lowest, highest } = extremesOf(this.#moment, this.#chart?.columns, view);
    setText(this.#parts.maxValue, format.reading(highest, this.#sensor.decimals));
    setText(this.#parts.minValue, format.reading(lowest, this.#sensor.decimals));
    this.#fitFigure();
  }

  /** No figure is cut off, however long it is. */
  #fitFigure() {
    const { figures, value, unit, mean, maxWord, maxValue, minWord, minValue } = this.#parts;
    const [now, beside, max, min] = [value, [unit, mean], [maxWord, maxValue], [minWord, minValue]].map(textsOf);
    const texts = { value: now[0], beside, extremes: [max, min].map(([word, figure]) => ({ word, value: figure })) };
    const room = this.#chart === null ? USUAL_ROOM : this.#chart.room - INSET;
    setFigure(figures, this.#fit.fit(texts, room, this.#page.view.end));
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

/** @param {Node | Node[]} nodes @returns {string[]} */
function textsOf(nodes) {
  return [nodes].flat().map(node => node.textContent ?? "");
}

/** The elements of a card that change. */
function parts() {
  const name = make("span", { class: "name" });
  const open = make("button", { class: "open", type: "button", "aria-keyshortcuts": "Alt+ArrowLeft Alt+ArrowRight" }, name);
  const maxWord = make("dt");
  const minWord = make("dt");
  const maxValue = make("dd", { "data-role": "max" });
  const minValue = make("dd", { "data-role": "min" });
  const value = make("span", { "data-role": "value" }, "–");
  const unit = make("span", { class: "unit", "data-role": "unit" });
  const mean = make("span", { class: "mean", "data-role": "mean" });
  const extremes = make("dl", {}, make("div", {}, maxWord, " ", maxValue), make("div", {}, minWord, " ", minValue));
  return {
    open,
    name,
    title: make("h3", {}, open),
    sign: icon("none"),
    age: make("span", { "data-role": "age" }),
    figures: make("div", { class: "figures" }, make("p", { class: "now" }, value, " ", unit, " ", mean), extremes),
    value,
    unit,
    mean,
    maxWord,
    minWord,
    maxValue,
    minValue,
    plot: make("div", { class: "chart", "data-role": "chart", "aria-hidden": "true" }),
    cause: make("p", { class: "cause", "data-role": "cause" }),
  };
}
