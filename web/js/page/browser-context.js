/**
 * What the page uses of the browser and of the network. Tests replace it.
 *
 * @typedef {object} BrowserContext
 * @property {Timers} timers
 * @property {{request: (task: (now: number) => void) => number, cancel: (id: number) => void}} frames
 * @property {() => number} now epoch milliseconds
 * @property {Storage | null} storage null where the browser keeps nothing for pages
 * @property {(address: string, options: RequestInit) => Promise<Response>} fetch
 * @property {(path: string, protocol: string) => import("../socket/live-socket.js").SocketLike} openSocket on this page's server
 * @property {(onTask: () => void) => (() => void) | null} watchLongTasks returns what detaches it; null where the browser does not tell
 * @property {((task: (deadline: {timeRemaining: () => number}) => void) => void) | null} idle calls back when there is time; null
 *   where the browser does not tell
 * @property {() => boolean} hidden whether nobody sees the page
 * @property {() => boolean} online what the browser says of the network
 * @property {readonly string[]} languages what the person prefers
 *
 * Time as it passes for the page, milliseconds.
 *
 * @typedef {object} Timers
 * @property {() => number} now monotonic
 * @property {(task: () => void, millis: number) => number} later
 * @property {(task: () => void, millis: number) => number} every
 * @property {(id: number) => void} cancel
 */

/** @returns {BrowserContext} of the window that runs this script */
export function browserContext() {
  return {
    timers: {
      now: () => performance.now(),
      later: (task, millis) => setTimeout(task, millis),
      every: (task, millis) => setInterval(task, millis),
      cancel: id => clearTimeout(id),
    },
    frames: {
      request: task => requestAnimationFrame(task),
      cancel: id => cancelAnimationFrame(id),
    },
    now: () => Date.now(),
    storage: storage(),
    fetch: (address, options) => fetch(address, options),
    openSocket: (path, protocol) => new WebSocket(`${location.protocol === "https:" ? "wss:" : "ws:"}//${location.host}${path}`, protocol),
    watchLongTasks,
    idle: "requestIdleCallback" in window ? task => requestIdleCallback(task) : null,
    hidden: () => document.hidden,
    online: () => navigator.onLine,
    languages: navigator.languages,
  };
}

/** @returns {Storage | null} */
function storage() {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

/** @param {() => void} onTask @returns {(() => void) | null} */
function watchLongTasks(onTask) {
  if (!PerformanceObserver.supportedEntryTypes.includes("longtask")) {
    return null;
  }
  const observer = new PerformanceObserver(list => list.getEntries().forEach(onTask));
  observer.observe({ type: "longtask" });
  return () => observer.disconnect();
}
