import { parseMessage, PROTOCOL } from "./messages.js";
import { Backoff } from "./backoff.js";
import { Place } from "./place.js";
import { StillParts } from "./stills/still-parts.js";

/** @typedef {import("./messages.js").Message} Message */
/** @typedef {import("./stills/still-parts.js").Still} Still */

/**
 * - `connecting`: the first try runs;
 * - `connected`: messages come;
 * - `reconnecting`: it was there or may come; `retryAt` says when the next try is;
 * - `gone`: the server said goodbye, or several tries failed; tried again all the same;
 * - `mismatch`: the server speaks another protocol; not tried again, a reload may help.
 *
 * @typedef {object} Connection
 * @property {"connecting" | "connected" | "reconnecting" | "gone" | "mismatch"} state
 * @property {number} [retryAt] milliseconds of the injected clock; absent while a try runs
 * @property {number} [code] close code of the last connection
 */

/**
 * What of a WebSocket is used here.
 * @typedef {object} SocketLike
 * @property {string} binaryType
 * @property {((event: any) => void) | null} onopen
 * @property {((event: any) => void) | null} onmessage
 * @property {((event: any) => void) | null} onclose
 * @property {(text: string) => void} send
 * @property {(code?: number) => void} close
 */

/**
 * @typedef {object} Timers
 * @property {() => number} now milliseconds
 * @property {(task: () => void, millis: number) => number} later
 * @property {(id: number) => void} cancel
 */

/** Failed tries after which the server counts as gone. */
const GONE_AFTER = 3;
/** A try that has not opened by then is given up, milliseconds. */
const OPEN_WITHIN = 8_000;
/** Without a message for so long, a connection that is doubted is dropped, milliseconds. */
const SILENT_FOR = 10_000;

/** After waking, a connection on which nothing comes for so long is dead. Milliseconds. */
const AWAKE_WITHIN = 2_000;

/** One lasting connection to `/live`: opens, resumes where it was, comes back by itself. */
export class LiveSocket {
  #options;
  #backoff;
  #place = new Place();
  #parts;
  /** @type {SocketLike | null} */ #socket = null;
  #timer = 0;
  #heardAt = 0;
  #messages = 0;
  /** @type {Connection} */ #connection = { state: "connecting" };

  /**
   * @param {object} options
   * @param {string} options.url without query
   * @param {(url: string) => SocketLike} options.open
   * @param {Timers} options.timers
   * @param {() => number} options.random
   * @param {(message: Message, length: number) => void} options.onMessage with the characters it took
   * @param {(connection: Connection) => void} options.onConnection
   * @param {(bytes: number, usable: boolean) => void} [options.onPart] told of each binary message, before what it completes
   * @param {(still: Still) => void} [options.onStill] told of whole ones; without it none are asked for
   * @param {() => number | null} [options.lastEvent] up to which event all are known
   */
  constructor(options) {
    this.#options = options;
    this.#backoff = new Backoff({ random: options.random });
    this.#parts = new StillParts(options.timers.now);
  }

  get connection() {
    return this.#connection;
  }

  /** Binary messages that could not be used. */
  get garbled() {
    return this.#parts.garbled;
  }

  start() {
    this.#connect();
  }

  /** Closes for good. */
  stop() {
    this.#options.timers.cancel(this.#timer);
    this.#drop();
  }

  /** The network or the tab is back, or a person asks: no waiting. */
  retryNow() {
    const { state, retryAt } = this.#connection;
    if (state !== "connected" && state !== "mismatch" && retryAt !== undefined) {
      this.#options.timers.cancel(this.#timer);
      this.#connect();
    }
  }

  /** Something else found the server silent: a connection that was silent for long too is dropped and made anew. */
  doubt() {
    if (this.#connection.state === "connected" && this.#options.timers.now() - this.#heardAt > SILENT_FOR) {
      this.#closed(1006);
    }
  }

  /** The page was asleep: a connection that did not survive it may not know yet. */
  woke() {
    this.retryNow();
    const messages = this.#messages;
    this.#options.timers.later(() => {
      if (this.#connection.state === "connected" && this.#messages === messages) {
        this.#closed(1006);
      }
    }, AWAKE_WITHIN);
  }

  /** @param {object} message @returns {boolean} whether there is a connection to send it on */
  send(message) {
    if (this.#connection.state !== "connected" || this.#socket === null) {
      return false;
    }
    this.#socket.send(JSON.stringify(message));
    return true;
  }

  #connect() {
    const { timers, open, url } = this.#options;
    this.#tell({ state: this.#connection.state, code: this.#connection.code });
    this.#timer = timers.later(() => this.#closed(1006), OPEN_WITHIN);
    const socket = open(url + this.#query());
    socket.binaryType = "arraybuffer";
    this.#parts.reset();
    this.#socket = socket;
    socket.onmessage = event => this.#received(event.data);
    socket.onclose = event => this.#closed(event.code);
  }

  /** @returns {string} readings and events go on where they were, and stills are wanted or not */
  #query() {
    const event = this.#options.lastEvent?.() ?? null;
    const asked = [
      this.#place.query().slice(1),
      event === null ? "" : `events=${event}`,
      this.#options.onStill === undefined ? "" : "stills=true",
    ].filter(each => each !== "");
    return asked.length === 0 ? "" : `?${asked.join("&")}`;
  }

  /** @param {unknown} data */
  #received(data) {
    this.#heardAt = this.#options.timers.now();
    this.#messages += 1;
    if (data instanceof ArrayBuffer) {
      return this.#part(data);
    }
    const message = parseMessage(data);
    if (message === null || (message.type === "welcome" && !this.#welcomed(message))) {
      return;
    }
    const question = this.#place.follow(message);
    this.#options.onMessage(message, /** @type {string} */ (data).length);
    if (question !== null) {
      const events = this.#options.lastEvent?.() ?? undefined;
      this.#socket?.send(JSON.stringify({ ...question, events, stills: this.#options.onStill && true }));
    }
  }

  /** @param {ArrayBuffer} data */
  #part(data) {
    const { onPart, onStill } = this.#options;
    const garbled = this.garbled;
    const still = onStill && this.#parts.take(data);
    onPart?.(data.byteLength, this.garbled === garbled);
    if (onStill && still) {
      onStill(still);
    }
  }

  /** @param {import("./messages.js").Welcome} welcome @returns {boolean} whether we understand each other */
  #welcomed(welcome) {
    this.#options.timers.cancel(this.#timer);
    if (welcome.protocol !== PROTOCOL) {
      this.#drop();
      this.#tell({ state: "mismatch" });
      return false;
    }
    this.#backoff.reset();
    if (this.#connection.state !== "connected") {
      this.#tell({ state: "connected" });
    }
    return true;
  }

  /** @param {number} code */
  #closed(code) {
    const { timers } = this.#options;
    timers.cancel(this.#timer);
    this.#drop();
    this.#place.disconnected();
    const wait = this.#backoff.next();
    const gone = code === 1001 || this.#connection.state === "gone" || this.#backoff.tries > GONE_AFTER;
    this.#tell({ state: gone ? "gone" : "reconnecting", retryAt: timers.now() + wait, code });
    this.#timer = timers.later(() => this.#connect(), wait);
  }

  #drop() {
    const socket = this.#socket;
    this.#socket = null;
    if (socket !== null) {
      socket.onmessage = null;
      socket.onclose = null;
      socket.close();
    }
  }

  /** @param {Connection} connection */
  #tell(connection) {
    this.#connection = connection;
    this.#options.onConnection(connection);
  }
}
