// What the page uses of the browser and of the network.

/** Time as it passes for the page. */
export const timers = {
  now: () => performance.now(),
  later: (/** @type {() => void} */ task, /** @type {number} */ millis) => setTimeout(task, millis),
  every: (/** @type {() => void} */ task, /** @type {number} */ millis) => setInterval(task, millis),
  cancel: (/** @type {number} */ id) => clearTimeout(id),
};

/** The frames in which it is drawn. */
export const frames = {
  request: (/** @type {(now: number) => void} */ task) => requestAnimationFrame(task),
  cancel: (/** @type {number} */ id) => cancelAnimationFrame(id),
};

/** @returns {Storage | null} null where the browser keeps nothing for pages */
export function storage() {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

/** @param {() => void} onTask @returns {(() => void) | null} detaches it; null where the browser does not tell */
export function watchLongTasks(onTask) {
  if (!PerformanceObserver.supportedEntryTypes.includes("longtask")) {
    return null;
  }
  const observer = new PerformanceObserver(list => list.getEntries().forEach(onTask));
  observer.observe({ type: "longtask" });
  return () => observer.disconnect();
}

/** Asks how the sources do, and how long an answer takes. */
export class SourceReports {
  /** Of the last answer, milliseconds. */
  roundTrip = NaN;

  /** @returns {Promise<{sources: import("../socket/source-poll.js").SourceReport[]}>} */
  async ask() {
    const asked = timers.now();
    const answer = await fetch("/api/sources", { signal: AbortSignal.timeout(4_000), cache: "no-store" });
    if (!answer.ok) {
      throw new Error(`/api/sources: ${answer.status}`);
    }
    this.roundTrip = timers.now() - asked;
    return answer.json();
  }
}
