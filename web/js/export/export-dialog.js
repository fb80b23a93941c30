import { exportName, fetchExport } from "../socket/queries/export-client.js";
import { atEnd, byId, listen, make, setText } from "../ui/dom.js";
import { choicesOf } from "./export-choices.js";
import { save } from "../ui/save.js";

/** @typedef {import("../store/readings/sensor.js").Sensor} Sensor */
/** @typedef {import("../socket/queries/export-client.js").ExportWish} ExportWish */

const HOUR = 3_600_000;
/** Ranges that end now, milliseconds. */
const LATELY = [HOUR, 24 * HOUR, 7 * 24 * HOUR, 30 * 24 * HOUR];
const BUCKETS = [1_000, 10_000];
const TYPES = { csv: "text/csv", json: "application/json" };

/** Readings as a file: which sensors, which time, each reading or steps, CSV or JSON; with its progress, and a way to stop it. */
export class ExportDialog {
  #page;
  #dialog = /** @type {HTMLDialogElement} */ (byId("export"));
  #what = /** @type {HTMLSelectElement} */ (byId("export-what"));
  #range = /** @type {HTMLSelectElement} */ (byId("export-range"));
  #values = /** @type {HTMLSelectElement} */ (byId("export-values"));
  #format = /** @type {HTMLSelectElement} */ (byId("export-format"));
  #from = /** @type {HTMLInputElement} */ (byId("export-from"));
  #to = /** @type {HTMLInputElement} */ (byId("export-to"));
  #bar = /** @type {HTMLProgressElement} */ (byId("export-bar"));
  /** @type {import("./export-choices.js").Choice[]} */ #choices = [];
  /** @type {AbortController | null} */ #running = null;

  /**
   * @param {object} page
   * @param {import("../ui/format.js").Format} page.format
   * @param {import("../page/view.js").View} page.view
   * @param {{now: () => number}} page.clock the server's clock
   * @param {() => Sensor[]} page.sensors
   * @param {() => Sensor[]} page.shown those that the filter lets through
   * @param {(source: string) => string} page.sourceName
   * @param {(address: string, options: {signal: AbortSignal}) => Promise<Response>} page.ask
   * @param {AbortSignal} page.signal detaches it
   */
  constructor(page) {
    this.#page = page;
    listen(byId("export-open"), "click", () => this.show(), page.signal);
    listen(byId("export-close"), "click", () => this.#dialog.close(), page.signal);
    listen(byId("export-cancel"), "click", () => this.#running?.abort(), page.signal);
    listen(this.#dialog, "click", event => event.target === this.#dialog && this.#dialog.close(), page.signal);
    listen(this.#dialog, "close", () => this.#running?.abort(), page.signal);
    listen(this.#range, "change", () => this.#useRange(), page.signal);
    atEnd(page.signal, () => {
      this.#running?.abort();
      this.#dialog.close();
    });
    listen(byId("export-form"), "submit", event => {
      event.preventDefault();
      void this.#export();
    }, page.signal);
  }

  /** @param {Sensor} [sensor] chosen to begin with */
  show(sensor) {
    this.#fill();
    const chosen = this.#choices.findIndex(choice => choice.sensors.length === 1 && choice.sensors[0] === sensor?.id);
    this.#what.selectedIndex = Math.max(0, chosen);
    this.#useRange();
    this.#rest("");
    this.#dialog.showModal();
  }

  #fill() {
    const { format, view, clock, sensors, shown, sourceName } = this.#page;
    const { words } = format;
    const option = (/** @type {string} */ value, /** @type {string} */ text) => make("option", { value }, text);
    this.#choices = choicesOf(sensors(), shown(), sourceName, format);
    this.#what.replaceChildren(...this.#choices.map((choice, index) => option(String(index), choice.text)));
    this.#range.replaceChildren(
      option("shown", words("exportShown", { time: format.duration(view.span) })),
      ...LATELY.map(millis => option(String(millis), words("exportLast", { time: format.duration(millis) }))),
      option("dates", words("exportDates")),
    );
    this.#values.replaceChildren(
      option("", words("exportRaw")),
      ...BUCKETS.map(n => option(String(n), words("exportBuckets", { n: format.number(n, 0) }))),
    );
    this.#from.value = local(clock.now() - 24 * HOUR);
    this.#to.value = local(clock.now());
  }

  #useRange() {
    byId("export-dates").hidden = this.#range.value !== "dates";
  }

  async #export() {
    const wish = this.#wish();
    const { words } = this.#page.format;
    if (!(wish.from < wish.to)) {
      return this.#rest(words("exportNoRange"));
    }
    const running = new AbortController();
    this.#running = running;
    this.#work();
    try {
      const pieces = await fetchExport(this.#page.ask, wish, running.signal, progress => this.#progress(progress));
      const name = `${exportName(wish)}.${wish.format}`;
      const file = new Blob(/** @type {BlobPart[]} */ (pieces), { type: TYPES[wish.format] });
      save(file, name);
      this.#rest(words("exportDone", { name, size: this.#page.format.number(file.size / 1_000, 1) }));
    } catch (problem) {
      const why = problem instanceof Error ? problem.message : String(problem);
      this.#rest(running.signal.aborted ? words("exportCancelled") : words("exportFailed", { why }));
    } finally {
      this.#running = null;
    }
  }

  /** @returns {ExportWish} */
  #wish() {
    const { sensors } = this.#choices[this.#what.selectedIndex];
    const buckets = this.#values.value === "" ? undefined : Number(this.#values.value);
    const format = this.#format.value === "json" ? "json" : "csv";
    return { format, sensors, buckets, ...this.#times() };
  }

  #times() {
    const { view, clock } = this.#page;
    if (this.#range.value === "shown") {
      return { from: view.end - view.span, to: view.end };
    }
    if (this.#range.value === "dates") {
      return { from: Date.parse(this.#from.value), to: Date.parse(this.#to.value) };
    }
    return { from: clock.now() - Number(this.#range.value), to: clock.now() };
  }

  #work() {
    this.#bar.removeAttribute("value");
    setText(byId("export-count"), "");
    setText(byId("export-said"), "");
    byId("export-progress").hidden = false;
    this.#enable(false);
  }

  /** @param {import("../socket/queries/export-client.js").Progress} progress */
  #progress({ done, of }) {
    const { words, number } = { words: this.#page.format.words, number: (/** @type {number} */ n) => this.#page.format.number(n, 0) };
    if (of > 0) {
      this.#bar.max = Math.max(of, done);
      this.#bar.value = done;
    }
    setText(byId("export-count"), of > 0 ? words("exportCount", { n: number(done), of: number(of) }) : number(done));
  }

  /** Nothing runs. @param {string} said about what did */
  #rest(said) {
    byId("export-progress").hidden = true;
    setText(byId("export-said"), said);
    this.#enable(true);
  }

  /** @param {boolean} enabled whether one may choose and start, else stop */
  #enable(enabled) {
    byId("export-cancel").hidden = enabled;
    byId("export-form")
      .querySelectorAll("select, input, #export-start")
      .forEach(each => each.toggleAttribute("disabled", !enabled));
  }
}

/** As an input of date and time wants it, in the browser's own time zone. @param {number} time epoch milliseconds */
function local(time) {
  return new Date(time - new Date(time).getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}
