import { listen } from "../dom.js";

/** @typedef {import("../../socket/messages.js").EventWords} EventWords */
/** @typedef {NotificationPermission | "insecure" | "missing"} Permission */

/** So many are shown at once; of more, only how many. */
const MOST = 4;

/** Alarms as notifications of the browser, while the page is not in front. They go when somebody comes to the page, or has seen the alarm elsewhere. */
export class Notices {
  #page;
  /** By tag. @type {Map<string, Notification>} */ #shown = new Map();
  #more = 0;
  #usable = "Notification" in window;

  /**
   * @param {object} page
   * @param {import("./event-words.js").Say} page.say
   * @param {import("./telling.js").Telling} page.telling
   * @param {(event: EventWords | null) => void} page.onOpen
   */
  constructor(page) {
    this.#page = page;
    listen(window, "focus", () => this.#clear());
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

  /** An alarm was raised. @param {EventWords} event */
  show(event) {
    if (this.permission !== "granted" || (!document.hidden && document.hasFocus())) {
      return;
    }
    const { say, telling, onOpen } = this.#page;
    const many = this.#shown.size >= MOST;
    this.#more += many ? 1 : 0;
    const title = say("saysAlarm", { sensor: telling.subject(event), text: telling.severity(event.severity) });
    const tag = many ? "vigie-more" : tagOf(event.id);
    const notice = this.#make(many ? say("notifyMore", { n: this.#more }) : title, {
      body: many ? title : telling.alarm(event),
      tag,
      requireInteraction: event.severity === "critical",
    });
    if (notice !== null) {
      notice.onclick = () => {
        window.focus();
        this.#clear();
        onOpen(many ? null : event);
      };
      notice.onclose = () => this.#shown.get(tag) === notice && this.#shown.delete(tag);
      this.#shown.set(tag, notice);
    }
  }

  /** Somebody has seen to an alarm. @param {number} alarm */
  seen(alarm) {
    this.#shown.get(tagOf(alarm))?.close();
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
