import { Comeback } from "./comeback.js";
import { Heard } from "./heard.js";
import { Losses } from "./losses.js";
import { ENTRY_BYTES } from "./readings/ring.js";
import { Sensor } from "./readings/sensor.js";
import { Troubles } from "./troubles.js";

/** @typedef {import("../socket/messages.js").Message} Message */
/** @typedef {import("../socket/messages.js").ReadingWords} ReadingWords */
/** @typedef {import("../socket/messages.js").SourceWords} SourceWords */

/** All readings together take so much at most (and a little at least per sensor). A hundred sensors at 10 Hz keep their whole hour. */
const BYTES = 80 * 1024 * 1024;
/** Bounds of one sensor's share, entries. */
const [LEAST, MOST] = [2_000, 50_000];

/**
 * One source as the page knows it.
 *
 * @typedef {object} SourceView
 * @property {string} id
 * @property {string} name
 * @property {string} detail
 * @property {"opening" | "live" | "lost" | "ended"} state
 * @property {string} [cause]
 * @property {number} [since]
 * @property {import("../socket/source-poll.js").Tally} [tally]
 */

/**
 * What has changed, besides readings (those are looked at when drawn).
 *
 * @typedef {{type: "sensor", sensor: Sensor} | {type: "status", sensor: Sensor}
 *   | {type: "source", source: SourceView} | {type: "welcome", server: string} | {type: "trouble"}} Change
 */

/** Everything the server has said, by sensor and source. Touches neither sockets nor the document. */
export class SensorStore {
  /** @type {Map<string, Sensor>} */ sensors = new Map();
  /** @type {Map<string, SourceView>} */ sources = new Map();
  troubles = new Troubles();
  /** Updates heard since the start. */
  updates = 0;
  /** @type {Set<(change: Change) => void>} */ #listeners = new Set();
  /** What did not come. */
  losses;
  heard = new Heard();
  /** What came after all. */
  comeback;
  #clock;

  /** @param {import("./server-clock.js").ServerClock} clock @param {() => number} [now] milliseconds, monotonic */
  constructor(clock, now = () => performance.now()) {
    this.#clock = clock;
    this.losses = new Losses(now);
    this.comeback = new Comeback(now);
  }

  /** @param {(change: Change) => void} listener @param {AbortSignal} [signal] detaches it @returns {() => void} detaches it too */
  listen(listener, signal) {
    this.#listeners.add(listener);
    signal?.addEventListener("abort", () => this.#listeners.delete(listener), { once: true });
    return () => this.#listeners.delete(listener);
  }

  /** @param {Message} message */
  apply(message) {
    switch (message.type) {
      case "welcome":
        return this.#welcome(message);
      case "update":
        this.#clock.heard(message.time);
        this.updates += 1;
        this.losses.updated(message.seq, message.time, message.thinned);
        this.heard.updated(message.time);
        return this.#update(message.readings, message.time);
      case "backfill":
        return this.#backfill(message);
      case "sensor":
        return this.#sensor(message);
      case "status":
        return this.#status(message.sensor, message.status, message.cause, message.since);
      case "source":
        return this.#source(message);
      case "event":
        return this.#event(message);
      default:
        return undefined;
    }
  }

  /**
   * To be called now and then: more sensors make the share of each smaller. Shrinks one ring at most, so that no task
   * is long.
   */
  tidy() {
    for (const sensor of this.sensors.values()) {
      if (sensor.ring.tidy()) {
        return;
      }
    }
  }

  /** @param {import("../socket/source-poll.js").SourceReport[]} reports */
  tallied(reports) {
    for (const { id, tally } of reports) {
      const source = this.sources.get(id);
      if (source !== undefined && tally) {
        source.tally = tally;
        this.#tell({ type: "source", source });
      }
    }
  }

  /** @param {import("../socket/messages.js").Welcome} welcome */
  #welcome(welcome) {
    this.#clock.heard(welcome.time);
    this.losses.welcomed(welcome.seq, welcome.time);
    this.heard.welcomed(welcome.epoch, welcome.seq, welcome.time);
    this.#tell({ type: "welcome", server: welcome.server });
    this.troubles.welcomed(welcome.troubles ?? []);
    this.#tell({ type: "trouble" });
    (welcome.sources ?? []).forEach(source => this.#source(source));
    welcome.sensors.forEach(sensor => this.#sensor(sensor, welcome.time));
    const known = new Set(welcome.sensors.map(sensor => sensor.id));
    for (const sensor of this.sensors.values()) {
      if (!known.has(sensor.id) && sensor.status !== "lost") {
        this.#status(sensor.id, "lost", undefined, welcome.time);
      }
    }
  }

  /** @param {ReadingWords[]} readings @param {number} now by the server's clock */
  #update(readings, now) {
    for (const [id, time, value] of readings) {
      (this.sensors.get(id) ?? this.#sensor({ id, source: id.slice(0, id.indexOf("/")) })).add(time, value, now);
    }
  }

  /** @param {import("../socket/messages.js").Backfill} backfill */
  #backfill(backfill) {
    const { from, to, reaches, readings } = backfill;
    this.losses.filled(from, to);
    /** @type {Map<string, ReadingWords[]>} */
    const bySensor = new Map();
    for (const reading of readings) {
      const list = bySensor.get(reading[0]);
      list === undefined ? bySensor.set(reading[0], [reading]) : list.push(reading);
    }
    for (const [id, list] of bySensor) {
      list.sort((a, b) => a[1] - b[1]);
      const sensor = this.sensors.get(id) ?? this.#sensor({ id, source: id.slice(0, id.indexOf("/")) });
      this.comeback.filled(sensor.merge(list.map(reading => reading[1]), list.map(reading => reading[2])));
    }
    const hole = this.heard.filled(backfill);
    this.#forget(hole === null ? [] : [hole]);
    if (reaches !== undefined) {
      const lost = this.losses.stretches.filter(each => each.from < reaches);
      this.#forget(lost.map(each => ({ from: each.from, to: Math.min(each.to, reaches) })));
    }
  }

  /** Nobody has told of these times, and nobody will but the history. @param {import("./readings/stretches.js").Stretch[]} holes */
  #forget(holes) {
    for (const { from, to } of holes) {
      this.heard.stretches.remove(from, to);
      this.sensors.forEach(sensor => sensor.track?.answered.remove(from, to));
    }
  }

  /** @param {import("../socket/messages.js").SensorWords} words @param {number} [now] by the server's clock @returns {Sensor} */
  #sensor(words, now) {
    const sensor = this.sensors.get(words.id) ?? new Sensor(words.id, words.source);
    if (!this.sources.has(sensor.source)) {
      this.#source({ id: sensor.source });
    }
    if (!this.sensors.has(words.id)) {
      this.sensors.set(words.id, sensor);
      this.#share();
    }
    sensor.describe(words, now);
    this.#tell({ type: "sensor", sensor });
    return sensor;
  }

  /** Every sensor gets the same share of the bytes. */
  #share() {
    const most = Math.max(LEAST, Math.min(MOST, Math.floor(BYTES / ENTRY_BYTES / this.sensors.size)));
    this.sensors.forEach(sensor => sensor.ring.bound(most));
  }

  /** @param {string} id @param {"live" | "stale" | "lost"} status @param {string} [cause] @param {number} [since] */
  #status(id, status, cause, since) {
    const sensor = this.sensors.get(id);
    if (sensor !== undefined) {
      sensor.does(status, cause, since);
      this.#tell({ type: "status", sensor });
    }
  }

  /** @param {SourceWords} words */
  #source(words) {
    const known = this.sources.get(words.id);
    /** @type {SourceView} */
    const source = {
      id: words.id,
      name: words.name ?? known?.name ?? words.id,
      detail: words.detail ?? known?.detail ?? "",
      state: words.state ?? known?.state ?? "live",
      cause: words.cause,
      since: words.since,
      tally: known?.tally,
    };
    this.sources.set(words.id, source);
    this.#tell({ type: "source", source });
  }

  /** @param {import("../socket/messages.js").EventMessage} event */
  #event(event) {
    if (event.kind === "trouble") {
      this.troubles.heard(/** @type {import("../socket/messages.js").TroubleWords} */ (event));
      this.#tell({ type: "trouble" });
    }
  }

  /** @param {Change} change */
  #tell(change) {
    this.#listeners.forEach(listener => listener(change));
  }
}
