/** @typedef {import("../socket/still-parts.js").Still} Still */
/** @typedef {import("../socket/messages.js").StillWords} StillWords */

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
}

/** @typedef {{type: "sensor", sensor: StillSensor} | {type: "still", sensor: StillSensor}} StillChange */

/** All that gives stills. Keeps the newest of each as it came, and draws nothing: who does not look pays for no picture. */
export class Stills {
  /** @type {Map<string, StillSensor>} */ sensors = new Map();
  /** @type {Set<(change: StillChange) => void>} */ #listeners = new Set();

  /** @param {(change: StillChange) => void} listener @returns {() => void} detaches it */
  listen(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** @param {import("../socket/messages.js").Message} message */
  apply(message) {
    if (message.type === "welcome") {
      this.#welcome(message.stills ?? []);
    } else if (message.type === "still-sensor") {
      this.#describe(message);
    }
  }

  /** A whole one has come live; the newest by its own time is shown. @param {Still} still */
  arrived(still) {
    const sensor = this.sensors.get(still.sensor) ?? this.#describe({ sensor: still.sensor, source: still.sensor.split("/")[0] });
    if (sensor.latest === null || still.time >= sensor.latest.time) {
      sensor.latest = still;
    }
    if (!(still.time <= sensor.lastTime)) {
      sensor.lastTime = still.time;
    }
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
    sensor.changes += 1;
    this.#tell({ type: "sensor", sensor });
    return sensor;
  }

  /** @param {StillChange} change */
  #tell(change) {
    this.#listeners.forEach(listener => listener(change));
  }
}
