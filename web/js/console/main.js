// Wires the console: form → socket → log → list. Everything that touches the outside is made here.
import { Appearance } from "../ui/appearance.js";
import { byId, listen } from "../ui/dom.js";
import { Settings } from "../ui/settings.js";
import { copyText } from "../ui/clipboard.js";
import { ConnectForm } from "./connection/connect-form.js";
import { ConsoleFormat } from "./words/console-words.js";
import { ConsoleSocket } from "./connection/console-socket.js";
import { LogView } from "./messages/log-view.js";
import { MessageLog } from "./messages/message-log.js";
import { outcomeOf } from "./connection/outcome.js";
import { refusalOf } from "./connection/refusal.js";
import { SendForm } from "./sending/send-form.js";
import { SentHistory } from "./sending/sent-history.js";
import { StateLine } from "./connection/state-line.js";

/** @typedef {import("./connection/console-socket.js").Closed} Closed */
/** @typedef {import("./connection/refusal.js").Attempt} Attempt */

/** @returns {Storage | null} */
function storage() {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

/** @param {string} path of this page's server @returns {Promise<number | null>} the status, null without an answer */
async function ask(path) {
  try {
    const answer = await fetch(location.origin + path, { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(4_000) });
    return answer.status;
  } catch {
    return null;
  }
}

function start() {
  const settings = new Settings(storage());
  const format = new ConsoleFormat();
  const log = new MessageLog();
  /** What is being tried, or was last. @type {Attempt | null} */
  let attempt = null;

  new Appearance({
    settings,
    languages: navigator.languages,
    text: word => format.text(word),
    use: language => {
      format.use(language);
      document.title = `${format.say("title")} · Vigie`;
    },
    onLanguage: () => {
      [view, connectForm, sendForm].forEach(each => each.describe());
      stateLine.draw();
    },
  });
  const view = new LogView({ log, format, settings, copy: copyText, frame: task => requestAnimationFrame(task) });
  const stateLine = new StateLine({ format, now: () => performance.now(), waiting: () => socket.waiting });
  const connectForm = new ConnectForm({
    format,
    settings,
    from: location,
    onConnect: (url, own, protocols) => {
      if (socket.state === "closed") {
        attempt = { url, own, forbidden: false };
        socket.connect(url.href, protocols);
      }
    },
    onDisconnect: ({ code, reason }) => socket.close(code, reason),
  });
  const sendForm = new SendForm({
    format,
    history: new SentHistory(settings),
    onSend: content => {
      const sent = socket.send(content);
      if (sent) {
        log.addMessage(Date.now(), "out", content);
        view.touch();
      }
      return sent;
    },
  });
  const changed = (/** @type {import("./connection/console-socket.js").State} */ state) =>
    [stateLine, connectForm, sendForm].forEach(each => each.changed(state));
  const socket = new ConsoleSocket({
    open: (url, protocols) => new WebSocket(url, protocols),
    soon: task => setTimeout(task),
    onTurn: turn => {
      log.addTurn(Date.now(), turn);
      view.touch();
      changed(turn.state);
      connectForm.ended(turn.state === "closed" ? outcomeOf(turn) : null);
      if (turn.state === "closed" && !turn.opened && !turn.asked) {
        void explain(turn);
      }
    },
    onMessage: content => {
      log.addMessage(Date.now(), "in", content);
      view.touch();
    },
  });

  /** Says why a connection did not open, unless the next one began meanwhile. @param {Closed} closed */
  async function explain(closed) {
    const tried = attempt;
    if (tried === null) {
      return;
    }
    const outcome = outcomeOf(closed);
    connectForm.ended({ ...outcome, sayings: [{ word: "refusedAsking" }] });
    const refusal = await refusalOf({ ...tried, refused: closed.refused }, location, ask);
    if (tried === attempt && socket.state === "closed") {
      connectForm.ended({ ...outcome, sayings: [refusal] });
    }
  }

  listen(document, "securitypolicyviolation", event => {
    if (attempt !== null && event.effectiveDirective === "connect-src") {
      attempt.forbidden = true;
    }
  });
  listen(document, "keydown", event => {
    const typing = event.target instanceof Element && event.target.closest("input, textarea, select") !== null;
    if (typing || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    if (event.key === "/") {
      event.preventDefault();
      connectForm.focus();
    } else if (event.key === "p") {
      view.togglePause();
    }
  });
  setInterval(() => {
    if (!document.hidden) {
      stateLine.draw();
    }
  }, 500);
  changed(socket.state);
  byId("boot").remove();
}

start();
