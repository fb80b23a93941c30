import { meaningOf, toneOf } from "./close-codes.js";

/** @typedef {import("./console-socket.js").Turn} Turn */
/** @typedef {import("./console-socket.js").Closed} Closed */
/** @typedef {import("./console-words.js").Saying} Saying */

/**
 * How a connection ended: what is said of it, in order.
 * @typedef {{tone: "calm" | "warning" | "critical", title: Saying, sayings: Saying[]}} Outcome
 */

/** @param {Closed} closed @returns {Outcome} for one that never opened, without the reason: that has to be found out */
export function outcomeOf(closed) {
  const { code, reason, opened, asked } = closed;
  const parts = { code };
  if (!opened) {
    return asked
      ? { tone: "calm", title: { word: "endedByUs", parts }, sayings: [{ word: "givenUp" }] }
      : { tone: "critical", title: { word: "neverOpened", parts }, sayings: [] };
  }
  /** @type {Saying[]} */
  const said = reason === "" ? [] : [{ word: "saidReason", parts: { reason } }];
  const title = asked ? "endedByUs" : code === 1006 ? "endedByNobody" : "endedByThem";
  return { tone: asked && code !== 1006 ? "calm" : toneOf(code), title: { word: title, parts }, sayings: [{ word: meaningOf(code) }, ...said] };
}

/** A turn of the connection on one line. @param {Turn} turn @param {import("./console-words.js").ConsoleFormat} format @returns {string} */
export function turnText(turn, format) {
  if (turn.state === "connecting") {
    const { url, protocols } = turn;
    return protocols.length === 0 ? format.say("turnConnecting", { url }) : format.say("turnAsking", { url, protocols: protocols.join(", ") });
  }
  if (turn.state === "open") {
    const { protocol, extensions } = turn;
    const open = protocol === "" ? format.say("turnOpen") : format.say("turnOpenAs", { protocol });
    return extensions === "" ? open : format.say("turnWith", { turn: open, extensions });
  }
  const text =
    turn.state === "closed"
      ? format.tell(outcomeOf(turn).title)
      : turn.code === undefined
        ? format.say("turnClosing")
        : format.say("turnClosingWith", { code: turn.code });
  return turn.reason ? format.say("turnReason", { turn: text, reason: turn.reason }) : text;
}
