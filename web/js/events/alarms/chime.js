import { URGENCY } from "../../store/events/standing-alarms.js";

/** Two sounds are so far apart at least, unless the second is more urgent. Milliseconds. */
const QUIET = 2_000;
/** So long no other tab sounds for the same alarm. Milliseconds. */
const HELD = 10_000;
/** Tones of each severity, hertz: the more, and the higher, the more urgent. @type {Record<string, number[]>} */
const TONES = { info: [520], warning: [660, 660], critical: [880, 660, 880] };
const TONE_SECONDS = 0.14;

/** The sound of alarms. A browser lets a page sound only once somebody has touched it: until then it waits, and what is raised is not heard later. */
export class Chime {
  #outside;
  /** @type {AudioContext | null} */ #audio = null;
  #rungAt = -Infinity;
  #urgency = 0;

  /**
   * @param {object} outside
   * @param {() => AudioContext} outside.audio
   * @param {Pick<LockManager, "request"> | undefined} outside.locks of all tabs of the browser; not there on pages by HTTP
   * @param {{now: () => number, later: (task: () => void, millis: number) => unknown}} outside.timers
   * @param {() => void} outside.onChange it may wait now, or no more
   */
  constructor(outside) {
    this.#outside = outside;
  }

  get waits() {
    return this.#audio?.state !== "running";
  }

  /** To be called when it is switched on, and whenever somebody touches the page while it waits. */
  async wake() {
    if (this.#audio === null) {
      this.#audio = this.#outside.audio();
      this.#audio.onstatechange = this.#outside.onChange;
    }
    await this.#audio.resume();
  }

  /** It is switched off. */
  rest() {
    void this.#audio?.suspend();
  }

  /** An alarm was raised: one of the tabs that can sounds, or each where they cannot agree. @param {{alarm: number, severity?: string}} alarm */
  ring({ alarm, severity = "warning" }) {
    const known = severity in TONES ? /** @type {keyof URGENCY} */ (severity) : "warning";
    const now = this.#outside.timers.now();
    if (this.waits || (now - this.#rungAt < QUIET && URGENCY[known] <= this.#urgency)) {
      return;
    }
    this.#rungAt = now;
    this.#urgency = URGENCY[known];
    this.#inOneTab(`vigie-alarm-${alarm}`, () => this.play(known));
  }

  /** @param {keyof URGENCY} severity */
  play(severity) {
    const audio = this.#audio;
    if (audio !== null && !this.waits) {
      TONES[severity].forEach((hertz, index) => tone(audio, hertz, audio.currentTime + index * TONE_SECONDS * 1.4));
    }
  }

  /** @param {string} name @param {() => void} deed */
  #inOneTab(name, deed) {
    const { locks, timers } = this.#outside;
    if (locks === undefined) {
      deed();
      return;
    }
    void locks.request(name, { ifAvailable: true }, async lock => {
      if (lock !== null) {
        deed();
        await new Promise(done => timers.later(() => done(undefined), HELD));
      }
    });
  }
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
