/** @typedef {import("../../store/readings/track.js").Series} Series */
/** @typedef {(time: number, value: number, low: number, high: number) => void} Push */

/** The newest column of readings, which may still change: its lowest, its highest, its last. */
export class LineColumn {
  #lowTime = 0;
  #low = 0;
  #highTime = 0;
  #high = 0;
  #lastTime = 0;
  #last = 0;

  /** @param {Series} series @param {number} index of its first entry */
  begin({ times, values }, index) {
    this.#lowTime = this.#highTime = this.#lastTime = times[index];
    this.#low = this.#high = this.#last = values[index];
  }

  /** @param {Series} series @param {number} index of its next entry */
  take({ times, values }, index) {
    const value = values[index];
    if (value < this.#low) {
      this.#low = value;
      this.#lowTime = times[index];
    } else if (value > this.#high) {
      this.#high = value;
      this.#highTime = times[index];
    }
    this.#lastTime = times[index];
    this.#last = value;
  }

  /** Its points, once it is over. @param {Push} push */
  write(push) {
    const lowFirst = this.#lowTime <= this.#highTime;
    const [time, value] = lowFirst ? [this.#lowTime, this.#low] : [this.#highTime, this.#high];
    push(time, value, value, value);
    if (this.#lowTime !== this.#highTime || this.#low !== this.#high) {
      const [laterTime, later] = lowFirst ? [this.#highTime, this.#high] : [this.#lowTime, this.#low];
      push(laterTime, later, later, later);
    }
  }

  /** The line ends at the newest reading. @param {Push} push */
  close(push) {
    if (this.#lastTime > Math.max(this.#lowTime, this.#highTime)) {
      push(this.#lastTime, this.#last, this.#last, this.#last);
    }
  }
}

/** The newest column of buckets: one point in its middle, with the mean of all, the lowest and the highest. */
export class BandColumn {
  #first = 0;
  #last = 0;
  #sum = 0;
  #count = 0;
  #low = 0;
  #high = 0;

  /** @param {Series} series @param {number} index of its first entry */
  begin(series, index) {
    this.#first = series.times[index];
    [this.#sum, this.#count, this.#low, this.#high] = [0, 0, Infinity, -Infinity];
    this.take(series, index);
  }

  /** @param {Series} series @param {number} index of its next entry */
  take({ times, values, lows = values, highs = values, counts }, index) {
    const count = counts?.[index] ?? 1;
    this.#last = times[index];
    this.#sum += values[index] * count;
    this.#count += count;
    this.#low = Math.min(this.#low, lows[index]);
    this.#high = Math.max(this.#high, highs[index]);
  }

  /** Its point. @param {Push} push */
  write(push) {
    push((this.#first + this.#last) / 2, this.#sum / this.#count, this.#low, this.#high);
  }

  close() {}
}
