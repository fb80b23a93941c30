/** So long it is worth telling, milliseconds. */
const TELL = 12_000;

/** After a connection that was lost: how many readings were filled in, from the server's memory or the history. */
export class Comeback {
  #now;
  #at = -Infinity;
  #count = 0;

  /** @param {() => number} now milliseconds, monotonic */
  constructor(now) {
    this.#now = now;
  }

  /** The connection is there again. */
  begin() {
    this.#at = this.#now();
    this.#count = 0;
  }

  /** @param {number} count readings */
  filled(count) {
    this.#count += this.#recent ? count : 0;
  }

  /** Readings filled in lately; 0 when there is nothing to tell. */
  get count() {
    return this.#recent ? this.#count : 0;
  }

  get #recent() {
    return this.#now() - this.#at < TELL;
  }
}
