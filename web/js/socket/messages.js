/**
 * The words of `/live`, version 1, as the server says them. Fields and types that are not listed here are ignored.
 * Times are epoch milliseconds of the server's clock.
 *
 * @typedef {[id: string, time: number, value: number]} ReadingWords
 *
 * @typedef {object} SensorWords
 * @property {string} id `<source>/<channel>`
 * @property {string} source
 * @property {string} [name]
 * @property {string} [unit]
 * @property {"live" | "stale" | "lost"} [status]
 * @property {string} [cause] why it is not live
 * @property {number} [since] since when it has this status
 * @property {number} [min] lower end of the normal range
 * @property {number} [max] upper end of the normal range
 * @property {number} [cadence] interval between readings, milliseconds
 * @property {boolean} [cadenceSet] whether it is set, not learnt
 * @property {[time: number, value: number]} [last]
 *
 * @typedef {object} SourceWords
 * @property {string} id
 * @property {string} [name]
 * @property {string} [detail] where it reads from
 * @property {"opening" | "live" | "lost" | "ended"} [state]
 * @property {string} [cause]
 * @property {number} [since]
 *
 * Something is wrong with the server itself.
 *
 * @typedef {object} TroubleWords
 * @property {number} id
 * @property {number} time since when it stands, or when it was over
 * @property {"trouble"} kind
 * @property {string} about what it is wrong with; of each there is one trouble at a time
 * @property {string} text
 * @property {true} [over]
 *
 * What gives stills: pictures, or matrices of numbers.
 *
 * @typedef {object} StillWords
 * @property {string} sensor
 * @property {string} source
 * @property {string} [name]
 * @property {number | null} [last] time of the newest one
 * @property {string | null} [media]
 * @property {number} [cadence] milliseconds between two, when that is set
 *
 * Something that happened. Kinds: `alarm-raised`, `alarm-cleared`, `alarm-acknowledged`, `alarm-shelved`, `alarm-unshelved`, `note`,
 * `source-lost`, `source-back`, `sensor-new`, `trouble`; others may come.
 *
 * @typedef {"info" | "warning" | "critical"} Severity
 *
 * @typedef {object} EventWords
 * @property {number} id 1, 2, 3 …, also across runs of the server
 * @property {number} time
 * @property {string} kind
 * @property {string} [sensor]
 * @property {string} [source]
 * @property {string} [about] of a trouble
 * @property {true} [over] of a trouble
 * @property {Severity} [severity] of an alarm, as all below
 * @property {string} [rule]
 * @property {number} [alarm] the event that raised it, itself if it is that one
 * @property {number} [value]
 * @property {number} [until] until when it is shelved
 * @property {string} [text]
 * @property {string} [by] who did it
 *
 * An alarm that stands.
 *
 * @typedef {object} AlarmWords
 * @property {number} alarm the event that raised it
 * @property {string} rule
 * @property {string} sensor
 * @property {Severity} severity
 * @property {"raised" | "acknowledged" | "cleared" | "shelved"} state `cleared`: nobody has acknowledged it yet
 * @property {number} since when it was raised
 * @property {number} [value]
 * @property {string} [text]
 * @property {string} [by] who acknowledged or shelved it
 * @property {number} [until]
 * @property {boolean} [over] of a shelved one: it was cleared, so it goes when the shelf ends
 *
 * @typedef {object} Welcome
 * @property {"welcome"} type
 * @property {string} protocol
 * @property {string} server
 * @property {string} epoch
 * @property {number} seq
 * @property {number} time
 * @property {number} [tick]
 * @property {SensorWords[]} sensors
 * @property {SourceWords[]} [sources]
 * @property {TroubleWords[]} [troubles] those that stand
 * @property {StillWords[]} [stills] where stills are asked for
 * @property {number} [event] the newest event; absent where there are none of them
 * @property {number} [eventsFrom] of those that were asked for only the ones after it come
 * @property {AlarmWords[]} [alarms] those that stand
 * @property {string[]} [here] names of who is here
 *
 * @typedef {{type: "update", seq: number, time: number, thinned?: number, readings: ReadingWords[]}} Update
 *   `thinned` updates before it were left out
 * @typedef {{type: "backfill", from: number, to: number, complete: boolean, reaches?: number, readings: ReadingWords[]}} Backfill
 *   unless it is complete, `reaches` is the time since when it is all that came
 * @typedef {SensorWords & {type: "sensor"}} SensorMessage
 * @typedef {{type: "status", sensor: string, status: "live" | "stale" | "lost", cause?: string, since: number}} StatusMessage
 * @typedef {SourceWords & {type: "source"}} SourceMessage
 * @typedef {EventWords & {type: "event"}} EventMessage
 * @typedef {{type: "here", names: string[]}} Here
 * @typedef {{type: "done", ref?: number, id?: number}} Done what was asked is kept, as that event
 * @typedef {{type: "problem", ref?: number, code: string, message: string}} Problem
 *
 * @typedef {Welcome | Update | Backfill | SensorMessage | StatusMessage | SourceMessage | EventMessage | Here | Done
 *   | Problem} Message
 *
 * @typedef {{type: "subscribe", since: string, ref: number, events?: number, stills?: true}} Subscribe
 */

/** The protocol this page speaks, as `welcome` names it. */
export const PROTOCOL = "vigie.v1";

/**
 * One frame as a message, or null for what is no message of ours.
 *
 * @param {unknown} data
 * @returns {Message | null}
 */
export function parseMessage(data) {
  if (typeof data !== "string") {
    return null;
  }
  try {
    const message = JSON.parse(data);
    return message !== null && typeof message === "object" && typeof message.type === "string" ? message : null;
  } catch {
    return null;
  }
}
