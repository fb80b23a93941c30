import { Cadence } from "../readings/cadence.js";

/** @typedef {import("../../socket/stills/still-parts.js").Still} Still */
/** @typedef {import("../../socket/messages.js").StillWords} StillWords */

/** Nobody is called silent before this, milliseconds, nor before so many times the pace. */
const [LEAST_PATIENCE, PATIENCE_FACTOR] = [10_000, 4];

/** What gives stills, as the page knows it, with the newest one as it was sent. */
export class StillSensor {
  id;
  source;
  name;
  /** Time of the newest that the server has, as far as it said; NaN before the first. */
  lastTime = NaN;
  /** @type {Still | null} */ latest = null;
  /** Whether the server knows it. */
  known = true;
  /** How often one comes. */
  cadence = new Cadence();
  /** When the last one came that was news, by the server's clock: its own time may be that of another clock. */
  heardAt = -Infinity;
  /** How long the newest was on the way, milliseconds. */
  took = 0;
  /** Whether none has come for longer than its pace allows. */
  silent = false;
  /** Grows with everything that changes what is to be drawn of it. */
  changes = 0;

  /** @param {string} id @param {string} [source] */
  constructor(id, source) {
    this.id = id;
    this.source = source ?? id.slice(0, id.indexOf("/"));
    this.name = id.slice(id.indexOf("/") + 1);
  }

  /** The newest, when it is here; null before the first, undefined when it is still to come. @returns {Still | null | undefined} */
  get newest() {
    if (Number.isNaN(this.lastTime)) {
      return null;
    }
    return this.latest !== null && this.latest.time >= this.lastTime ? this.latest : undefined;
  }

  /**
   * Never while the pace is unknown, or one is on its way.
   *
   * @param {number} now epoch milliseconds of the server @param {number} way how long one may be on its way, milliseconds
   * @returns {boolean}
   */
  isOverdue(now, way) {
    const patience = Math.max(LEAST_PATIENCE, PATIENCE_FACTOR * this.cadence.interval) + way;
    return this.cadence.known && this.newest !== undefined && now - Math.max(this.lastTime, this.heardAt) > patience;
  }

  /** One has come. @param {number} time its own @param {number} now epoch milliseconds of the server */
  heard(time, now) {
    // On a new connection the newest one comes again.
    if (time !== this.lastTime) {
      this.heardAt = now;
      this.cadence.observe(time - this.lastTime);
    }
    if (!(time <= this.lastTime)) {
      this.lastTime = time;
    }
  }
}

/** @typedef {{type: "sensor" | "still" | "status", sensor: StillSensor}} StillChange */

/** All that gives stills. Keeps the newest of each as it came, and draws nothing: who does not look pays for no picture. */
export class Stills {
  /** @type {Map<string, StillSensor>} */ sensors = new Map();
  /** @type {Set<(change: StillChange) => void>} */ #listeners = new Set();

  /** @param {(change: StillChange) => void} listener @returns {() => void} detaches it */
  listen(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** @param {import("../../socket/messages.js").Message} message */
  apply(message) {
    if (message.type === "welcome") {
      this.#welcome(message.stills ?? []);
    }
  }

  /** Looks who has been silent for too long; to be called while the server is heard. @param {number} now epoch milliseconds of the server */
  beat(now) {
    this.sensors.forEach(sensor => this.#judge(sensor, now));
  }

  /** A whole one has come live; the newest by its own time is shown. @param {Still} still @param {number} now epoch milliseconds of the server */
  arrived(still, now) {
    const sensor = this.sensors.get(still.sensor) ?? this.#describe({ sensor: still.sensor, source: still.sensor.split("/")[0] });
    if (sensor.latest === null || still.time >= sensor.latest.time) {
      sensor.latest = still;
    }
    sensor.took = still.took ?? 0;
    sensor.heard(still.time, now);
    this.#judge(sensor, now);
    this.touch(sensor.id);
  }

  /** There is more to draw. @param {string} id */
  touch(id) {
    const sensor = this.sensors.get(id);
    if (sensor !== undefined) {
      sensor.changes += 1;
      this.#tell({ type: "still", sensor });
    }
  }

  /** How long one may be on its way: they come one after the other, which takes its time on a slow line. Milliseconds. */
  get #way() {
    return [...this.sensors.values()].reduce((sum, sensor) => sum + sensor.took, 0);
  }

  /** @param {StillSensor} sensor @param {number} now */
  #judge(sensor, now) {
    const silent = sensor.isOverdue(now, this.#way);
    if (silent !== sensor.silent) {
      sensor.silent = silent;
      this.#tell({ type: "status", sensor });
    }
  }

  /** @param {StillWords[]} all */
  #welcome(all) {
    all.forEach(words => this.#describe(words));
    const known = new Set(all.map(words => words.sensor));
    for (const sensor of this.sensors.values()) {
      if (!known.has(sensor.id) && sensor.known) {
        sensor.known = false;
        this.#tell({ type: "sensor", sensor });
      }
    }
  }

  /** @param {StillWords} words @returns {StillSensor} */
  #describe(words) {
    const sensor = this.sensors.get(words.sensor) ?? new StillSensor(words.sensor, words.source);
    this.sensors.set(sensor.id, sensor);
    sensor.known = true;
    sensor.name = words.name ?? sensor.name;
    sensor.lastTime = words.last ?? sensor.lastTime;
    if (words.cadence !== undefined) {
      sensor.cadence.told(words.cadence, true);
    }
    sensor.changes += 1;
    this.#tell({ type: "sensor", sensor });
    return sensor;
  }

  /** @param {StillChange} change */
  #tell(change) {
    this.#listeners.forEach(listener => listener(change));
  }
}
