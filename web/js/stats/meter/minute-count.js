/** Counts what happens, second by second, for the last minute. */
export class MinuteCount {
  #seconds = new Float64Array(61);
  #second = -1;
  #since = NaN;

  /** @param {number} amount @param {number} now milliseconds, monotonic */
  add(amount, now) {
    this.#turn(now);
    this.#seconds[this.#second % this.#seconds.length] += amount;
  }

  /** @param {number} now milliseconds, monotonic @returns {number} of the last minute */
  sum(now) {
    this.#turn(now);
    return this.#seconds.reduce((sum, each) => sum + each, 0);
  }

  /** @param {number} now milliseconds, monotonic @returns {number} per second, over the last five whole seconds; NaN before the first */
  rate(now) {
    this.#turn(now);
    const whole = Math.min(5, this.#second - Math.ceil(this.#since / 1_000));
    let sum = 0;
    for (let back = 1; back <= whole; back += 1) {
      sum += this.#seconds[(this.#second - back) % this.#seconds.length];
    }
    return whole > 0 ? sum / whole : NaN;
  }

  /** @param {number} now */
  #turn(now) {
    const second = Math.floor(now / 1_000);
    this.#since = Number.isNaN(this.#since) ? now : this.#since;
    const passed = this.#second < 0 ? 0 : Math.min(this.#seconds.length, second - this.#second);
    for (let each = 0; each < passed; each += 1) {
      this.#seconds[(second - each) % this.#seconds.length] = 0;
    }
    this.#second = second;
  }
}
