import { csvOf, decimalsOf, enlarged } from "../charts/matrix/matrix-picture.js";
import { label } from "../ui/appearance.js";
import { appendUntil, atEnd, byId, listen, setIcon, setText } from "../ui/dom.js";
import { save } from "../ui/save.js";
import { STATUS_ICON, causeText, statusText } from "../sensors/status.js";
import { StillLegend, pointedAt } from "./still-legend.js";
import { StillScreen } from "./still-screen.js";
import { doingOf, sightOf, toldOf } from "./still-sight.js";
import { sayStill } from "./still-words.js";

/** @typedef {import("../store/stills/stills.js").StillSensor} StillSensor */
/** @typedef {import("./still-words.js").StillWord} StillWord */

/** Milliseconds between two looks. */
const EVERY = 95;
const ENDINGS = /** @type {Record<string, string>} */ ({ "image/png": "png", "image/jpeg": "jpg" });
/** Where the arrow keys lead, columns and rows. */
const STEPS = /** @type {Record<string, [number, number] | undefined>} */ ({
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
});

/** The enlarged card of stills: a modal dialog, with single values, the choice of the scale, and a way to save what is seen. */
export class StillDetail {
  #page;
  #dialog = /** @type {HTMLDialogElement} */ (byId("still"));
  #plate = byId("still-plate");
  #low = /** @type {HTMLInputElement} */ (byId("still-low"));
  #high = /** @type {HTMLInputElement} */ (byId("still-high"));
  #legend;
  /** @type {StillScreen | null} */ #screen = null;
  /** @type {StillSensor | null} */ #sensor = null;
  #drawnAt = -Infinity;
  #drawnVersion = -1;
  #drawnChanges = -1;

  /**
   * @param {import("./still-sight.js").StillView & {
   *   scheduler: import("../charts/scheduler.js").Scheduler,
   *   scales: import("./still-scales.js").StillScales,
   *   onMove: (sensor: StillSensor, by: number) => void,
   *   onScale: (sensor: StillSensor) => void,
   *   onClose: (sensor: StillSensor) => void,
   *   signal: AbortSignal,
   * }} page
   */
  constructor(page) {
    this.#page = page;
    this.#legend = new StillLegend(page.format);
    appendUntil(this.#plate, page.signal, this.#legend.element);
    atEnd(page.signal, page.scheduler.add(this));
    this.#listen();
    atEnd(page.signal, () => {
      this.#dialog.close();
      this.#closed();
    });
  }

  #listen() {
    const { onMove, signal } = this.#page;
    listen(this.#dialog, "close", () => this.#closed(), signal);
    listen(this.#dialog, "click", event => event.target === this.#dialog && this.#dialog.close(), signal);
    listen(byId("still-close"), "click", () => this.#dialog.close(), signal);
    listen(byId("still-earlier"), "click", () => this.#sensor && onMove(this.#sensor, -1), signal);
    listen(byId("still-later"), "click", () => this.#sensor && onMove(this.#sensor, 1), signal);
    listen(byId("still-picture"), "click", () => void this.#save(() => this.#pictureFile()), signal);
    listen(byId("still-csv"), "click", () => void this.#save(() => this.#valuesFile()), signal);
    listen(byId("still-automatic"), "click", () => this.#fix(null), signal);
    listen(byId("still-fixed"), "click", () => this.#screen && this.#fix(this.#screen.scale), signal);
    listen(this.#low, "change", () => this.#enter(), signal);
    listen(this.#high, "change", () => this.#enter(), signal);
    for (const type of ["pointermove", "pointerdown"]) {
      listen(this.#plate, type, event => this.#screen?.point(event.clientX, event.clientY), signal);
    }
    // A finger that is lifted still means the value it was on.
    listen(this.#plate, "pointerleave", event => event.pointerType !== "touch" && this.#screen?.pick(null), signal);
    listen(this.#plate, "keydown", event => this.#key(event), signal);
  }

  get open() {
    return this.#dialog.open;
  }

  /** @param {StillSensor} sensor */
  show(sensor) {
    this.#sensor = sensor;
    this.#dialog.dataset.still = sensor.id;
    const screen = new StillScreen(() => this.#page.scales.fixed(sensor.id), () => this.#shown());
    screen.canvas.tabIndex = 0;
    this.#screen = screen;
    this.#plate.prepend(screen.element);
    this.#say("");
    this.#dialog.showModal();
    this.describe();
    this.#page.scheduler.show(this, true);
  }

  /** Name, status or language may be others now. */
  describe() {
    const sensor = this.#sensor;
    if (sensor === null) {
      return;
    }
    setText(byId("still-name"), sensor.name);
    setText(byId("still-id"), sensor.id);
    this.#word("still-scale-word", "scale");
    this.#word("still-automatic", "automatic");
    this.#word("still-fixed", "fixed");
    this.#word("still-low-word", "low");
    this.#word("still-high-word", "high");
    this.#word("still-keys", "keys");
    label(byId("still-csv"), this.#words("saveCsv"));
    this.#screen?.repaint();
    this.#shown();
    this.#drawnVersion = -1;
  }

  /** @param {number} now @returns {number} milliseconds */
  wait(now) {
    const { view } = this.#page;
    if (this.#drawnVersion !== view.version || this.#drawnChanges !== this.#sensor?.changes) {
      return 0;
    }
    return !view.still && now - this.#drawnAt >= EVERY ? 0 : Infinity;
  }

  /** @param {number} now */
  draw(now) {
    const [sensor, screen] = [this.#sensor, this.#screen];
    if (sensor === null || screen === null) {
      return;
    }
    const { view, past } = this.#page;
    this.#drawnAt = now;
    this.#drawnVersion = view.version;
    this.#drawnChanges = sensor.changes;
    const { still, sure } = sightOf(sensor, this.#page);
    if (still !== undefined) {
      screen.show(still, this.#words(view.live ? "none" : "noneThen"));
    }
    this.#dialog.toggleAttribute("data-waiting", !sure && still === undefined && !past.failing);
    this.drawFigures();
  }

  /** To be called about ten times a second. */
  drawFigures() {
    const [sensor, screen] = [this.#sensor, this.#screen];
    if (sensor === null || screen === null) {
      return;
    }
    const { view, format, scales } = this.#page;
    const moment = doingOf(sensor, screen.frame?.still.time ?? NaN, this.#page);
    this.#dialog.dataset.status = moment.status;
    setIcon(/** @type {any} */ (byId("still-sign")), STATUS_ICON[moment.status]);
    setText(byId("still-age"), statusText(moment, format, view.end));
    setText(byId("still-cause"), causeText(moment, format));
    setText(byId("still-time"), screen.frame === null ? "" : format.moment(screen.frame.still.time));
    setText(byId("still-value"), this.#pointed(screen));
    this.#legend.draw(screen, scales.fixed(sensor.id) !== null);
  }

  /** Another one is to be seen. */
  #shown() {
    const [sensor, screen] = [this.#sensor, this.#screen];
    if (sensor === null || screen === null) {
      return;
    }
    const { matrix, frame, problem } = screen;
    byId("still-colours").hidden = byId("still-csv").hidden = byId("still-keys").hidden = matrix === null;
    byId("still-picture").hidden = frame === null;
    label(byId("still-picture"), this.#words(matrix === null ? "save" : "savePng"));
    screen.describe(toldOf(sensor, screen, this.#page.format));
    this.#say(problem === "" ? "" : this.#words("broken", { why: problem }));
    this.#drawScale();
    this.drawFigures();
  }

  #drawScale() {
    const [sensor, screen] = [this.#sensor, this.#screen];
    const fixed = sensor && this.#page.scales.fixed(sensor.id);
    byId("still-automatic").setAttribute("aria-pressed", String(!fixed));
    byId("still-fixed").setAttribute("aria-pressed", String(!!fixed));
    byId("still-ends").hidden = !fixed;
    if (screen !== null && fixed && !byId("still-ends").contains(document.activeElement)) {
      this.#low.value = String(fixed.low);
      this.#high.value = String(fixed.high);
    }
  }

  /** @param {import("./still-scales.js").Scale | null} scale */
  #fix(scale) {
    const sensor = this.#sensor;
    if (sensor !== null) {
      this.#page.scales.fix(sensor.id, scale && rounded(scale));
      this.#screen?.repaint();
      this.#page.onScale(sensor);
      this.#shown();
    }
  }

  #enter() {
    const [low, high] = [this.#low.valueAsNumber, this.#high.valueAsNumber];
    low < high ? this.#fix({ low, high }) : this.#say(this.#words("badScale"));
  }

  /** @param {StillScreen} screen @returns {string} */
  #pointed(screen) {
    const { cell } = screen;
    const value = pointedAt(screen, this.#page.format);
    return cell === null || value === "" ? "" : `${value} (${this.#words("cell", { row: cell.row + 1, column: cell.column + 1 })})`;
  }

  /** Reads single values without a pointer. @param {KeyboardEvent} event */
  #key(event) {
    const [screen, step] = [this.#screen, STEPS[event.key]];
    const matrix = screen?.matrix;
    if (!screen || !matrix || step === undefined || event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    const { rows, columns } = matrix.shape;
    const { row, column } = screen.cell ?? { row: rows >> 1, column: columns >> 1 };
    const bound = (/** @type {number} */ at, /** @type {number} */ count) => Math.min(count - 1, Math.max(0, at));
    screen.pick(screen.cell === null ? { row, column } : { row: bound(row + step[1], rows), column: bound(column + step[0], columns) });
    this.drawFigures();
    setText(byId("still-said"), this.#pointed(screen));
  }

  /** @returns {Promise<{file: Blob, ending: string}>} */
  async #pictureFile() {
    const frame = this.#screen?.frame;
    if (frame && "address" in frame) {
      const { bytes, media } = frame.still;
      return { file: new Blob([/** @type {BlobPart} */ (bytes)], { type: media }), ending: ENDINGS[media] ?? "bin" };
    }
    return { file: await enlarged(/** @type {StillScreen} */ (this.#screen).canvas), ending: "png" };
  }

  async #valuesFile() {
    const matrix = this.#screen?.matrix;
    return { file: new Blob([matrix ? csvOf(matrix) : ""], { type: "text/csv" }), ending: "csv" };
  }

  /** @param {() => Promise<{file: Blob, ending: string}>} make */
  async #save(make) {
    const still = this.#screen?.frame?.still;
    try {
      if (still !== undefined) {
        const { file, ending } = await make();
        save(file, `${fileName(still)}.${ending}`);
        this.#say("");
      }
    } catch (problem) {
      this.#say(this.#words("saveFailed", { why: problem instanceof Error ? problem.message : String(problem) }));
    }
  }

  #closed() {
    const sensor = this.#sensor;
    this.#page.scheduler.show(this, false);
    this.#screen?.close();
    this.#screen?.element.remove();
    [this.#sensor, this.#screen] = [null, null];
    if (sensor !== null) {
      this.#page.onClose(sensor);
    }
  }

  /** @param {string} text */
  #say(text) {
    setText(byId("still-problem"), text);
  }

  /** @param {string} id @param {StillWord} word */
  #word(id, word) {
    setText(byId(id), this.#words(word));
  }

  /** @param {StillWord} word @param {Record<string, string | number>} [parts] */
  #words(word, parts) {
    return sayStill(this.#page.format.language, word, parts);
  }
}

/** As a person would write it. @param {import("./still-scales.js").Scale} scale */
function rounded({ low, high }) {
  const decimals = decimalsOf(low, high);
  const [from, to] = [low, high].map(each => Number(each.toFixed(decimals)));
  return from < to ? { low: from, high: to } : { low: from - 0.5, high: from + 0.5 };
}

/** A file's name that says what is in it. @param {import("../socket/stills/still-parts.js").Still} still @returns {string} without ending */
function fileName({ sensor, time }) {
  const what = sensor.replace(/[^\p{L}\p{N}._-]+/gu, "-");
  return `vigie_${what}_${new Date(time).toISOString().slice(0, 19).replace(/:/g, "-")}`;
}
