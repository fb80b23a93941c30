/** @typedef {import("./messages.js").Message} Message */
/** @typedef {import("./messages.js").EventWords} EventWords */

/** An answer is waited for so long, milliseconds. */
const PATIENCE = 10_000;
/** So many numbers of events that were asked for here are remembered. */
const MINE = 200;
/** Numbers of questions for readings stay below. */
const FIRST = 1_000_000;

/** Why nothing came of a request: in the server's words, or one of ours. */
export class Refused extends Error {
  /** @param {"problem" | "offline" | "unanswered"} why @param {string} message */
  constructor(why, message) {
    super(message);
    this.why = why;
  }
}

/**
 * What a person asks of the server over the connection, each answered by `done` or `problem`. When the connection is lost before the
 * answer, it may have been kept all the same: a note then shows as an event of ours, which answers it.
 */
export class Requests {
  #options;
  #ref = FIRST;
  /** @type {Map<number, {message: any, done: (id: number | undefined) => void, failed: (why: Refused) => void, timer: number}>} */ #waiting = new Map();
  /** Events that were asked for here. @type {Set<number>} */ #mine = new Set();
  /** Notes of which it is not known whether they were kept. @type {any[]} */ #doubtful = [];

  /**
   * @param {object} options
   * @param {(message: object) => boolean} options.send
   * @param {{later: (task: () => void, millis: number) => number, cancel: (id: number) => void}} options.timers
   */
  constructor(options) {
    this.#options = options;
  }

  /** @param {{type: string} & Record<string, unknown>} message without `ref` @returns {Promise<number | undefined>} the number of the event; fails with {@link Refused} */
  ask(message) {
    const ref = this.#ref++;
    return new Promise((resolve, reject) => {
      if (!this.#options.send({ ...message, ref })) {
        reject(new Refused("offline", "offline"));
        return;
      }
      const timer = this.#options.timers.later(() => this.#settle(ref, each => each.failed(new Refused("unanswered", "unanswered"))), PATIENCE);
      this.#waiting.set(ref, { message, done: resolve, failed: reject, timer });
    });
  }

  /** @param {Message} message */
  heard(message) {
    if (message.type === "done") {
      message.id !== undefined && this.#own(message.id);
      this.#settle(message.ref ?? NaN, each => each.done(message.id));
    } else if (message.type === "problem") {
      this.#settle(message.ref ?? NaN, each => each.failed(new Refused("problem", message.message)));
    } else if (message.type === "event" && message.kind === "note") {
      this.#note(message);
    }
  }

  /** The connection is lost. */
  disconnected() {
    for (const [ref, { message }] of [...this.#waiting]) {
      message.type === "note" && this.#doubtful.push(message);
      this.#settle(ref, each => each.failed(new Refused("unanswered", "unanswered")));
    }
    this.#doubtful = this.#doubtful.slice(-10);
  }

  /** @param {EventWords} event @returns {boolean} whether it was asked for here */
  isMine(event) {
    return this.#mine.has(event.id);
  }

  /** The event may come before the answer that names it. @param {EventWords} event */
  #note(event) {
    const same = (/** @type {any} */ each) => each.type === "note" && each.text === event.text && (each.by ?? "") === (event.by ?? "");
    const doubted = this.#doubtful.findIndex(same);
    if (doubted >= 0) {
      this.#doubtful.splice(doubted, 1);
      this.#own(event.id);
    } else if ([...this.#waiting.values()].some(each => same(each.message))) {
      this.#own(event.id);
    }
  }

  /** @param {number} id */
  #own(id) {
    this.#mine.add(id);
    if (this.#mine.size > MINE) {
      this.#mine.delete(/** @type {number} */ (this.#mine.values().next().value));
    }
  }

  /** @param {number} ref @param {(each: {done: (id: number | undefined) => void, failed: (why: Refused) => void}) => void} how */
  #settle(ref, how) {
    const waiting = this.#waiting.get(ref);
    if (waiting !== undefined) {
      this.#waiting.delete(ref);
      this.#options.timers.cancel(waiting.timer);
      how(waiting);
    }
  }
}
