import { icon, listen, make, setIcon, setText } from "../../ui/dom.js";
import { alarmSign } from "../words/telling.js";

/** @typedef {import("../../socket/messages.js").AlarmWords} AlarmWords */
/** @typedef {import("../words/event-words.js").EventWord} EventWord */

/** Minutes for which an alarm can be shelved, and at most. */
const SHELVES = /** @type {const} */ ([15, 60, 480]);
const LONGEST = 10_080;

/**
 * What a row needs of the page.
 *
 * @typedef {object} RowSurroundings
 * @property {import("../words/event-words.js").Say} say
 * @property {import("../words/telling.js").Telling} telling
 * @property {import("../notes/me.js").Me} me
 * @property {(message: {type: string} & Record<string, unknown>) => Promise<unknown>} ask
 * @property {(why: unknown) => string} refusal a failure in words
 * @property {(sensor: string) => void} onOpen
 */

/** One standing alarm: what, since when, how it stands; acknowledged and shelved in place. */
export class AlarmRow {
  element = make("li", { class: "alarm-row" });
  #page;
  #alarm;
  #sign = icon("alarm");
  #severity = make("span", { class: "severity" });
  #open = make("button", { class: "plain", type: "button" });
  #value = make("span", { class: "value" });
  #text = make("p", { class: "what" });
  #about = make("p", { class: "about-alarm" });
  #said = make("p", { class: "refused", role: "status" });
  #buttons = {
    acknowledge: make("button", { class: "button main", type: "button", "data-do": "acknowledge" }),
    withNote: make("button", { class: "button", type: "button", "data-do": "with-note" }),
    shelve: make("button", { class: "button", type: "button", "data-do": "shelve" }),
    unshelve: make("button", { class: "button", type: "button", "data-do": "unshelve" }),
  };
  #actions = make("div", { class: "actions" }, ...Object.values(this.#buttons));
  #noteText = make("input", { type: "text", maxlength: "1000", "data-role": "ack-note" });
  #noteForm = make("form", { class: "row-form", hidden: "" }, this.#noteText);
  #minutes = make("select", { "data-role": "minutes" });
  #other = make("input", { type: "number", min: "1", max: String(LONGEST), hidden: "", "data-role": "other-minutes" });
  #reason = make("input", { type: "text", maxlength: "1000", required: "", "data-role": "reason" });
  #shelveForm = make("form", { class: "row-form", hidden: "" }, this.#minutes, this.#other, this.#reason);
  /** @type {(() => void)[]} */ #texts = [];
  #busy = false;

  /** @param {AlarmWords} alarm @param {RowSurroundings} page */
  constructor(alarm, page) {
    this.#page = page;
    this.#alarm = alarm;
    const head = make("header", {}, this.#sign, this.#severity, this.#open, this.#value);
    this.#minutes.append(...SHELVES.map(minutes => this.#option(String(minutes), `shelve${minutes}`)), this.#option("other", "shelveOther"));
    this.#formButtons(this.#noteForm, "acknowledge");
    this.#formButtons(this.#shelveForm, "shelveDo");
    this.element.append(head, this.#text, this.#about, this.#actions, this.#noteForm, this.#shelveForm, this.#said);
    this.#listen();
    this.show(alarm);
    this.describe();
  }

  /** @param {AlarmWords} alarm the same, as it stands now */
  show(alarm) {
    const other = alarm.state !== this.#alarm.state;
    this.#alarm = alarm;
    const { state, severity } = alarm;
    Object.assign(this.element.dataset, { state, severity, alarm: String(alarm.alarm) });
    setIcon(this.#sign, alarmSign(alarm));
    if (other) {
      this.#openForm(null);
    }
    this.#buttons.acknowledge.hidden = this.#buttons.withNote.hidden = state !== "raised" && state !== "cleared";
    this.#buttons.shelve.hidden = state === "shelved" || state === "cleared";
    this.#buttons.unshelve.hidden = state !== "shelved";
    this.draw();
  }

  /** After a change of language. */
  describe() {
    const { say } = this.#page;
    for (const [word, button] of Object.entries(this.#buttons)) {
      setText(button, say(/** @type {EventWord} */ (word)));
    }
    this.#noteText.placeholder = say("ackNote");
    this.#reason.placeholder = say("shelveReason");
    this.#minutes.setAttribute("aria-label", say("shelveFor"));
    this.#other.setAttribute("aria-label", say("shelveMinutes"));
    this.#other.placeholder = say("shelveMinutes");
    this.#noteText.setAttribute("aria-label", say("ackNote"));
    this.#reason.setAttribute("aria-label", say("shelveReason"));
    this.#texts.forEach(text => text());
    this.draw();
  }

  /** To be called once a second: it stands so long. */
  draw() {
    const { say, telling } = this.#page;
    const { state, severity, sensor, since, by, until, over } = this.#alarm;
    setText(this.#severity, telling.severity(severity));
    setText(this.#open, telling.sensor(sensor));
    this.#open.title = sensor;
    setText(this.#value, telling.value(this.#alarm));
    setText(this.#text, telling.alarm(this.#alarm));
    const parts = [
      say(`state_${state}`),
      by === undefined || by === "" ? "" : say("byWhom", { by }),
      state === "shelved" && until !== undefined ? say("untilWhen", { time: telling.time(until) }) : "",
      state === "shelved" && over === true ? say("shelvedOver") : "",
      say("raisedSince", { time: telling.time(since), ago: telling.ago(since) }),
    ];
    setText(this.#about, parts.filter(part => part !== "").join(" · "));
  }

  focus() {
    const button = [...this.#actions.children].find(each => each instanceof HTMLElement && !each.hidden);
    /** @type {HTMLElement | undefined} */ (button)?.focus();
  }

  #listen() {
    const { acknowledge, withNote, shelve, unshelve } = this.#buttons;
    listen(this.#open, "click", () => this.#page.onOpen(this.#alarm.sensor));
    listen(acknowledge, "click", () => this.#do({ type: "acknowledge" }));
    listen(withNote, "click", () => this.#openForm(this.#noteForm));
    listen(shelve, "click", () => this.#openForm(this.#shelveForm));
    listen(unshelve, "click", () => this.#do({ type: "unshelve" }));
    listen(this.#minutes, "change", () => (this.#other.hidden = this.#minutes.value !== "other"));
    listen(this.#noteForm, "submit", event => {
      event.preventDefault();
      this.#do({ type: "acknowledge", text: this.#noteText.value.trim() || undefined });
    });
    listen(this.#shelveForm, "submit", event => {
      event.preventDefault();
      const minutes = Number(this.#minutes.value === "other" ? this.#other.value : this.#minutes.value);
      this.#do({ type: "shelve", minutes: Math.round(minutes), text: this.#reason.value.trim() });
    });
    [this.#noteForm, this.#shelveForm].forEach(form =>
      listen(form, "keydown", event => {
        if (event.key === "Escape") {
          event.stopPropagation();
          this.#openForm(null);
          this.focus();
        }
      }),
    );
  }

  /** @param {{type: string} & Record<string, unknown>} message */
  #do(message) {
    if (this.#busy) {
      return;
    }
    this.#page.me.sign(by => void this.#send({ ...message, event: this.#alarm.alarm, by }));
  }

  /** @param {{type: string} & Record<string, unknown>} message */
  async #send(message) {
    this.#busy = true;
    setText(this.#said, "");
    try {
      await this.#page.ask(message);
      this.#openForm(null);
      this.#noteText.value = this.#reason.value = "";
    } catch (why) {
      setText(this.#said, this.#page.refusal(why));
    }
    this.#busy = false;
  }

  /** @param {HTMLElement | null} form */
  #openForm(form) {
    this.#noteForm.hidden = this.#noteForm !== form;
    this.#shelveForm.hidden = this.#shelveForm !== form;
    this.#actions.hidden = form !== null;
    (form === this.#noteForm ? this.#noteText : form === null ? null : this.#reason)?.focus();
  }

  /** @param {HTMLElement} form @param {EventWord} word */
  #formButtons(form, word) {
    const send = make("button", { class: "button main", type: "submit" });
    const back = make("button", { class: "button", type: "button" });
    listen(back, "click", () => {
      this.#openForm(null);
      this.focus();
    });
    this.#texts.push(() => {
      setText(send, this.#page.say(word));
      setText(back, this.#page.say("goBack"));
    });
    form.append(make("span", { class: "form-buttons" }, back, send));
  }

  /** @param {string} value @param {EventWord} word */
  #option(value, word) {
    const option = make("option", { value });
    this.#texts.push(() => setText(option, this.#page.say(word)));
    return option;
  }
}
