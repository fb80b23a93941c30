/** An answer that takes longer is none, milliseconds. */
const WITHIN = 4_000;

/** Asks `/api/sources` how the sources do, and measures how long an answer takes. */
export class SourceReports {
  #fetch;
  #now;
  /** Of the last answer, milliseconds. */
  roundTrip = NaN;

  /** @param {(address: string, options: RequestInit) => Promise<Response>} fetch @param {() => number} now milliseconds, monotonic */
  constructor(fetch, now) {
    this.#fetch = fetch;
    this.#now = now;
  }

  /** @returns {Promise<{sources: import("./source-poll.js").SourceReport[]}>} */
  async ask() {
    const asked = this.#now();
    const answer = await this.#fetch("/api/sources", { signal: AbortSignal.timeout(WITHIN), cache: "no-store" });
    if (!answer.ok) {
      throw new Error(`/api/sources: ${answer.status}`);
    }
    this.roundTrip = this.#now() - asked;
    return answer.json();
  }
}
