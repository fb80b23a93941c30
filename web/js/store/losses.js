/** So long after the last thinned update the connection counts as thinned. Milliseconds. */
const LATELY = 6_000;
/** Stretches that are remembered; the oldest are forgotten. */
const MOST = 200;

/**
 * What of the stream did not come: updates that the server left out because this connection could not take them
 * (thinned), and holes in the numbers that nobody explains. A stretch of time that a backfill has filled is forgotten.
 */
export class Losses {
  #now;
  #seq = NaN;
  #time = NaN;
  #filledFrom = NaN;
  #filledTo = NaN;
  /** When thinned updates came, and how many each had skipped. @type {{at: number, skipped: number}[]} */ #lately = [];
  /** @type {{from: number, to: number, fromSeq: number, toSeq: number}[]} */ #stretches = [];
  /** Updates left out since the start. */
  thinned = 0;
  /** Unexplained holes since the start. */
  holes = 0;

  /** @param {() => number} now milliseconds, monotonic */
  constructor(now) {
    this.#now = now;
  }

  /** Times in which updates did not come, epoch milliseconds of the server, in order. @returns {readonly {from: number, to: number}[]} */
  get stretches() {
    return this.#stretches;
  }

  /** Of how many updates one arrives, lately; 0 when all do. */
  get oneOf() {
    const now = this.#now();
    this.#lately = this.#lately.filter(each => now - each.at <= LATELY);
    const skipped = this.#lately.reduce((sum, each) => sum + each.skipped, 0);
    return skipped === 0 ? 0 : Math.max(2, Math.round(1 + skipped / this.#lately.length));
  }

  /** @param {number} seq @param {number} time */
  welcomed(seq, time) {
    this.#seq = seq;
    this.#time = time;
    this.#filledFrom = this.#filledTo = NaN;
  }

  /** @param {number} seq @param {number} time @param {number} [thinned] updates left out before it */
  updated(seq, time, thinned = 0) {
    if (thinned > 0) {
      this.thinned += thinned;
      this.#lately.push({ at: this.#now(), skipped: thinned });
      this.#lately = this.#lately.slice(-MOST);
    }
    const hole = seq > this.#seq + thinned + 1;
    this.holes += hole ? 1 : 0;
    if (hole || thinned > 0) {
      this.#missed(seq, time);
    }
    this.#seq = seq;
    this.#time = time;
  }

  /** Readings of the updates after `from` up to `to` came after all. @param {number} from @param {number} to numbers of updates */
  filled(from, to) {
    this.#filledFrom = from === this.#filledTo ? this.#filledFrom : from;
    this.#filledTo = to;
    this.#stretches = this.#stretches.filter(each => each.fromSeq < this.#filledFrom || each.toSeq > to);
  }

  /** @param {number} seq @param {number} time */
  #missed(seq, time) {
    const last = this.#stretches[this.#stretches.length - 1];
    if (last !== undefined && last.toSeq === this.#seq) {
      last.to = time;
      last.toSeq = seq;
    } else if (!Number.isNaN(this.#time)) {
      this.#stretches.push({ from: this.#time, to: time, fromSeq: this.#seq, toSeq: seq });
      this.#stretches = this.#stretches.slice(-MOST);
    }
  }
}
