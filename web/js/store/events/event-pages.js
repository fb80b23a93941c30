/** @typedef {import("../../socket/messages.js").EventWords} EventWords */
/** @typedef {import("../../socket/queries/event-client.js").EventQuestion} EventQuestion */
/** @typedef {import("../../socket/queries/event-client.js").EventAnswer} EventAnswer */

/** Events in a page, and pages that are asked for at once to find some that fit. */
const PAGE = 200;
const PAGES = 5;
/** So many that fit are enough at once. */
const ENOUGH = 50;
/** Beyond so many nothing older is held. */
const MOST = 4_000;

/**
 * Which events a list shows.
 *
 * @typedef {object} Choice
 * @property {readonly string[]} kinds all when empty
 * @property {import("../../socket/messages.js").Severity | ""} severity at least that; all when empty
 * @property {(event: EventWords) => boolean} fits what the server is not asked for
 */

/** The events of a list: those that are known, and older ones page by page, as the choice asks. */
export class EventPages {
  #events;
  #ask;
  /** @type {Choice} */ #choice = { kinds: [], severity: "", fits: () => true };
  /** @type {EventWords[]} */ #older = [];
  /** From there on all that fit are known; infinite while that is what the store knows. */
  #from = Infinity;
  #more = true;
  asking = false;

  /**
   * @param {import("./events.js").Events} events
   * @param {(question: EventQuestion) => Promise<EventAnswer>} ask
   */
  constructor(events, ask) {
    this.#events = events;
    this.#ask = ask;
  }

  /** @param {Choice} choice */
  choose(choice) {
    this.#choice = choice;
    this.forget();
  }

  /** What is older than the store knows is let go. */
  forget() {
    this.#older = [];
    this.#from = Infinity;
    this.#more = true;
  }

  /** Whether there may be older ones to ask for. */
  get more() {
    return this.#more && Math.min(this.#from, this.#events.reach) > 1 && this.#older.length < MOST;
  }

  /** @returns {EventWords[]} newest first */
  get shown() {
    const from = Math.min(this.#from, this.#events.reach);
    /** @type {Map<number, EventWords>} */
    const found = new Map();
    for (const event of [...this.#older, ...this.#events.all]) {
      if (event.id >= from && this.#fits(event)) {
        found.set(event.id, event);
      }
    }
    return [...found.values()].sort((a, b) => b.id - a.id);
  }

  /** Asks for older ones; fails with what the server says is wrong. @returns {Promise<void>} */
  async askOlder() {
    if (this.asking) {
      return;
    }
    this.asking = true;
    const choice = this.#choice;
    try {
      let found = 0;
      for (let page = 0; page < PAGES && found < ENOUGH && this.more && choice === this.#choice; page += 1) {
        found += await this.#askPage(choice);
      }
    } finally {
      this.asking = false;
    }
  }

  /** @param {Choice} choice @returns {Promise<number>} how many fit */
  async #askPage(choice) {
    const { kinds, severity } = choice;
    const before = Math.min(this.#from, this.#events.reach);
    const { events, more } = await this.#ask({ before, kinds, severity: severity || undefined, limit: PAGE });
    if (choice !== this.#choice) {
      return 0;
    }
    const fitting = events.filter(event => this.#fits(event));
    this.#older.push(...fitting);
    this.#more = more;
    this.#from = more ? events.reduce((least, { id }) => Math.min(least, id), before) : 0;
    return fitting.length;
  }

  /** @param {EventWords} event */
  #fits(event) {
    const { kinds, severity, fits } = this.#choice;
    return (kinds.length === 0 || kinds.includes(event.kind)) && (severity === "" || atLeast(event, severity)) && fits(event);
  }
}

const ORDER = ["info", "warning", "critical"];

/** @param {EventWords} event @param {string} severity */
function atLeast(event, severity) {
  return event.severity !== undefined && ORDER.indexOf(event.severity) >= ORDER.indexOf(severity);
}
