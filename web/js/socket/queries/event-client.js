/** @typedef {import("../messages.js").EventWords} EventWords */
/** @typedef {import("../messages.js").AlarmWords} AlarmWords */

/**
 * @typedef {object} EventQuestion
 * @property {number} [before] only events with a smaller number
 * @property {number} [from] epoch milliseconds
 * @property {number} [to] epoch milliseconds
 * @property {readonly string[]} [kinds]
 * @property {string} [severity] at least that
 * @property {number} limit
 *
 * @typedef {{last: number, events: EventWords[], more: boolean}} EventAnswer newest first
 *
 * A rule of the configuration; which of the limits it has depends on its kind. Durations are milliseconds or as in the configuration.
 *
 * @typedef {object} RuleWords
 * @property {string} id
 * @property {string} sensor an id, or a pattern
 * @property {string} kind
 * @property {number} [limit]
 * @property {number} [low]
 * @property {number} [high]
 * @property {number} [perSecond]
 * @property {number | string} [silent]
 * @property {number} [hysteresis]
 * @property {number | string} [for]
 * @property {import("../messages.js").Severity} severity
 * @property {string} [text]
 * @property {string} [broken] why it does not work
 * @property {number} [alarms]
 *
 * @typedef {{event: number, alarms: AlarmWords[], rules: RuleWords[]}} AlarmsAnswer
 *
 * @typedef {{raised: number, cleared: number | null, value?: number}} Firing
 * @typedef {object} TrialAnswer
 * @property {number} from
 * @property {number} to
 * @property {Firing[]} firings
 * @property {number} count
 * @property {boolean} more
 * @property {boolean} complete
 */

/** An answer that takes longer is given up, milliseconds. */
const PATIENCE = 20_000;

/** Asks the server what happened, and what would have: `/api/events`, `/api/alarms`. */
export class EventClient {
  #fetch;

  /** @param {(address: string, options: RequestInit) => Promise<Response>} fetch */
  constructor(fetch) {
    this.#fetch = fetch;
  }

  /** @param {EventQuestion} question @returns {Promise<EventAnswer>} fails with what the server says is wrong */
  ask({ kinds = [], ...others }) {
    return this.#get("/api/events", [...Object.entries(others), ...kinds.map(kind => /** @type {[string, unknown]} */ (["kind", kind]))]);
  }

  /** @returns {Promise<AlarmsAnswer>} */
  alarms() {
    return this.#get("/api/alarms", []);
  }

  /** @param {Record<string, string>} trial a rule, a sensor and a stretch of time @returns {Promise<TrialAnswer>} */
  tryRule(trial) {
    return this.#get("/api/alarms/past", Object.entries(trial));
  }

  /** @param {string} path @param {[string, unknown][]} query @returns {Promise<any>} */
  async #get(path, query) {
    const given = query.filter(([, value]) => value !== undefined && value !== Infinity).map(([name, value]) => [name, String(value)]);
    const address = given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`;
    const answer = await this.#fetch(address, { signal: AbortSignal.timeout(PATIENCE), cache: "no-store" });
    if (!answer.ok) {
      const problem = await answer.json().catch(() => null);
      throw new Error(problem?.detail ?? problem?.title ?? `${path}: ${answer.status}`);
    }
    return answer.json();
  }
}
