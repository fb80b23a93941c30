import { missing } from "./readings/stretches.js";
import { Track } from "./readings/track.js";

/** @typedef {import("./readings/sensor.js").Sensor} Sensor */
/** @typedef {import("./readings/stretches.js").Stretch} Stretch */
/** @typedef {import("./readings/track.js").Series} Series */
/** @typedef {import("../socket/queries/history-client.js").HistoryAnswer} HistoryAnswer */
/** @typedef {import("../socket/queries/history-client.js").HistoryQuestion} HistoryQuestion */

/** So far back the rings of readings reach, and a little more that may be missing from the oldest end. Milliseconds. */
const RING = 3_600_000 + 60_000;
/** Readings of a sensor that are asked for at most; where there are more, buckets. */
const MOST_READINGS = 4_000;
/** A reading's own time may be so far from when it came, by which the page knows what it has heard. Milliseconds. */
const APART = 2_000;
/** Buckets that a window has at most. */
const MOST_BUCKETS = 1_000;
/** Widths that the history makes buckets of, milliseconds: 1 s to 1 day. */
const WIDTHS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200, 86_400].map(s => s * 1_000);
/** A window that holds so many of the ring's thinned buckets looks the same from them. */
const FINE_ENOUGH = 300;
/** Questions wait so long for others like them, milliseconds. */
const GATHER = 40;
const SENSORS_PER_QUESTION = 24;
const QUESTIONS_AT_ONCE = 3;
/** After a failure nothing is asked for so long, milliseconds; doubled up to the second figure. */
const [REST, LONGEST_REST] = [1_000, 30_000];
/** Entries of a track after which what is far away is forgotten. */
const LONG_TRACK = 8_000;

/**
 * What is shown: a stretch of time, and how it moves.
 *
 * @typedef {object} Shown
 * @property {number} end epoch milliseconds of the server
 * @property {number} span how much before it, milliseconds
 * @property {boolean} live whether it ends now, always
 * @property {number} rate seconds of it that pass in a second; 0 when it stands still
 *
 * @typedef {object} Gap what is missing of one sensor: its ring (0) or its track (buckets of that width) wants a stretch
 * @property {Sensor} sensor
 * @property {number} width
 * @property {number} from
 * @property {number} to
 * @property {boolean} joins whether it ends now, and what comes live goes on from there
 */

/**
 * Gives what is to be drawn of a sensor in any stretch of time, and asks the history for what of it is missing: only of
 * what is drawn, many sensors in one question, few questions at once. Within the last hour that is the sensor's ring of
 * readings, which the history fills where the page was not there; beyond it, a {@link Track} of buckets.
 */
export class Past {
  #world;
  /** @type {Map<Sensor, Shown>} */ #wanted = new Map();
  /** Sensors that are asked for. @type {Set<Sensor>} */ #asked = new Set();
  #questions = 0;
  #gathering = false;
  #restUntil = -Infinity;
  #rest = REST;

  /**
   * @param {object} world
   * @param {(question: HistoryQuestion) => Promise<HistoryAnswer>} world.ask
   * @param {{now: () => number}} world.clock the server's
   * @param {import("./heard.js").Heard} world.heard
   * @param {{now: () => number, later: (task: () => void, millis: number) => number}} world.timers
   * @param {() => void} world.onAnswer there is more to draw
   * @param {(count: number) => void} world.onFilled so many readings have been filled in
   */
  constructor(world) {
    this.#world = world;
  }

  /** Whether the history could not be asked lately. */
  get failing() {
    return this.#restUntil > this.#world.timers.now();
  }

  /** @param {Sensor} sensor @param {Shown} shown @returns {Series} */
  series(sensor, shown) {
    const gap = this.#gapOf(sensor, shown, this.#world.clock.now());
    if (gap !== null && !this.#asked.has(sensor)) {
      this.#wanted.set(sensor, shown);
      this.#gather();
    }
    return this.#inRing(sensor, shown) ? sensor.ring : this.#trackOf(sensor, shown);
  }

  /** Whether what was at the end of a stretch of the past is not known yet, but soon. @param {Sensor} sensor @param {Shown} shown @returns {boolean} */
  waits(sensor, shown) {
    const { end, span, live } = shown;
    return !live && !this.failing && this.#gapOf(sensor, { end, span, live, rate: 0 }, this.#world.clock.now()) !== null;
  }

  /** Times in which updates did not come, and the history has not filled in. @param {Sensor} sensor @param {readonly Stretch[]} stretches @returns {readonly Stretch[]} */
  missed(sensor, stretches) {
    return stretches.filter(each => missing(each, sensor.filled).length > 0);
  }

  /** @param {Sensor} sensor @param {Shown} shown @returns {boolean} */
  #inRing(sensor, { end, span, live }) {
    const from = end - span;
    const near = from >= this.#world.clock.now() - RING;
    return near && (live || from >= sensor.fineFrom || span >= FINE_ENOUGH * sensor.grain);
  }

  /** @param {Sensor} sensor @param {Shown} shown @returns {Track} */
  #trackOf(sensor, { span }) {
    const width = widthOf(span);
    if (sensor.track?.width !== width) {
      sensor.track = new Track(width);
    }
    return sensor.track;
  }

  /** @param {Sensor} sensor @param {Shown} shown @param {number} now @returns {Gap | null} what is to be asked for next */
  #gapOf(sensor, shown, now) {
    return this.#inRing(sensor, shown) ? this.#ringGap(sensor, shown) : this.#trackGap(sensor, shown, Math.floor(now));
  }

  /** @param {Sensor} sensor @param {Shown} shown @returns {Gap | null} */
  #ringGap(sensor, { end, span }) {
    const { heard } = this.#world;
    const grid = Math.max(1_000, Math.round(span / 30_000) * 1_000);
    const stretch = { from: Math.floor((end - span) / grid) * grid, to: Math.ceil(end) };
    const [gap] = heard.telling ? [] : missing(stretch, heard.stretches, sensor.filled);
    return gap === undefined ? null : { sensor, width: 0, ...gap, joins: false };
  }

  /** @param {Sensor} sensor @param {Shown} shown @param {number} now @returns {Gap | null} */
  #trackGap(sensor, shown, now) {
    const track = this.#trackOf(sensor, shown);
    const { end, span, live, rate } = shown;
    const from = end - span;
    const ahead = live ? 0 : Math.max(span / 2, rate * 10_000);
    const needed = { from, to: Math.min(now, end + (rate > 0 ? ahead / 2 : 0)) };
    if (missing(needed, track.answered).length === 0) {
      return null;
    }
    const { width } = track;
    const wished = {
      from: Math.floor((live ? from : from - span / 2) / width) * width,
      to: live ? now : Math.min(now, Math.ceil((end + ahead) / width) * width),
    };
    const [gap] = missing(wished, track.answered).filter(each => each.from < needed.to && each.to > needed.from);
    return gap === undefined ? null : { sensor, width, ...onBounds(gap, width, now) };
  }

  #gather() {
    if (!this.#gathering) {
      this.#gathering = true;
      this.#world.timers.later(() => {
        this.#gathering = false;
        this.#askAll();
      }, GATHER);
    }
  }

  #askAll() {
    if (this.failing) {
      this.#wanted.clear();
      return;
    }
    const now = this.#world.clock.now();
    const gaps = [...this.#wanted].flatMap(([sensor, shown]) => this.#gapOf(sensor, shown, now) ?? []);
    this.#wanted.clear();
    for (const alike of questionsOf(gaps)) {
      if (this.#questions < QUESTIONS_AT_ONCE) {
        void this.#ask(alike);
      }
    }
  }

  /** @param {Gap[]} gaps of one stretch */
  async #ask(gaps) {
    const [{ from, to, width }] = gaps;
    this.#questions += 1;
    gaps.forEach(each => this.#asked.add(each.sensor));
    const question = { sensors: gaps.map(each => each.sensor.id), ...this.#wide(gaps[0]), buckets: pointsOf(from, to, width) };
    const answer = await this.#world.ask(question).catch(() => null);
    this.#questions -= 1;
    gaps.forEach(each => this.#asked.delete(each.sensor));
    if (answer === null) {
      this.#failed();
    } else {
      this.#rest = REST;
      gaps.forEach(gap => this.#take(gap, answer));
    }
    this.#world.onAnswer();
  }

  /** Readings are asked for a little beyond what is missing; those that are there already are not doubled. @param {Gap} gap @returns {Stretch} */
  #wide({ from, to, width }) {
    const now = Math.ceil(this.#world.clock.now());
    return width === 0 ? { from: from - APART, to: Math.max(to, Math.min(now, to + APART)) } : { from, to };
  }

  #failed() {
    const { timers, onAnswer } = this.#world;
    this.#restUntil = timers.now() + this.#rest;
    timers.later(onAnswer, this.#rest + 1);
    this.#rest = Math.min(2 * this.#rest, LONGEST_REST);
  }

  /** @param {Gap} gap @param {HistoryAnswer} answer */
  #take({ sensor, width, from, to, joins }, { bucket, series }) {
    const points = series.find(each => each.sensor === sensor.id)?.points ?? [];
    if (width === 0) {
      const inside = bucket === 0 ? points : points.filter(([start]) => start + bucket > from && start < to);
      this.#world.onFilled(sensor.fill(from, to, bucket, inside));
      return;
    }
    const { track } = sensor;
    if (track === null || track.width !== width) {
      return;
    }
    if (track.end + points.length > LONG_TRACK) {
      track.keep(from - MOST_BUCKETS * width, to + MOST_BUCKETS * width);
    }
    track.put(from, to, bucket, points);
    if (joins) {
      track.join(to, sensor.ring);
    }
    sensor.changes += 1;
  }
}

/** @param {number} span milliseconds @returns {number} the width of the buckets it is shown in, milliseconds */
export function widthOf(span) {
  return WIDTHS.find(width => span / width <= MOST_BUCKETS) ?? WIDTHS[WIDTHS.length - 1];
}

/** Whole buckets, but not beyond now. @param {Stretch} gap @param {number} width @param {number} now */
function onBounds({ from, to }, width, now) {
  const end = Math.ceil(to / width) * width;
  return { from: Math.floor(from / width) * width, to: Math.min(end, now), joins: end >= now };
}

/** So many points that buckets get the width wanted; where that is a second, as many as there may be readings. @param {number} from @param {number} to @param {number} width */
function pointsOf(from, to, width) {
  return width > WIDTHS[0] ? Math.ceil((to - from) / width) : Math.max(MOST_READINGS, Math.ceil((to - from) / WIDTHS[0]));
}

/** @param {Gap[]} gaps @returns {Gap[][]} what fits into one question; a fast sensor does not make buckets of the others */
function questionsOf(gaps) {
  /** @type {Map<string, Gap[]>} */ const alike = new Map();
  for (const gap of gaps) {
    const many = (gap.to - gap.from) / gap.sensor.cadence.interval > MOST_READINGS;
    const key = `${gap.width} ${gap.from} ${gap.to} ${many}`;
    alike.set(key, [...(alike.get(key) ?? []), gap]);
  }
  return [...alike.values()].flatMap(all =>
    Array.from({ length: Math.ceil(all.length / SENSORS_PER_QUESTION) }, (_, piece) =>
      all.slice(piece * SENSORS_PER_QUESTION, (piece + 1) * SENSORS_PER_QUESTION)),
  );
}
