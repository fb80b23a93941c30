import { alarmSign } from "../words/telling.js";

/** @typedef {import("../../socket/messages.js").AlarmWords} AlarmWords */
/** @typedef {import("../../page/ports.js").AlarmLook} AlarmLook */

/** Which alarm a card shows: that of the moment shown. */
export class AlarmLooks {
  #page;

  /**
   * @param {object} page
   * @param {import("../words/event-words.js").Say} page.say
   * @param {import("../words/telling.js").Telling} page.telling
   * @param {import("../../ui/format.js").Format} page.format
   * @param {import("../../page/view.js").View} page.view
   * @param {import("../../store/events/events.js").Events} page.events
   * @param {import("../../store/events/event-past.js").EventPast} page.past
   */
  constructor(page) {
    this.#page = page;
  }

  /** @param {string} sensor @returns {AlarmLook | null} */
  of(sensor) {
    const { view, events, past } = this.#page;
    const alarms = view.live ? events.alarms : events.supported ? past.alarmsAt(view.end) : null;
    const alarm = alarms?.get(sensor);
    return alarm === undefined ? null : this.#look(alarm, view.end);
  }

  /** @param {AlarmWords} alarm @param {number} now epoch milliseconds @returns {AlarmLook} */
  #look(alarm, now) {
    const { say, telling, format } = this.#page;
    const { state, severity, by } = alarm;
    const time = format.duration(now - alarm.since);
    const corner = {
      raised: say("cornerRaised", { severity: telling.severity(severity), time }),
      acknowledged: say("cornerAcknowledged", { time }),
      cleared: say("cornerCleared"),
      shelved: say("cornerShelved"),
    }[state];
    const who = by && state !== "raised" ? ` · ${say("byWhom", { by })}` : "";
    return { severity, state, sign: alarmSign(alarm), corner, text: telling.alarm(alarm) + who };
  }
}
