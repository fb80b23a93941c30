import { StillClient } from "../socket/queries/still-client.js";
import { StillPaces } from "../store/stills/still-paces.js";
import { StillPast } from "../store/stills/still-past.js";
import { Stills } from "../store/stills/stills.js";
import { StillBoard } from "./still-board.js";
import { StillDetail } from "./still-detail.js";
import { StillScales } from "./still-scales.js";

/** @typedef {import("../store/stills/stills.js").StillSensor} StillSensor */

/** Everything of the page that has to do with stills, wired together. */
export class StillDesk {
  #stills = new Stills();
  #past;
  #board;
  #detail;
  #clock;

  /**
   * @param {object} world
   * @param {import("../ui/format.js").Format} world.format
   * @param {import("../page/view.js").View} world.view
   * @param {import("../store/sensor-store.js").SensorStore} world.store
   * @param {import("../store/server-clock.js").ServerClock} world.clock
   * @param {import("../ui/settings.js").Settings} world.settings
   * @param {import("../charts/scheduler.js").Scheduler} world.scheduler
   * @param {ConstructorParameters<typeof StillPast>[0]["timers"]} world.timers
   * @param {(address: string, options: RequestInit) => Promise<Response>} world.fetch
   * @param {import("../page/ports.js").BoardPort} world.board
   * @param {import("./still-sight.js").StillView["unheard"]} world.unheard
   * @param {AbortSignal} world.signal detaches it
   * @param {() => void} world.onOpen one is enlarged
   * @param {(sensor: StillSensor) => void} world.onClose it is not any more
   * @param {() => void} world.onStatus one does better or worse, or is new
   * @param {() => void} world.onChange there is something to draw
   */
  constructor(world) {
    const { format, view, store, clock, settings, scheduler, timers, fetch, board, unheard, signal } = world;
    const stills = this.#stills;
    const client = new StillClient(fetch);
    new StillPaces(stills, client);
    this.#clock = clock;
    const past = (this.#past = new StillPast({ client, clock, timers, onAnswer: sensor => stills.touch(sensor) }));
    const source = (/** @type {string} */ id) => store.sources.get(id);
    const page = { format, view, clock, scheduler, past, source, unheard, scales: new StillScales(settings) };
    const detail = (this.#detail = new StillDetail({
      ...page,
      signal,
      onMove: (sensor, by) => board.move(sensor, by, false),
      onScale: sensor => this.#board.rescaled(sensor),
      onClose: world.onClose,
    }));
    this.#board = new StillBoard(stills, store, board, {
      ...page,
      onOpen: sensor => {
        detail.show(sensor);
        world.onOpen();
      },
    }, signal);
    stills.listen(change => {
      if (change.type !== "still") {
        world.onStatus();
      }
      world.onChange();
    });
  }

  /** @param {import("../socket/messages.js").Message} message */
  heard(message) {
    this.#stills.apply(message);
    if (message.type === "welcome") {
      this.#past.forget();
    }
  }

  /** @param {Parameters<StillPast["arrived"]>[0]} still */
  arrived(still) {
    this.#past.arrived(still);
    this.#stills.arrived(still, this.#clock.now());
  }

  /** To be called now and then while the server is heard: who is silent? */
  beat() {
    this.#stills.beat(this.#clock.now());
  }

  /** After a change of language, and of what is known of the link. */
  describe() {
    this.#detail.describe();
  }

  /** To be called about ten times a second. */
  drawFigures() {
    this.#detail.drawFigures();
  }

  /** Whether the past could not be asked. */
  get failing() {
    return this.#past.failing;
  }

  /** How many are not live. */
  get troubled() {
    return this.#board.troubled;
  }
}
