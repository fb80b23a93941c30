import { URGENCY, isRaised, unseen } from "../../store/events/standing-alarms.js";
import { atEnd, byId, listen, setText } from "../../ui/dom.js";
import { Chime } from "./chime.js";
import { Notices } from "./notices.js";

/** @typedef {import("../../socket/messages.js").EventWords} EventWords */
/** @typedef {import("../../socket/messages.js").AlarmWords} AlarmWords */
/** @typedef {import("../words/event-words.js").EventWord} EventWord */

/** Why there are no notifications. @type {Record<import("./notices.js").Permission, EventWord | null>} */
const WHY = { granted: null, default: "notifyUnanswered", denied: "notifyRefused", insecure: "notifyInsecure", missing: "notifyMissing" };
/** What a browser takes for a touch differs. */
const TOUCHES = ["pointerdown", "pointerup", "keydown"];
/** A browser that lets the page sound does so after a moment; and what is clicked at should not move meanwhile. Milliseconds. */
const MOMENT = 500;

/** Sound and browser notifications when an alarm is raised, or comes off its shelf and still holds, both off until a person switches them on, in all tabs. */
export class Attention {
  #page;
  #chime;
  #notices;
  #sound = /** @type {HTMLInputElement} */ (byId("option-sound"));
  #notify = /** @type {HTMLInputElement} */ (byId("option-notify"));
  /** Whether notifications were wanted here, and refused. */
  #refused = false;

  /**
   * @param {object} page
   * @param {import("../words/event-words.js").Say} page.say
   * @param {import("../words/telling.js").Telling} page.telling
   * @param {import("../../ui/settings.js").Settings} page.settings
   * @param {{now: () => number, later: (task: () => void, millis: number) => number}} page.timers
   * @param {(alarm: AlarmWords | null) => void} page.onOpen
   * @param {AbortSignal} page.signal detaches it
   */
  constructor(page) {
    this.#page = page;
    this.#notices = new Notices(page);
    this.#chime = new Chime({ audio: () => new AudioContext(), locks: navigator.locks, timers: page.timers, onChange: () => this.#drawSoon() });
    listen(this.#sound, "change", () => void this.#switchSound(), this.#page.signal);
    listen(this.#notify, "change", () => void this.#switchNotify(), this.#page.signal);
    listen(window, "storage", () => this.#recall(), this.#page.signal);
    TOUCHES.forEach(type => listen(document, type, () => this.#sound.checked && this.#chime.waits && void this.#chime.wake(), this.#page.signal));
    atEnd(page.signal, () => this.#chime.rest());
    void this.#watchPermission();
    this.#recall();
  }

  /** Something became of an alarm just now. @param {EventWords} event @param {AlarmWords | undefined} alarm as it stands since */
  heard({ kind, by, alarm: id }, alarm) {
    if (alarm !== undefined && isRaised(alarm) && (kind === "alarm-raised" || (kind === "alarm-unshelved" && !by))) {
      this.#tell(alarm);
    } else if (id !== undefined && (kind === "alarm-acknowledged" || kind === "alarm-shelved")) {
      this.#notices.seen(id);
    }
  }

  /**
   * The page is connected again.
   *
   * @param {readonly AlarmWords[]} raised while it was not
   * @param {(alarm: number) => AlarmWords | undefined} standing what stands now
   */
  returned(raised, standing) {
    this.#notices.keep(id => {
      const alarm = standing(id);
      return alarm !== undefined && unseen(alarm);
    });
    [...raised].sort((a, b) => URGENCY[b.severity] - URGENCY[a.severity] || a.alarm - b.alarm).forEach(alarm => this.#tell(alarm));
  }

  /** @param {AlarmWords} alarm */
  #tell(alarm) {
    this.#sound.checked && this.#chime.ring(alarm);
    this.#notify.checked && this.#notices.show(alarm);
  }

  /** After a change of language, of what is wanted, or of what the browser allows. */
  describe() {
    const { settings, say } = this.#page;
    const { permission } = this.#notices;
    const impossible = permission === "insecure" || permission === "missing";
    const wanted = settings.get("notify", false) || this.#refused;
    const why = impossible || wanted ? WHY[permission] : null;
    const said = byId("options-said");
    said.className = impossible ? "meta" : "refused";
    setText(said, why === null ? "" : say(why, { host: location.hostname }));
    this.#notify.disabled = impossible;
    byId("sound-waits").hidden = !this.#sound.checked || !this.#chime.waits;
  }

  /** What was chosen, here or in another tab, is done. */
  #recall() {
    const { settings } = this.#page;
    this.#sound.checked = settings.get("sound", false);
    this.#notify.checked = settings.get("notify", false) && this.#notices.permission === "granted";
    if (this.#sound.checked) {
      void this.#chime.wake();
    } else {
      this.#chime.rest();
    }
    this.#drawSoon();
  }

  async #switchSound() {
    this.#page.settings.set("sound", this.#sound.checked);
    this.#recall();
    if (this.#sound.checked) {
      await this.#chime.wake();
      this.#chime.play("info");
    }
  }

  async #switchNotify() {
    const on = this.#notify.checked;
    if (on && (await this.#notices.ask()) === "granted") {
      this.#notices.sample();
    }
    const granted = this.#notices.permission === "granted";
    this.#refused = on && !granted;
    this.#page.settings.set("notify", on && granted);
    this.#recall();
    this.describe();
  }

  /** A person may change their mind in the settings of the browser. */
  async #watchPermission() {
    const status = await navigator.permissions?.query({ name: "notifications" }).catch(() => null);
    status && listen(status, "change", () => this.#recall(), this.#page.signal);
  }

  #drawSoon() {
    this.#page.timers.later(() => this.describe(), MOMENT);
  }
}
