import { FrameMeter } from "./frame-meter.js";
import { Histogram } from "./histogram.js";
import { MinuteCount } from "./minute-count.js";

/** @typedef {import("../../socket/messages.js").Message} Message */
/** @typedef {import("../../store/readings/ring.js").Ring} Ring */

/** Readings that may wait for the frame after theirs; what is more is not measured. */
const MOST_WAITING = 16_384;

/**
 * What the page measures of itself, all of about the last minute; `NaN` is not known yet.
 *
 * @typedef {object} Measures
 * @property {number} pixelHalf milliseconds from a reading's own time to the frame that showed it: half were as quick
 * @property {number} pixelMost as quick were 99 of 100
 * @property {number} pixelCount readings measured
 * @property {number} updates per second
 * @property {number} readings per second
 * @property {number} payload bytes of messages per second, before compression; those of stills too
 * @property {number} garbled parts of stills that could not be used
 * @property {number} drawHalf milliseconds of drawing in a frame that draws, median
 * @property {number} drawMost as quick were 99 of 100
 * @property {number} fps frames per second
 * @property {number} dropped frames
 * @property {number} longTasks not known where the browser does not tell
 * @property {number} thinned updates that the server left out
 * @property {number} holes in the numbers of updates, unexplained
 * @property {number} offset the server's clock less this one, milliseconds
 * @property {number} roundTrip of a small request, milliseconds
 */

/**
 * Measures the page while somebody looks at the figures; off, a call costs a comparison.
 *
 * **Sensor to pixel.** A reading drawn in one animation frame is counted when the *next* frame begins: only then is the
 * first one handed over whole (script, style, layout, paint), and on a screen that keeps up it is shown at that very
 * beat. A message posted from the frame itself would come before the screen has changed, so it would flatter; this may
 * be late by a beat, never early. The end is taken in the server's clock (see ServerClock for what that leaves out), the
 * beginning is the reading's own time.
 */
export class PageMeter {
  #world;
  #on = false;
  #pixel = new Histogram();
  #draw = new Histogram();
  #frames = new FrameMeter();
  #updates = new MinuteCount();
  #readings = new MinuteCount();
  #payload = new MinuteCount();
  #garbled = new MinuteCount();
  #thinned = new MinuteCount();
  #holes = new MinuteCount();
  #longTasks = new MinuteCount();
  #counted = { thinned: 0, holes: 0 };
  #frame = 0;
  /** @type {(() => void) | null} */ #detach = null;
  /** Times of readings drawn in the frame `#waitingSince`. */
  #waiting = new Float64Array(MOST_WAITING);
  #waitingCount = 0;
  #waitingSince = 0;

  /**
   * @param {object} world
   * @param {{request: (task: (now: number) => void) => number, cancel: (id: number) => void}} world.frames
   * @param {() => number} world.now milliseconds, the clock of the frames
   * @param {import("../../store/server-clock.js").ServerClock} world.clock
   * @param {import("../../store/losses.js").Losses} world.losses
   * @param {() => number} world.roundTrip milliseconds, NaN while unknown
   * @param {(onTask: () => void) => (() => void) | null} world.watchLongTasks returns what detaches it, null where the
   *   browser does not tell
   */
  constructor(world) {
    this.#world = world;
  }

  get on() {
    return this.#on;
  }

  start() {
    if (this.#on) {
      return;
    }
    this.#on = true;
    const { frames, watchLongTasks, losses, now } = this.#world;
    this.#counted = { thinned: losses.thinned, holes: losses.holes };
    this.#detach = watchLongTasks(() => this.#longTasks.add(1, now()));
    const loop = (/** @type {number} */ frame) => {
      this.#frame = frames.request(loop);
      this.#begin(frame);
    };
    this.#frame = frames.request(loop);
  }

  stop() {
    this.#on = false;
    this.#detach?.();
    this.#detach = null;
    this.#world.frames.cancel(this.#frame);
    this.hide();
  }

  /** The page goes out of sight: what waits for a frame would wait for long. */
  hide() {
    this.#waitingCount = 0;
    this.#frames.pause();
  }

  /** @param {Message} message one that has just come and is taken in @param {number} length in characters */
  heard(message, length) {
    if (!this.#on) {
      return;
    }
    const now = this.#world.now();
    const { thinned, holes } = this.#world.losses;
    this.#payload.add(length, now);
    if (message.type === "update") {
      this.#updates.add(1, now);
      this.#readings.add(message.readings.length, now);
    }
    this.#thinned.add(thinned - this.#counted.thinned, now);
    this.#holes.add(holes - this.#counted.holes, now);
    this.#counted = { thinned, holes };
  }

  /** @param {number} bytes of a binary message @param {boolean} usable */
  partHeard(bytes, usable) {
    if (this.#on) {
      const now = this.#world.now();
      this.#payload.add(bytes, now);
      this.#garbled.add(usable ? 0 : 1, now);
    }
  }

  /** @param {Ring} ring its newest readings were drawn @param {number} count how many of them @param {number} frame time of the frame */
  readingsDrawn(ring, count, frame) {
    if (!this.#on) {
      return;
    }
    this.#begin(frame, false);
    this.#waitingSince = frame;
    let left = Math.min(count, MOST_WAITING - this.#waitingCount);
    for (let index = ring.end - 1; index >= ring.start && left > 0; index -= 1) {
      if (!Number.isNaN(ring.values[index])) {
        this.#waiting[this.#waitingCount] = ring.times[index];
        this.#waitingCount += 1;
        left -= 1;
      }
    }
  }

  /** @param {number} millis how long the drawing of one frame took */
  frameDrawn(millis) {
    if (this.#on) {
      this.#draw.add(millis, this.#world.now());
    }
  }

  /** @returns {Measures} */
  read() {
    const now = this.#world.now();
    const pixel = this.#pixel.read([0.5, 0.99], now);
    const draw = this.#draw.read([0.5, 0.99], now).values;
    const { fps, dropped } = this.#frames.read(now);
    return {
      pixelHalf: pixel.values[0],
      pixelMost: pixel.values[1],
      pixelCount: pixel.count,
      updates: this.#updates.rate(now),
      readings: this.#readings.rate(now),
      payload: this.#payload.rate(now),
      garbled: this.#garbled.sum(now),
      drawHalf: draw[0],
      drawMost: draw[1],
      fps,
      dropped,
      longTasks: this.#detach === null ? NaN : this.#longTasks.sum(now),
      thinned: this.#thinned.sum(now),
      holes: this.#holes.sum(now),
      offset: this.#world.clock.offset,
      roundTrip: this.#world.roundTrip(),
    };
  }

  /**
   * A frame begins: what was drawn in the one before is on the screen. Both loops of a frame may come first.
   *
   * @param {number} frame milliseconds @param {boolean} [counted] whether the frame itself is to be counted
   */
  #begin(frame, counted = true) {
    if (counted) {
      this.#frames.frame(frame);
    }
    if (this.#waitingCount > 0 && frame > this.#waitingSince) {
      const { clock, now } = this.#world;
      const at = clock.now() - (now() - frame);
      for (let index = 0; index < this.#waitingCount; index += 1) {
        this.#pixel.add(at - this.#waiting[index], frame);
      }
      this.#waitingCount = 0;
    }
  }
}
