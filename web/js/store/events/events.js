import { Marks } from "./marks.js";
import { StandingAlarms, bySensor, isRaised, unseen } from "./standing-alarms.js";

/** @typedef {import("../../socket/messages.js").Message} Message */
/** @typedef {import("../../socket/messages.js").EventWords} EventWords */
/** @typedef {import("../../socket/messages.js").AlarmWords} AlarmWords */
/** @typedef {import("../../socket/messages.js").Welcome} Welcome */

/** So many events are remembered, the newest. */
const MOST = 2_000;

/**
 * What has changed:
 *
 * - `event`: one was pushed; `away` when it happened before the connection was there again;
 * - `welcome`: what stands is known again; `first` of the page; `forgotten` when the server has lost events that were known here; `raised`
 *   are the alarms that were raised while the page was not connected, and want somebody still;
 * - `known`: others were taken in, or forgotten;
 * - `gap`: the server's memory did not reach back to what is known here: what lies before `before` is to be asked for;
 * - `here`: others are here.
 *
 * @typedef {{type: "event", event: EventWords, away: boolean} | {type: "welcome", first: boolean, forgotten: boolean, raised: readonly AlarmWords[]} | {type: "known"}
 *   | {type: "gap", before: number} | {type: "here"}} EventChange
 */

/**
 * What happened, each event once and by its number, and the alarms that stand. Events come pushed, in order, and in any order
 * from the history; a number that was pushed is not taken again.
 */
export class Events {
  standing = new StandingAlarms();
  marks = new Marks();
  /** Names of who is here. @type {readonly string[]} */ here = [];
  /** Whether the server has events at all. */
  supported = false;
  /** Time of the first welcome: from then on everything is pushed. */
  since = Infinity;
  /** @type {Map<number, EventWords>} */ #byId = new Map();
  /** The same in their order, made when it is wanted. @type {EventWords[] | null} */ #sorted = [];
  /** Up to here all that was pushed has come, null before the first welcome. @type {number | null} */ #last = null;
  /** Up to here the standing alarms are folded. */
  #folded = 0;
  /** What comes up to here happened before the connection was there. */
  #welcomed = 0;
  /** From here on every event is known. */
  #reach = Infinity;
  #fresh = true;
  /** @type {Map<string, AlarmWords> | null} */ #bySensor = null;
  /** @type {Set<(change: EventChange) => void>} */ #listeners = new Set();

  /** @param {(change: EventChange) => void} listener @returns {() => void} detaches it */
  listen(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Where to go on after a loss of connection. @returns {number | null} */
  get last() {
    return this.#last;
  }

  /** From that number on every event is known. */
  get reach() {
    return this.#reach;
  }

  /** @returns {readonly EventWords[]} all that are known, oldest first */
  get all() {
    this.#sorted ??= [...this.#byId.values()].sort((a, b) => a.id - b.id);
    return this.#sorted;
  }

  /** Of each sensor the alarm that wants somebody most. @returns {Map<string, AlarmWords>} */
  get alarms() {
    this.#bySensor ??= bySensor(this.standing.all);
    return this.#bySensor;
  }

  /** Alarms that nobody has acknowledged. @returns {AlarmWords[]} */
  get unseen() {
    return this.standing.all.filter(unseen);
  }

  /** The next welcome is that of another connection. */
  disconnected() {
    this.#fresh = true;
  }

  /** @param {Message} message */
  apply(message) {
    if (message.type === "welcome") {
      this.#welcome(message);
    } else if (message.type === "event") {
      this.#pushed(message);
    } else if (message.type === "here") {
      this.here = message.names;
      this.#tell({ type: "here" });
    }
  }

  /**
   * Takes in what the history has answered.
   *
   * @param {readonly EventWords[]} events in any order
   * @param {{before: number, complete: boolean}} [reach] they are all before that number, from their first one on; `complete` when there
   *   is none before them
   */
  fill(events, reach) {
    events.forEach(event => this.#add(event));
    if (reach !== undefined && reach.before >= this.#reach) {
      this.#reach = reach.complete ? 0 : events.reduce((least, { id }) => Math.min(least, id), this.#reach);
    }
    this.#bound();
    this.#tell({ type: "known" });
  }

  /** @param {Welcome} welcome */
  #welcome({ event, alarms = [], here = [], eventsFrom, time }) {
    this.supported = event !== undefined;
    if (event === undefined) {
      return;
    }
    const [first, fresh] = [this.#last === null, this.#fresh];
    const raised = fresh && !first ? alarms.filter(each => isRaised(each) && !isRaised(this.standing.get(each.alarm))) : [];
    this.#fresh = false;
    const forgotten = fresh && event < (this.#last ?? event);
    if (forgotten) {
      this.#forgetAfter(event);
    }
    if (first) {
      this.since = time;
      this.#last = event;
      this.#reach = event + 1;
    }
    if (fresh) {
      this.#welcomed = event;
    }
    if (fresh || event >= this.#folded) {
      this.standing.replace(alarms);
      this.#bySensor = null;
      this.#folded = event;
    }
    this.here = here;
    this.#tell({ type: "welcome", first, forgotten, raised });
    if (eventsFrom !== undefined && eventsFrom > /** @type {number} */ (this.#last)) {
      this.#last = eventsFrom;
      this.#reach = eventsFrom + 1;
      this.#tell({ type: "gap", before: eventsFrom + 1 });
    }
  }

  /** The server's disk failed before it ended: these numbers will be given again. @param {number} id */
  #forgetAfter(id) {
    [...this.#byId.keys()].filter(each => each > id).forEach(each => this.#byId.delete(each));
    this.#sorted = null;
    this.#last = id;
    this.#reach = Math.min(this.#reach, id + 1);
    this.marks.forgetAfter(id);
  }

  /** @param {EventWords} event */
  #pushed(event) {
    const { id } = event;
    this.#add(event);
    if (id > this.#folded) {
      this.#folded = id;
      this.standing.apply(event);
      this.#bySensor = null;
    }
    if (id <= (this.#last ?? 0)) {
      return;
    }
    this.#last = id;
    this.#bound();
    this.#tell({ type: "event", event, away: id <= this.#welcomed });
  }

  /** @param {EventWords} event */
  #add(event) {
    if (!this.#byId.has(event.id)) {
      this.#byId.set(event.id, event);
      this.marks.add(event);
      const newest = this.#sorted?.[this.#sorted.length - 1];
      newest === undefined || newest.id < event.id ? this.#sorted?.push(event) : (this.#sorted = null);
    }
  }

  #bound() {
    if (this.#byId.size > MOST) {
      const gone = this.all.slice(0, this.#byId.size - MOST);
      gone.forEach(({ id }) => this.#byId.delete(id));
      this.#sorted = this.all.slice(gone.length);
      this.#reach = Math.max(this.#reach, this.#sorted[0].id);
    }
  }

  /** @param {EventChange} change */
  #tell(change) {
    this.#listeners.forEach(listener => listener(change));
  }
}
