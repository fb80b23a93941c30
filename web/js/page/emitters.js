import { Emitter } from "./emitter.js";

/** @typedef {import("../socket/live-socket.js").Connection} Connection */
/** @typedef {import("../socket/messages.js").Message} Message */
/** @typedef {import("../socket/stills/still-parts.js").Still} Still */
/** @typedef {import("../store/readings/ring.js").Ring} Ring */

/** What happens in the page, for all features that want to know. */
export class PageEmitters {
  /** A message came and the store has it; with the characters it took. @type {Emitter<[Message, number]>} */ message = new Emitter();
  /** A binary message came: its bytes, and whether it could be used. @type {Emitter<[number, boolean]>} */ part = new Emitter();
  /** A still came whole. @type {Emitter<[Still]>} */ still = new Emitter();
  /** The state of the connection has changed. @type {Emitter<[Connection]>} */ connection = new Emitter();
  /** The page hears the server again, or no more. @type {Emitter<[]>} */ hearing = new Emitter();
  /** Another stretch of time is shown. @type {Emitter<[]>} */ view = new Emitter();
  /** Another language was chosen. @type {Emitter<[]>} */ language = new Emitter();
  /** The page came into sight, or went out of it. @type {Emitter<[]>} */ visibility = new Emitter();
  /** The status of a still or an alarm may be another. @type {Emitter<[]>} */ status = new Emitter();
  /** Ten times a second while somebody may see the page. @type {Emitter<[]>} */ beat = new Emitter();
  /** Twice a second, also while nobody sees it. @type {Emitter<[]>} */ slowBeat = new Emitter();
  /** Something was drawn in a frame; with the milliseconds it took. @type {Emitter<[number]>} */ frameDrawn = new Emitter();
  /** The newest readings of a ring, so many, were drawn for the first time, in the frame of that time. @type {Emitter<[Ring, number, number]>} */ readingsDrawn = new Emitter();
}
