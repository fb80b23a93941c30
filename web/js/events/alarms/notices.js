import { atEnd, listen } from "../../ui/dom.js";

/** @typedef {import("../../socket/messages.js").AlarmWords} AlarmWords */
/** @typedef {NotificationPermission | "insecure" | "missing"} Permission */

/** So many are shown at once; of more, only how many. */
const MOST = 4;
const MORE = 0;

/** Alarms as notifications of the browser, while the page is not in front. They go when somebody comes to the page, or has seen the alarm elsewhere. */
export class Notices {
  #page;
  /** By alarm, {@link MORE} for those that are counted. @type {Map<number, Notification>} */ #shown = new Map();
  #more = 0;
  #usable = "Notification" in window;

  /**
   * @param {object} page
   * @param {import("../words/event-words.js").Say} page.say
   * @param {import("../words/telling.js").Telling} page.telling
   * @param {(alarm: AlarmWords | null) => void} page.onOpen
   * @param {AbortSignal} page.signal detaches it
   */
  constructor(page) {
    this.#page = page;
    listen(window, "focus", () => this.#clear(), page.signal);
    atEnd(page.signal, () => this.#clear());
  }

  /** @returns {Permission} `insecure` where browsers have none: on pages by HTTP from elsewhere */
  get permission() {
    return !window.isSecureContext ? "insecure" : this.#usable ? Notification.permission : "missing";
  }

  /** Asks the person, unless they have answered before. @returns {Promise<Permission>} */
  async ask() {
    return this.permission === "default" ? Notification.requestPermission() : this.permission;
  }

  /** Shows what alarms will look like; where the browser cannot, `permission` says so afterwards. */
  sample() {
    this.#make("Vigie", { body: this.#page.say("notifySample"), tag: "vigie-sample" });
  }

  /** An alarm was raised. @param {AlarmWords} alarm */
  show(alarm) {
    if (this.permission !== "granted" || (!document.hidden && document.hasFocus())) {
      return;
    }
    const { say, telling, onOpen } = this.#page;
    const many = this.#shown.size >= MOST;
    this.#more += many ? 1 : 0;
    const title = say("saysAlarm", { sensor: telling.sensor(alarm.sensor), text: telling.severity(alarm.severity) });
    const key = many ? MORE : alarm.alarm;
    const notice = this.#make(many ? say("notifyMore", { n: this.#more }) : title, {
      body: many ? title : telling.alarm(alarm),
      tag: many ? "vigie-more" : tagOf(alarm.alarm),
      requireInteraction: alarm.severity === "critical",
    });
    if (notice !== null) {
      notice.onclick = () => {
        window.focus();
        this.#clear();
        onOpen(many ? null : alarm);
      };
      notice.onclose = () => this.#shown.get(key) === notice && this.#shown.delete(key);
      this.#shown.set(key, notice);
    }
  }

  /** Somebody has seen to an alarm. @param {number} alarm */
  seen(alarm) {
    this.#shown.get(alarm)?.close();
  }

  /** The page is connected again: what others have seen to meanwhile goes. @param {(alarm: number) => boolean} wanted */
  keep(wanted) {
    this.#shown.forEach((notice, alarm) => alarm !== MORE && !wanted(alarm) && notice.close());
  }

  #clear() {
    this.#shown.forEach(notice => notice.close());
    this.#shown.clear();
    this.#more = 0;
  }

  /** @param {string} title @param {NotificationOptions} options */
  #make(title, options) {
    try {
      return new Notification(title, options);
    } catch {
      // Browsers of phones allow them from a worker only.
      this.#usable = false;
      return null;
    }
  }
}

/** The same in every tab: of one alarm there is one notification. @param {number} alarm */
function tagOf(alarm) {
  return `vigie-${alarm}`;
}
