/** @typedef {import("../content/content.js").Content} Content */

/** @typedef {"connecting" | "open" | "closing" | "closed"} State */

/**
 * @typedef {object} Closed
 * @property {"closed"} state
 * @property {number} code
 * @property {string} reason
 * @property {boolean} opened whether it was ever open
 * @property {boolean} asked whether this side wanted the end
 * @property {string} [refused] the browser refused even to try: its words
 *
 * A turn of a connection: the state it is in from now on, and what is known of it.
 *
 * @typedef {{state: "connecting", url: string, protocols: string[]}
 *   | {state: "open", protocol: string, extensions: string}
 *   | {state: "closing", code?: number, reason?: string}
 *   | Closed} Turn
 */

/**
 * What of a WebSocket is used here.
 *
 * @typedef {object} SocketLike
 * @property {number} readyState
 * @property {string} binaryType
 * @property {string} protocol
 * @property {string} extensions
 * @property {number} bufferedAmount
 * @property {((event: any) => void) | null} onopen
 * @property {((event: any) => void) | null} onmessage
 * @property {((event: any) => void) | null} onclose
 * @property {((event: any) => void) | null} onerror
 * @property {(data: any) => void} send
 * @property {(code?: number, reason?: string) => void} close
 */

/** `readyState` of a WebSocket that is done. */
const DONE = 3;

/** One WebSocket, as somebody opens and closes it by hand: nothing is done again by itself. */
export class ConsoleSocket {
  #options;
  /** @type {SocketLike | null} */ #socket = null;
  /** @type {State} */ #state = "closed";
  #opened = false;
  #asked = false;

  /**
   * @param {object} options
   * @param {(url: string, protocols: string[]) => SocketLike} options.open may throw
   * @param {(task: () => void) => void} options.soon runs a task after the events that are due
   * @param {(turn: Turn) => void} options.onTurn
   * @param {(content: Content) => void} options.onMessage
   */
  constructor(options) {
    this.#options = options;
  }

  get state() {
    return this.#state;
  }

  /** Bytes that were given to the browser and have not left it. */
  get waiting() {
    return this.#socket?.bufferedAmount ?? 0;
  }

  /** Does nothing unless closed. @param {string} url @param {string[]} protocols */
  connect(url, protocols) {
    if (this.#state !== "closed") {
      return;
    }
    this.#opened = false;
    this.#asked = false;
    this.#turn({ state: "connecting", url, protocols });
    try {
      this.#attach(this.#options.open(url, protocols));
    } catch (error) {
      this.#ended(1006, "", error instanceof Error ? error.message : String(error));
    }
  }

  /** @param {Content} content @returns {boolean} whether it is open, and so was sent */
  send(content) {
    if (this.#socket === null || this.#state !== "open") {
      return false;
    }
    this.#socket.send(content);
    return true;
  }

  /** Only while connecting or open. @param {number} [code] @param {string} [reason] */
  close(code, reason) {
    if (this.#socket === null || (this.#state !== "connecting" && this.#state !== "open")) {
      return;
    }
    this.#asked = true;
    this.#turn({ state: "closing", code, reason });
    if (code === undefined) {
      this.#socket.close();
    } else {
      this.#socket.close(code, reason);
    }
  }

  /** @param {SocketLike} socket */
  #attach(socket) {
    this.#socket = socket;
    socket.binaryType = "arraybuffer";
    socket.onopen = () => {
      this.#opened = true;
      this.#turn({ state: "open", protocol: socket.protocol, extensions: socket.extensions });
    };
    socket.onmessage = event => this.#options.onMessage(typeof event.data === "string" ? event.data : new Uint8Array(event.data));
    socket.onclose = event => this.#ended(event.code, event.reason);
    // What the Content-Security-Policy forbids ends in Chromium with an error and without a close.
    socket.onerror = () =>
      this.#options.soon(() => {
        if (this.#socket === socket && socket.readyState === DONE) {
          this.#ended(1006, "");
        }
      });
  }

  /** @param {number} code @param {string} reason @param {string} [refused] */
  #ended(code, reason, refused) {
    if (this.#socket !== null) {
      this.#socket.onopen = null;
      this.#socket.onmessage = null;
      this.#socket.onclose = null;
      this.#socket.onerror = null;
      this.#socket = null;
    }
    this.#turn({ state: "closed", code, reason, opened: this.#opened, asked: this.#asked, refused });
  }

  /** @param {Turn} turn */
  #turn(turn) {
    this.#state = turn.state;
    this.#options.onTurn(turn);
  }
}
