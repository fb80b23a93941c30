import { byId, listen, setText } from "../dom.js";

/** @typedef {import("../../socket/messages.js").EventWords} EventWords */

/** Two sounds are so far apart at least, milliseconds. */
const QUIET = 2_000;
/** Tones of each severity, hertz: the more, and the higher, the more urgent. @type {Record<string, number[]>} */
const TONES = { info: [520], warning: [660, 660], critical: [880, 660, 880] };
const TONE_SECONDS = 0.14;

/** Sound and browser notifications when an alarm is raised, both off until a person switches them on. */
export class Attention {
  #page;
  #sound = /** @type {HTMLInputElement} */ (byId("option-sound"));
  #notify = /** @type {HTMLInputElement} */ (byId("option-notify"));
  #said = byId("options-said");
  /** @type {AudioContext | null} */ #audio = null;
  #soundedAt = -Infinity;

  /**
   * @param {object} page
   * @param {import("./event-words.js").Say} page.say
   * @param {import("./telling.js").Telling} page.telling
   * @param {import("../settings.js").Settings} page.settings
   * @param {() => number} page.now milliseconds, monotonic
   * @param {(event: EventWords) => void} page.onOpen
   */
  constructor(page) {
    this.#page = page;
    this.#sound.checked = page.settings.get("sound", false);
    this.#notify.checked = page.settings.get("notify", false) && allowed() === "granted";
    listen(this.#sound, "change", () => this.#switchSound());
    listen(this.#notify, "change", () => void this.#switchNotify());
    // A browser lets a page sound only after somebody has touched it.
    listen(document, "pointerdown", () => this.#sound.checked && void this.#context()?.resume());
  }

  /** An alarm was raised just now. @param {EventWords} event */
  raised(event) {
    if (this.#sound.checked) {
      this.#play(TONES[event.severity ?? "warning"] ?? TONES.warning);
    }
    if (this.#notify.checked && allowed() === "granted" && (document.hidden || !document.hasFocus())) {
      this.#show(event);
    }
  }

  #switchSound() {
    this.#page.settings.set("sound", this.#sound.checked);
    if (this.#sound.checked) {
      this.#play(TONES.info);
    }
  }

  async #switchNotify() {
    const { settings, say } = this.#page;
    setText(this.#said, "");
    if (this.#notify.checked) {
      const answer = allowed() === "default" ? await Notification.requestPermission() : allowed();
      this.#notify.checked = answer === "granted";
      setText(this.#said, answer === "granted" ? "" : say(answer === "missing" ? "notifyMissing" : "notifyRefused"));
    }
    settings.set("notify", this.#notify.checked);
  }

  /** @param {EventWords} event */
  #show(event) {
    const { say, telling, onOpen } = this.#page;
    const title = say("saysAlarm", { sensor: telling.subject(event), text: telling.severity(event.severity) });
    try {
      const shown = new Notification(title, { body: telling.alarm(event), tag: `vigie-${event.id}` });
      shown.onclick = () => {
        window.focus();
        shown.close();
        onOpen(event);
      };
    } catch {
      // Some phones allow them from a worker only.
    }
  }

  /** @param {number[]} tones */
  #play(tones) {
    const audio = this.#context();
    const now = this.#page.now();
    if (audio === null || now - this.#soundedAt < QUIET) {
      return;
    }
    this.#soundedAt = now;
    void audio.resume();
    tones.forEach((hertz, index) => tone(audio, hertz, audio.currentTime + index * TONE_SECONDS * 1.4));
  }

  #context() {
    try {
      this.#audio ??= new AudioContext();
    } catch {
      return null;
    }
    return this.#audio;
  }
}

/** @returns {NotificationPermission | "missing"} */
function allowed() {
  return window.isSecureContext && "Notification" in window ? Notification.permission : "missing";
}

/** Soft at both ends, so that nothing clicks. @param {AudioContext} audio @param {number} hertz @param {number} at seconds */
function tone(audio, hertz, at) {
  const [oscillator, gain] = [audio.createOscillator(), audio.createGain()];
  oscillator.frequency.value = hertz;
  gain.gain.setValueAtTime(0, at);
  gain.gain.linearRampToValueAtTime(0.2, at + 0.02);
  gain.gain.linearRampToValueAtTime(0, at + TONE_SECONDS);
  oscillator.connect(gain).connect(audio.destination);
  oscillator.start(at);
  oscillator.stop(at + TONE_SECONDS);
}
