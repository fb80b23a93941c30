import { isEventWord } from "./event-words.js";

/** @typedef {import("../../socket/messages.js").EventWords} EventWords */
/** @typedef {import("../../socket/messages.js").AlarmWords} AlarmWords */
/** @typedef {import("./event-words.js").Say} Say */
/** @typedef {import("../../ui/format.js").Format} Format */

/** Sign of each kind of event, as drawn in index.html. @type {Record<string, string>} */
const SIGNS = {
  "alarm-raised": "alarm",
  "alarm-cleared": "cleared",
  "alarm-acknowledged": "seen",
  "alarm-shelved": "shelf",
  "alarm-unshelved": "alarm",
  note: "note",
  "source-lost": "lost",
  "source-back": "back",
  "sensor-new": "zoom-in",
  trouble: "trouble",
};
/** Signs of severities have shapes of their own: no colour is needed to tell them. */
const SEVERITY_SIGNS = { info: "info", warning: "alarm", critical: "critical" };
const STATE_SIGNS = { raised: "", acknowledged: "seen", cleared: "cleared", shelved: "shelf" };
const DAY = 86_400_000;

/**
 * Says events and alarms as a person reads them: with the names of sensors and sources, in the language chosen now. Plain text only.
 */
export class Telling {
  #page;

  /**
   * @param {object} page
   * @param {Format} page.format
   * @param {Say} page.say
   * @param {import("../../store/sensor-store.js").SensorStore} page.store
   * @param {{now: () => number}} page.clock the server's
   */
  constructor(page) {
    this.#page = page;
  }

  /** @param {string} id @returns {string} */
  sensor(id) {
    return this.#page.store.sensors.get(id)?.name ?? id;
  }

  /** What an event is about, empty when that is nothing in particular. @param {EventWords} event @returns {string} */
  subject({ sensor, source }) {
    const { store } = this.#page;
    return sensor !== undefined ? this.sensor(sensor) : source !== undefined ? store.sources.get(source)?.name ?? source : "";
  }

  /** @param {EventWords} event @returns {string} what happened */
  event(event) {
    const { say, format } = this.#page;
    const { kind, by, text = "", until } = event;
    const who = by || say("nobody");
    switch (kind) {
      case "alarm-raised":
        return say("eventRaised", { text: this.#alarmText(event) });
      case "alarm-cleared":
        return say("eventCleared", { text: this.#alarmText(event) });
      case "alarm-unshelved":
        return say("eventUnshelved", { text: this.#alarmText(event) });
      case "alarm-acknowledged":
        return tidy(say("eventAcknowledged", { by: who, text }));
      case "alarm-shelved":
        return tidy(say("eventShelved", { by: who, text, time: this.time(until ?? NaN) }));
      case "source-lost":
        return say(text === "" ? "eventLost" : "eventLostWhy", { source: this.subject(event), text: format.cause(text) });
      case "source-back":
        return say("eventBack", { source: this.subject(event) });
      case "sensor-new":
        return say("eventNew", { name: this.subject(event) });
      case "trouble":
        return format.cause(text);
      default:
        return kind === "note" ? text : tidy(`${kind}: ${text}`);
    }
  }

  /** @param {AlarmWords | EventWords} alarm @returns {string} what is wrong */
  alarm(alarm) {
    return this.#alarmText(alarm);
  }

  /** @param {{sensor?: string, rule?: string, text?: string}} alarm */
  #alarmText({ sensor = "", rule = "", text }) {
    const said = text || rule;
    const named = said.startsWith(`${sensor} `) ? this.sensor(sensor) + said.slice(sensor.length) : said;
    return this.#page.format.cause(named);
  }

  /** @param {string} [severity] @returns {string} in words; one that this page does not know as it came */
  severity(severity = "warning") {
    const word = `severity_${severity}`;
    return isEventWord(word) ? this.#page.say(word) : severity;
  }

  /** The value in an event or an alarm, with its unit; empty when there is none. @param {{sensor?: string, value?: number}} of @returns {string} */
  value({ sensor = "", value }) {
    const { store, format } = this.#page;
    const known = store.sensors.get(sensor);
    if (value === undefined || !Number.isFinite(value)) {
      return "";
    }
    return `${format.reading(value, known?.decimals)} ${known?.unit ?? ""}`.trim();
  }

  /** Time of day, with the day when that is not today. @param {number} time epoch milliseconds @returns {string} */
  time(time) {
    const { format, clock } = this.#page;
    const near = new Date(time).toDateString() === new Date(clock.now()).toDateString();
    return near ? format.clock(time, Math.abs(clock.now() - time) < DAY) : format.moment(time);
  }

  /** @param {number} time epoch milliseconds @returns {string} for how long */
  ago(time) {
    return this.#page.format.duration(this.#page.clock.now() - time);
  }

  /** Whether two moments are on the same day. @param {number} a @param {number} b @returns {boolean} */
  sameDay(a, b) {
    return new Date(a).toDateString() === new Date(b).toDateString();
  }
}

/** @param {EventWords} event @returns {string} its sign */
export function signOf({ kind, severity, over }) {
  if (kind === "alarm-raised" && severity !== undefined) {
    return SEVERITY_SIGNS[severity] ?? "alarm";
  }
  return kind === "trouble" && over ? "seen" : SIGNS[kind] ?? "info";
}

/** @param {AlarmWords} alarm @returns {string} its sign: of its state, or as long as nobody has seen it of its severity */
export function alarmSign({ state, severity }) {
  return STATE_SIGNS[state] || (SEVERITY_SIGNS[severity] ?? "alarm");
}

/** Nothing is left of a text that was empty. @param {string} text @returns {string} */
function tidy(text) {
  return text.replace(/[\s\u00a0]*:\s*$/, "");
}
