import { meaningOf, toneOf } from "./close-codes.js";

/** @typedef {import("./console-socket.js").Turn} Turn */
/** @typedef {import("./console-socket.js").Closed} Closed */
/** @typedef {import("../words/console-words.js").Saying} Saying */
/** @typedef {import("../words/console-words.js").ConsoleFormat} ConsoleFormat */

/**
 * How a connection ended: what is said of it, in order.
 * @typedef {{tone: "calm" | "warning" | "critical", title: Saying, sayings: Saying[]}} Outcome
 */

/** @param {Closed} closed @returns {Outcome} of one that was refused, without the reason: that has to be found out */
export function outcomeOf(closed) {
  const { code, opened, asked } = closed;
  const parts = { code };
  if (opened) {
    return endOf(closed);
  }
  return asked
    ? { tone: "calm", title: { word: "endedByUs", parts }, sayings: [{ word: "givenUp" }] }
    : { tone: "critical", title: { word: "neverOpened", parts }, sayings: [] };
}

/** @param {Closed} closed one that was open @returns {Outcome} */
function endOf({ code, reason, asked }) {
  const cut = code === 1006;
  const word = asked ? "endedByUs" : cut ? "endedByNobody" : "endedByThem";
  /** @type {Saying[]} */
  const sayings = [{ word: meaningOf(code) }];
  if (reason !== "") {
    sayings.push({ word: "saidReason", parts: { reason } });
  }
  return { tone: asked && !cut ? "calm" : toneOf(code), title: { word, parts: { code } }, sayings };
}

/** A turn of the connection on one line. @param {Turn} turn @param {ConsoleFormat} format @returns {string} */
export function turnText(turn, format) {
  if (turn.state === "connecting") {
    const { url, protocols } = turn;
    const asking = protocols.join(", ");
    return asking === "" ? format.say("turnConnecting", { url }) : format.say("turnAsking", { url, protocols: asking });
  }
  if (turn.state === "open") {
    const { protocol, extensions } = turn;
    const open = protocol === "" ? format.say("turnOpen") : format.say("turnOpenAs", { protocol });
    return extensions === "" ? open : format.say("turnWith", { turn: open, extensions });
  }
  const text = turn.state === "closed" ? format.tell(outcomeOf(turn).title) : closingText(turn.code, format);
  return turn.reason ? format.say("turnReason", { turn: text, reason: turn.reason }) : text;
}

/** @param {number | undefined} code @param {ConsoleFormat} format */
function closingText(code, format) {
  return code === undefined ? format.say("turnClosing") : format.say("turnClosingWith", { code });
}
