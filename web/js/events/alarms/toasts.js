import { atEnd, byId, icon, listen, make, setText } from "../../ui/dom.js";
import { ToastStack } from "../../store/events/toast-stack.js";
import { signOf } from "../words/telling.js";

/** @typedef {import("../../socket/messages.js").EventWords} EventWords */
/** @typedef {import("../../store/events/toast-stack.js").Toast & {event: EventWords | null, away: number}} EventToast */

/** What happened longer ago than that while the page was away is no news, milliseconds. */
const NEWS_FOR = 600_000;
/** What happened while the page was away is counted until nothing more has come for so long, milliseconds. */
const GATHER = 400;
const KINDS = new Set(["alarm-raised", "alarm-cleared", "source-lost", "note"]);

/** What has just happened, in a corner, for a moment; a critical alarm until somebody has seen it. */
export class Toasts {
  #page;
  /** @type {ToastStack<EventToast>} */ #stack = new ToastStack();
  #element = byId("toasts");
  #list = byId("toast-list");
  #more = byId("toast-more");
  /** @type {Map<string, {element: HTMLElement, toast: EventToast}>} */ #shown = new Map();
  #away = 0;
  #gathering = 0;
  #beatAt;

  /**
   * @param {object} page
   * @param {import("../words/event-words.js").Say} page.say
   * @param {import("../words/telling.js").Telling} page.telling
   * @param {{now: () => number}} page.clock the server's
   * @param {{now: () => number, later: (task: () => void, millis: number) => number, cancel: (id: number) => void}} page.timers
   * @param {(event: EventWords) => boolean} page.isMine
   * @param {(event: EventWords) => boolean} page.inSight whether the panel shows it
   * @param {(event: EventWords | null) => void} page.onOpen
   * @param {AbortSignal} page.signal detaches it
   */
  constructor(page) {
    this.#page = page;
    this.#beatAt = page.timers.now();
    listen(this.#more, "click", () => this.#open(null), page.signal);
    // Of a dialog, which does not bubble.
    document.addEventListener("close", () => this.#settle(), { capture: true, signal: page.signal });
    atEnd(page.signal, () => this.#list.replaceChildren());
  }

  /** An event was pushed. @param {EventWords} event @param {boolean} away whether it happened while the page was not connected */
  heard(event, away) {
    this.#follow(event);
    if (!KINDS.has(event.kind) || (event.kind === "note" && this.#page.isMine(event)) || (!away && this.#page.inSight(event))) {
      return;
    }
    if (!away) {
      this.#add({ key: keyOf(event), stays: isCritical(event), at: this.#page.timers.now(), event, away: 0 });
    } else if (this.#page.clock.now() - event.time < NEWS_FOR) {
      this.#gather(event);
    }
  }

  /** To be called now and then: what was shown long enough goes. */
  beat() {
    const now = this.#page.timers.now();
    this.#settle();
    if (document.hidden || this.#element.matches(":hover, :focus-within")) {
      this.#stack.postpone(now - this.#beatAt);
    } else if (this.#stack.size > 0 && this.#stack.expire(now)) {
      this.#draw();
    }
    this.#beatAt = now;
  }

  /** What the panel shows now is seen. */
  seen() {
    if (this.#stack.remove(each => each.event !== null && this.#page.inSight(each.event))) {
      this.#draw();
    }
  }

  /** After a change of language. */
  describe() {
    this.#shown.forEach(({ element }) => element.remove());
    this.#shown.clear();
    this.#draw();
  }

  /** What an alarm wanted is done. @param {EventWords} event */
  #follow({ kind, alarm }) {
    if ((kind === "alarm-acknowledged" || kind === "alarm-shelved") && this.#stack.remove(each => each.event?.alarm === alarm)) {
      this.#draw();
    }
  }

  /** Critical alarms are told one by one, if they still stand when all has come; the others only counted. @param {EventWords} event */
  #gather(event) {
    const { timers } = this.#page;
    this.#away += 1;
    timers.cancel(this.#gathering);
    this.#gathering = timers.later(() => {
      this.#add({ key: "away", stays: false, at: timers.now(), event: null, away: this.#away });
      this.#away = 0;
    }, GATHER);
    if (isCritical(event)) {
      this.#add({ key: keyOf(event), stays: true, at: timers.now(), event, away: 0 });
    } else if (event.kind === "alarm-cleared" && this.#stack.remove(each => each.key === keyOf(event))) {
      this.#draw();
    }
  }

  /** @param {EventToast} toast */
  #add(toast) {
    this.#stack.add(toast);
    this.#shown.get(toast.key)?.element.remove();
    this.#shown.delete(toast.key);
    this.#draw();
  }

  #draw() {
    this.#settle();
    const shown = this.#stack.shown;
    for (const [key, { element }] of this.#shown) {
      if (!shown.some(each => each.key === key)) {
        element.remove();
        this.#shown.delete(key);
      }
    }
    shown.forEach((toast, index) => {
      const element = this.#shown.get(toast.key)?.element ?? this.#make(toast);
      if (this.#list.children[index] !== element) {
        this.#list.insertBefore(element, this.#list.children[index] ?? null);
      }
    });
    this.#more.hidden = this.#stack.more === 0;
    setText(this.#more, this.#page.say("toastMore", { n: this.#stack.more }));
    this.#element.hidden = shown.length === 0;
  }

  /** Behind a dialog nothing can be reached: they are within the foremost while one is open. */
  #settle() {
    const place = [...document.querySelectorAll("dialog[open]")].pop() ?? byId("toast-place");
    if (this.#element.parentElement !== place) {
      place.append(this.#element);
    }
  }

  /** @param {EventToast} toast */
  #make(toast) {
    const { say, telling } = this.#page;
    const { event } = toast;
    const [title, text] = event === null ? [this.#awayText(toast.away), ""] : [this.#title(event), event.kind.startsWith("alarm-") ? telling.alarm(event) : telling.event(event)];
    const value = event?.kind === "alarm-raised" ? telling.value(event) : "";
    const meta = event === null ? "" : [telling.time(event.time), telling.subject(event), value].filter(part => part !== "").join(" · ");
    const words = make("span", { class: "words" }, make("b", {}, title), make("span", { class: "what" }, text), make("span", { class: "meta" }, meta));
    const open = make("button", { class: "plain", type: "button", title: say("toastOpen") }, icon(event === null ? "bell" : signOf(event)), words);
    const close = make("button", { class: "button square", type: "button", "aria-label": say("toastClose"), title: say("toastClose") }, icon("lost"));
    listen(open, "click", () => this.#open(toast));
    listen(close, "click", () => this.#close(toast));
    const element = make(
      "li",
      { class: "toast", role: toast.stays ? "alert" : "status", "data-kind": event?.kind ?? "away", "data-severity": event?.severity ?? null, "data-event": event === null ? null : String(event.id) },
      open,
      close,
    );
    this.#shown.set(toast.key, { element, toast });
    return element;
  }

  /** @param {EventWords} event */
  #title(event) {
    const { say, telling } = this.#page;
    if (event.kind === "note") {
      return say("toastNote", { by: event.by || say("nobody") });
    }
    const word = event.kind === "alarm-raised" ? "toastRaised" : event.kind === "alarm-cleared" ? "toastCleared" : "toastLost";
    return event.severity === undefined ? say(word) : `${say(word)} · ${telling.severity(event.severity)}`;
  }

  /** @param {number} n */
  #awayText(n) {
    return this.#page.say(n === 1 ? "toastAwayOne" : "toastAwayMany", { n });
  }

  /** @param {EventToast | null} toast */
  #open(toast) {
    this.#stack.remove(each => each === toast || (toast === null && !each.stays));
    this.#draw();
    this.#page.onOpen(toast?.event ?? null);
  }

  /** @param {EventToast} toast */
  #close(toast) {
    const focused = this.#shown.get(toast.key)?.element.contains(document.activeElement) ?? false;
    this.#stack.remove(each => each === toast);
    this.#draw();
    if (focused) {
      const next = this.#list.querySelector("button");
      (next ?? byId("bell")).focus();
    }
  }
}

/** What is over takes the place of what began. @param {EventWords} event @returns {string} */
function keyOf(event) {
  return event.alarm === undefined ? `event ${event.id}` : `alarm ${event.alarm}`;
}

/** @param {EventWords} event */
function isCritical({ kind, severity }) {
  return kind === "alarm-raised" && severity === "critical";
}
