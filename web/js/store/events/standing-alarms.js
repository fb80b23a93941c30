/** @typedef {import("../../socket/messages.js").EventWords} EventWords */
/** @typedef {import("../../socket/messages.js").AlarmWords} AlarmWords */
/** @typedef {import("../../socket/messages.js").Severity} Severity */

/** The more urgent, the larger. @type {Record<Severity, number>} */
export const URGENCY = { info: 1, warning: 2, critical: 3 };
/** Of several alarms of a sensor that one is shown which wants somebody most. */
const WANTS = { raised: 4, cleared: 3, acknowledged: 2, shelved: 1 };

/** What the events of alarms come to: those that stand, and what became of them. Pure; the server does the same. */
export class StandingAlarms {
  /** By the number of the event that raised them. @type {Map<number, AlarmWords>} */ #standing = new Map();

  /** @returns {AlarmWords[]} in the order in which they were raised */
  get all() {
    return [...this.#standing.values()];
  }

  /** @param {number} alarm @returns {AlarmWords | undefined} */
  get(alarm) {
    return this.#standing.get(alarm);
  }

  /** What a welcome says is all there is. @param {readonly AlarmWords[]} alarms */
  replace(alarms) {
    this.#standing = new Map([...alarms].sort((a, b) => a.alarm - b.alarm).map(each => [each.alarm, each]));
  }

  /** @param {EventWords} event @returns {boolean} whether that changed anything */
  apply(event) {
    if (event.kind === "alarm-raised") {
      this.#raise(event);
      return true;
    }
    const known = this.#standing.get(event.alarm ?? NaN);
    const step = { "alarm-acknowledged": acknowledged, "alarm-shelved": shelved }[event.kind];
    if (known === undefined) {
      return false;
    }
    if (step !== undefined) {
      this.#put(known, step(known, event));
    } else if (event.kind === "alarm-cleared") {
      this.#clear(known);
    } else if (event.kind === "alarm-unshelved") {
      this.#unshelve(known);
    } else {
      return false;
    }
    return true;
  }

  /** @param {EventWords} event */
  #raise(event) {
    const { id, rule = "", sensor = "", severity = "warning", time, value, text } = event;
    for (const each of this.#standing.values()) {
      if (each.rule === rule && each.sensor === sensor) {
        this.#put(each, null);
      }
    }
    this.#standing.set(id, { alarm: id, rule, sensor, severity, state: "raised", since: time, value, text });
  }

  /** @param {AlarmWords} known */
  #clear(known) {
    if (known.state === "shelved") {
      this.#put(known, { ...known, over: true });
    } else {
      this.#put(known, known.state === "acknowledged" ? null : { ...known, state: "cleared" });
    }
  }

  /** @param {AlarmWords} known */
  #unshelve(known) {
    if (known.state === "shelved") {
      this.#put(known, known.over ? null : { ...known, state: "raised", by: undefined, until: undefined });
    }
  }

  /** @param {AlarmWords} known @param {AlarmWords | null} next */
  #put(known, next) {
    if (next === null) {
      this.#standing.delete(known.alarm);
    } else {
      this.#standing.set(known.alarm, next);
    }
  }
}

/** @param {AlarmWords} known @param {EventWords} event @returns {AlarmWords | null} */
function acknowledged(known, { by }) {
  if (known.state === "cleared") {
    return null;
  }
  return known.state === "raised" ? { ...known, state: "acknowledged", by } : known;
}

/** @param {AlarmWords} known @param {EventWords} event @returns {AlarmWords} */
function shelved(known, { by, until }) {
  return { ...known, state: "shelved", by, until, over: known.over || known.state === "cleared" };
}

/** Whether it holds, and nobody has seen to it. @param {AlarmWords} [alarm] @returns {boolean} */
export function isRaised(alarm) {
  return alarm?.state === "raised";
}

/** Whether somebody is still to say that they have seen it. @param {AlarmWords} alarm @returns {boolean} */
export function unseen({ state }) {
  return state === "raised" || state === "cleared";
}

/** @param {AlarmWords} a @param {AlarmWords} b @returns {number} negative when `a` wants somebody more */
export function byWant(a, b) {
  return WANTS[b.state] - WANTS[a.state] || URGENCY[b.severity] - URGENCY[a.severity] || b.since - a.since;
}

/** @param {Iterable<AlarmWords>} alarms @returns {Map<string, AlarmWords>} of each sensor the one that wants somebody most */
export function bySensor(alarms) {
  /** @type {Map<string, AlarmWords>} */
  const worst = new Map();
  for (const alarm of alarms) {
    const other = worst.get(alarm.sensor);
    if (other === undefined || byWant(alarm, other) < 0) {
      worst.set(alarm.sensor, alarm);
    }
  }
  return worst;
}
