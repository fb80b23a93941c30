/** @typedef {import("../page/ports.js").AlarmLook} AlarmLook */

/** @param {HTMLElement} element @param {AlarmLook | null} alarm @returns {AlarmLook | null} the same */
export function wearAlarm(element, alarm) {
  if (alarm === null) {
    delete element.dataset.alarm;
    delete element.dataset.alarmState;
  } else {
    element.dataset.alarm = alarm.severity;
    element.dataset.alarmState = alarm.state;
  }
  return alarm;
}
