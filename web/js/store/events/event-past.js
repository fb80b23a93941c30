import { StandingAlarms, bySensor } from "./standing-alarms.js";
import { Stretches, missing } from "../readings/stretches.js";

/** @typedef {import("../../socket/messages.js").EventWords} EventWords */
/** @typedef {import("../../socket/messages.js").AlarmWords} AlarmWords */
/** @typedef {import("../../socket/queries/event-client.js").EventQuestion} EventQuestion */
/** @typedef {import("../../socket/queries/event-client.js").EventAnswer} EventAnswer */

export const ALARM_KINDS = ["alarm-raised", "alarm-cleared", "alarm-acknowledged", "alarm-shelved", "alarm-unshelved"];

/** What is marked on charts. */
const MARKED = [...ALARM_KINDS, "note", "source-lost", "source-back"];

/** Events in one answer, and answers for one stretch at most: what is older in it has no mark. */
const PAGE = 1_000;
const PAGES = 3;
/** After a failure nothing is asked for so long, milliseconds. */
const REST = 5_000;
/** What is asked for of alarms reaches so far ahead at least, milliseconds. */
const AHEAD = 600_000;

/** The events of what is shown, where they are not known by themselves, and the alarms that stood at a moment of the past. */
export class EventPast {
  #world;
  #answered = new Stretches();
  #asking = false;
  #restUntil = -Infinity;
  /** Events of alarms in the order of their times, which are known between these two times. @type {EventWords[]} */ #steps = [];
  #low = Infinity;
  #high = -Infinity;
  #askingSteps = false;
  /** The numbers of those that raised one. @type {Set<number>} */ #raised = new Set();
  /** Which alarms stood when it was last asked. */
  #folded = { key: "", alarms: /** @type {Map<string, AlarmWords>} */ (new Map()) };

  /**
   * @param {object} world
   * @param {import("./events.js").Events} world.events
   * @param {(question: EventQuestion) => Promise<EventAnswer>} world.ask
   * @param {{now: () => number}} world.clock the server's
   * @param {() => number} world.now milliseconds, monotonic
   * @param {() => void} world.onAnswer there is more to draw
   */
  constructor(world) {
    this.#world = world;
  }

  /** What was pushed has a hole, or the server has lost some: nothing counts as known any more. */
  forget() {
    this.#answered = new Stretches();
    [this.#steps, this.#low, this.#high] = [[], Infinity, -Infinity];
    this.#folded.key = "";
  }

  /** To be called now and then with what is shown. @param {number} from @param {number} to epoch milliseconds */
  want(from, to) {
    const { events, now } = this.#world;
    if (!events.supported || this.#asking || now() < this.#restUntil) {
      return;
    }
    const pushed = new Stretches();
    pushed.add(this.#knownSince, Infinity);
    const grid = Math.max(1_000, Math.round((to - from) / 4));
    const [gap] = missing({ from: Math.floor(from / grid) * grid, to: Math.ceil(to) }, this.#answered, pushed);
    if (gap !== undefined) {
      void this.#ask(gap);
    }
  }

  /** From then on every event is known by itself. */
  get #knownSince() {
    const { events } = this.#world;
    const first = events.reach <= 1 ? -Infinity : events.all.find(each => each.id >= events.reach)?.time;
    return Math.min(first ?? Infinity, events.since);
  }

  /**
   * The alarm of each sensor that wanted somebody most at that moment, as far as the events tell.
   *
   * @param {number} time epoch milliseconds
   * @returns {Map<string, AlarmWords> | null} null while that is not known
   */
  alarmsAt(time) {
    if (!(time >= this.#low && time <= this.#high)) {
      void this.#askSteps(time);
      return null;
    }
    const count = this.#stepsUntil(time);
    const still = this.#world.events.standing.all.filter(each => each.since <= time && !this.#raised.has(each.alarm));
    const key = `${count} ${still.map(each => each.alarm)}`;
    if (key !== this.#folded.key) {
      this.#folded = { key, alarms: this.#fold(count, still) };
    }
    return this.#folded.alarms;
  }

  /** @param {number} time @returns {number} how many steps there were by then */
  #stepsUntil(time) {
    let [low, high] = [0, this.#steps.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      this.#steps[middle].time <= time ? (low = middle + 1) : (high = middle);
    }
    return low;
  }

  /** What stands now and has stood since before then stood then, too, however far back it was raised. @param {number} count @param {AlarmWords[]} still */
  #fold(count, still) {
    const standing = new StandingAlarms();
    standing.replace(still.map(each => ({ ...each, state: "raised", by: undefined, until: undefined, over: undefined })));
    this.#steps.slice(0, count).forEach(event => standing.apply(event));
    return bySensor(standing.all);
  }

  /** @param {import("../readings/stretches.js").Stretch} gap */
  async #ask({ from, to }) {
    this.#asking = true;
    try {
      let before;
      for (let page = 0; page < PAGES; page += 1) {
        const { events, more } = await this.#world.ask({ kinds: MARKED, from, to, before, limit: PAGE });
        this.#take(events);
        before = events[events.length - 1]?.id;
        if (!more) {
          break;
        }
      }
      this.#answered.add(from, to);
    } catch {
      this.#restUntil = this.#world.now() + REST;
    }
    this.#asking = false;
    this.#world.onAnswer();
  }

  /** They are marked, and not kept: those that are remembered are the newest. @param {EventWords[]} events */
  #take(events) {
    events.forEach(event => this.#world.events.marks.add(event));
  }

  /** @param {number} time */
  async #askSteps(time) {
    const { events, now, ask, clock, onAnswer } = this.#world;
    if (!events.supported || this.#askingSteps || now() < this.#restUntil) {
      return;
    }
    this.#askingSteps = true;
    const to = Math.min(Math.ceil(clock.now()), Math.ceil(time + AHEAD));
    try {
      const answer = await ask({ kinds: ALARM_KINDS, to, limit: PAGE });
      this.#steps = [...answer.events].sort((a, b) => a.time - b.time || a.id - b.id);
      this.#low = answer.more ? Math.min(time, this.#steps[0].time) : -Infinity;
      this.#high = to;
      this.#raised = new Set(answer.events.map(each => each.id));
      this.#folded.key = "";
    } catch {
      this.#restUntil = now() + REST;
    }
    this.#askingSteps = false;
    onAnswer();
  }
}
