import { byId, listen, setText } from "../../ui/dom.js";

/** @typedef {import("../../store/readings/sensor.js").Sensor} Sensor */

/** A note that belongs to a sensor and a moment on its chart: by a click there, or by the button and a field of time. */
export class NoteHere {
  #page;
  #form = /** @type {HTMLFormElement} */ (byId("here-form"));
  #text = /** @type {HTMLInputElement} */ (byId("here-text"));
  #time = /** @type {HTMLInputElement} */ (byId("here-time"));
  #name = /** @type {HTMLInputElement} */ (byId("here-name"));
  #said = byId("here-said");
  /** @type {Sensor | null} */ #sensor = null;
  #moment = NaN;
  #busy = false;

  /**
   * @param {object} page
   * @param {import("../words/event-words.js").Say} page.say
   * @param {import("./me.js").Me} page.me
   * @param {{now: () => number}} page.clock the server's
   * @param {(message: {type: string} & Record<string, unknown>) => Promise<unknown>} page.ask
   * @param {(why: unknown) => string} page.refusal a failure in words
   * @param {() => number} page.shown the moment at the right edge of the chart
   * @param {(time: number) => void} page.onMoment another moment is meant, NaN when none is
   * @param {AbortSignal} page.signal detaches it
   */
  constructor(page) {
    this.#page = page;
    listen(byId("detail-note"), "click", () => this.open(page.shown()), page.signal);
    listen(byId("here-cancel"), "click", () => this.#leave(), page.signal);
    listen(this.#time, "change", () => this.#typed(), page.signal);
    listen(this.#form, "submit", event => {
      event.preventDefault();
      void this.#send();
    }, page.signal);
    listen(this.#form, "keydown", event => {
      if (event.key === "Escape") {
        event.preventDefault();
        event.stopPropagation();
        this.#leave();
      }
    }, page.signal);
  }

  /** @param {Sensor | null} sensor whose chart is shown */
  show(sensor) {
    this.#sensor = sensor;
    this.#close();
  }

  /** @param {number} time epoch milliseconds */
  open(time) {
    if (this.#sensor === null) {
      return;
    }
    this.#form.hidden = false;
    this.#name.hidden = this.#page.me.name !== "";
    this.#mean(Math.min(time, this.#page.clock.now()));
    this.#text.focus();
  }

  /** After a change of language. */
  describe() {
    const { say } = this.#page;
    this.#text.placeholder = say("noteHereText");
    this.#text.setAttribute("aria-label", say("noteHereText"));
    byId("detail-note").title = say("noteHereHint");
    this.#name.placeholder = say("nameAsk");
    this.#name.setAttribute("aria-label", say("nameAsk"));
  }

  /** @param {number} time epoch milliseconds */
  #mean(time) {
    this.#moment = time;
    this.#time.value = new Date(time - new Date(time).getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
    this.#page.onMoment(time);
  }

  #typed() {
    const time = new Date(this.#time.value).getTime();
    if (Number.isFinite(time)) {
      this.#moment = time;
      this.#page.onMoment(time);
    }
  }

  async #send() {
    const { me, ask, refusal } = this.#page;
    const text = this.#text.value.trim();
    if (text === "" || this.#busy || this.#sensor === null) {
      return;
    }
    if (me.name === "" && !me.use(this.#name.value)) {
      this.#name.hidden = false;
      this.#name.focus();
      return;
    }
    this.#busy = true;
    setText(this.#said, "");
    try {
      await ask({ type: "note", text, sensor: this.#sensor.id, time: Math.round(this.#moment), by: me.name });
      this.#text.value = "";
      this.#leave();
    } catch (why) {
      setText(this.#said, refusal(why));
    }
    this.#busy = false;
  }

  #leave() {
    this.#close();
    byId("detail-note").focus();
  }

  #close() {
    this.#form.hidden = true;
    setText(this.#said, "");
    this.#moment = NaN;
    this.#page.onMoment(NaN);
  }
}
