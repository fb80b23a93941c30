import { StillCache } from "./still-cache.js";
import { StillTimes } from "./still-times.js";

/** @typedef {import("../../socket/stills/still-parts.js").Still} Still */

/** A moment that a slider is drawn over is not asked for: a question waits so long for a newer one. Milliseconds. */
const GATHER = 80;
/**
 * While it is played, the times of what comes are known for so many seconds of playing. They are asked for when half is left,
 * or, where pictures take all the time there is, just before they are needed.
 */
const [AHEAD, URGENT] = [20, 2];
/** Close behind the present a little more is known all the time: less than so many seconds of playing is not asked for. */
const WORTH = 2;
/** Where an answer cannot hold all times a shorter stretch is asked for, but none shorter than this. Milliseconds. */
const SHORTEST = 1_000;
/** While it is played, a picture that is so many seconds of playing too old still shows that it moves. */
const TRAILING = 3;
/** After a failure nothing is asked for so long, milliseconds; doubled up to the second figure. */
const [REST, LONGEST_REST] = [1_000, 30_000];

/**
 * What there is to show of a moment: a still, or null when there was none by then; undefined while the one before it may stay.
 * Sure when it is the one of that moment.
 *
 * @typedef {{still: Still | null | undefined, sure: boolean}} Sight
 *
 * @typedef {{moment: number, rate: number}} Wish a moment, and how many seconds of it pass in a second
 *
 * @typedef {object} Asked what is known of one sensor, and is asked for
 * @property {StillTimes} times
 * @property {boolean} busy whether a question is under way, or waits to be
 * @property {Wish | null} wanted
 */

/**
 * Stills of the past: those that are looked at are asked for, one at a time for each sensor, the newest wish first; while the past
 * is played, also the one that comes next.
 */
export class StillPast {
  #world;
  #cache;
  /** @type {Map<string, Asked>} */ #asked = new Map();
  #restUntil = -Infinity;
  #rest = REST;
  /** How long the last picture took to come, milliseconds. */
  #takes = 0;

  /**
   * @param {object} world
   * @param {import("../../socket/queries/still-client.js").StillClient} world.client
   * @param {{now: () => number}} world.clock the server's
   * @param {{now: () => number, later: (task: () => void, millis: number) => number}} world.timers
   * @param {(sensor: string) => void} world.onAnswer there is more to draw
   * @param {StillCache} [world.cache]
   */
  constructor(world) {
    this.#world = world;
    this.#cache = world.cache ?? new StillCache();
  }

  /** Whether the server could not be asked lately. */
  get failing() {
    return this.#restUntil > this.#world.timers.now();
  }

  /** @param {string} sensor @param {number} end epoch milliseconds @param {number} rate seconds that pass in a second @returns {Sight} */
  look(sensor, end, rate) {
    const asked = this.#of(sensor);
    const moment = Math.floor(end);
    if (this.#need(sensor, asked.times, moment, rate) !== null) {
      asked.wanted = { moment, rate };
      this.#gather(sensor, asked);
    }
    const time = asked.times.at(moment);
    const still = typeof time === "number" ? this.#cache.get(sensor, time) : time;
    return still === undefined ? { still: this.#trailing(sensor, moment, rate), sure: false } : { still, sure: true };
  }

  /** One that came live need not be asked for; one that came late was not there when it was asked for. @param {Still} still */
  arrived(still) {
    this.#cache.put(still);
    this.#asked.get(still.sensor)?.times.forget(still.time);
  }

  /** While the page heard nothing, some may have come late. */
  forget() {
    this.#asked.forEach(asked => asked.times.forget(-Infinity));
  }

  /** @param {string} sensor @returns {Asked} */
  #of(sensor) {
    const asked = this.#asked.get(sensor) ?? { times: new StillTimes(), busy: false, wanted: null };
    this.#asked.set(sensor, asked);
    return asked;
  }

  /** @param {string} sensor @param {number} moment @param {number} rate */
  #trailing(sensor, moment, rate) {
    return rate > 0 ? this.#cache.newest(sensor, moment - TRAILING * 1_000 * rate, moment) : undefined;
  }

  /**
   * What to ask next for that moment: the still of a moment, or the times of a stretch.
   *
   * @param {string} sensor @param {StillTimes} times @param {number} moment @param {number} rate
   * @returns {{at: number} | {from: number, to: number} | null}
   */
  #need(sensor, times, moment, rate) {
    const here = times.at(moment);
    if (here === undefined || (rate === 0 && here !== null && !this.#cache.has(sensor, here))) {
      return { at: moment };
    }
    if (rate === 0) {
      return null;
    }
    const due = times.at(moment + rate * this.#takes) ?? here;
    const wish = { moment, rate };
    return (
      this.#stretchAhead(times, wish, URGENT, WORTH) ??
      this.#lacking(sensor, due) ??
      this.#stretchAhead(times, wish, AHEAD / 2, WORTH) ??
      this.#lacking(sensor, times.next(moment + rate * this.#takes))
    );
  }

  /**
   * @param {StillTimes} times @param {Wish} wish @param {number} least whose times are to be known, seconds of playing
   * @param {number} worth less than so much is not asked for, seconds of playing
   */
  #stretchAhead(times, { moment, rate }, least, worth) {
    const now = Math.floor(this.#world.clock.now());
    const from = times.knownUntil(moment);
    const after = (/** @type {number} */ seconds) => Math.min(now, moment + seconds * 1_000 * rate);
    const to = after(AHEAD);
    return from < after(least) && to - from > worth * 1_000 * rate ? { from, to } : null;
  }

  /** @param {string} sensor @param {number | null | undefined} time */
  #lacking(sensor, time) {
    return typeof time === "number" && !this.#cache.has(sensor, time) ? { at: time } : null;
  }

  /** @param {string} sensor @param {Asked} asked */
  #gather(sensor, asked) {
    const { timers } = this.#world;
    if (!asked.busy) {
      asked.busy = true;
      const wait = this.failing ? this.#restUntil - timers.now() : asked.wanted?.rate ? 0 : GATHER;
      timers.later(() => void this.#ask(sensor, asked), wait);
    }
  }

  /** @param {string} sensor @param {Asked} asked */
  async #ask(sensor, asked) {
    const { wanted } = asked;
    asked.wanted = null;
    if (wanted !== null) {
      try {
        await this.#fulfil(sensor, asked.times, wanted.moment, wanted.rate);
        this.#rest = REST;
      } catch {
        this.#restUntil = this.#world.timers.now() + this.#rest;
        this.#rest = Math.min(2 * this.#rest, LONGEST_REST);
      }
    }
    asked.busy = false;
    this.#world.onAnswer(sensor);
  }

  /**
   * What is played is elsewhere when the answer comes: of that moment only what comes after it is asked for at once, too.
   *
   * @param {string} sensor @param {StillTimes} times @param {number} moment @param {number} rate
   */
  async #fulfil(sensor, times, moment, rate) {
    const unknown = times.at(moment) === undefined;
    const first = this.#need(sensor, times, moment, rate);
    if (first !== null) {
      await this.#answer(sensor, times, first);
    }
    const ahead = this.#stretchAhead(times, { moment, rate }, AHEAD / 2, 0);
    if (unknown && rate > 0 && ahead !== null) {
      await this.#answer(sensor, times, ahead);
    }
  }

  /** @param {string} sensor @param {StillTimes} times @param {{at: number} | {from: number, to: number}} need */
  #answer(sensor, times, need) {
    return "at" in need ? this.#askOne(sensor, times, need.at) : this.#askTimes(sensor, times, need);
  }

  /** @param {string} sensor @param {StillTimes} times @param {number} moment */
  async #askOne(sensor, times, moment) {
    const { client, timers } = this.#world;
    const begun = timers.now();
    const still = await client.at(sensor, moment);
    this.#takes = timers.now() - begun;
    if (still !== null) {
      this.#cache.put(still);
    }
    times.learn(moment, still?.time ?? null);
  }

  /** @param {string} sensor @param {StillTimes} known @param {{from: number, to: number}} stretch */
  async #askTimes(sensor, known, { from, to }) {
    const { client } = this.#world;
    let end = to;
    let answer = await client.times(sensor, from, end);
    while (!answer.whole && end - from > SHORTEST) {
      end = from + Math.ceil((end - from) / 4);
      answer = await client.times(sensor, from, end);
    }
    known.learnAll(from, end, answer.times);
  }
}
