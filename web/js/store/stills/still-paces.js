/** Looked at for the pace: the last so many stills, of so long before the newest. Milliseconds. */
const [FEW, DAY] = [20, 24 * 60 * 60 * 1_000];

/** @typedef {import("./stills.js").StillSensor} StillSensor */

/**
 * Learns the pace of who gave stills before the page was there: who had fallen silent by then is shown so. One is asked for after
 * the other, once each.
 */
export class StillPaces {
  #client;
  /** @type {Set<string>} */ #asked = new Set();
  /** When this is done the next one may be asked for. */
  #turn = Promise.resolve();

  /** @param {import("./stills.js").Stills} stills @param {Pick<import("../../socket/queries/still-client.js").StillClient, "times">} client */
  constructor(stills, client) {
    this.#client = client;
    stills.listen(change => change.type === "sensor" && this.#described(change.sensor));
  }

  /** @param {StillSensor} sensor */
  #described(sensor) {
    if (!Number.isNaN(sensor.lastTime) && !sensor.cadence.known && !this.#asked.has(sensor.id)) {
      this.#asked.add(sensor.id);
      this.#turn = this.#turn.then(() => this.#learn(sensor));
    }
  }

  /** @param {StillSensor} sensor */
  async #learn(sensor) {
    try {
      const { id, lastTime } = sensor;
      sensor.cadence.learn((await this.#client.times(id, lastTime - DAY, lastTime + 1, FEW)).times);
    } catch {
      // Asked again when it is described again, as it is on every new connection.
      this.#asked.delete(sensor.id);
    }
  }
}
