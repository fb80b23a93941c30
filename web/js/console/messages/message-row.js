import { icon, listen, make } from "../../ui/dom.js";
import { label } from "../../ui/appearance.js";
import { kindOf } from "../content/content.js";
import { hexOf } from "../content/hex.js";
import { bodyOf } from "./message-body.js";
import { outcomeOf, turnText } from "../connection/outcome.js";

/** @typedef {import("./message-log.js").Entry} Entry */
/** @typedef {import("../content/content.js").Content} Content */
/** @typedef {import("../words/console-words.js").ConsoleFormat} ConsoleFormat */
/** @typedef {import("../words/console-words.js").ConsoleWord} ConsoleWord */

/**
 * @typedef {object} RowActions
 * @property {(open: boolean) => void} onToggle
 * @property {(text: string, button: HTMLElement) => void} onCopy
 */

const PREVIEW_CHARACTERS = 300;
const PREVIEW_BYTES = 32;
/** @type {Record<string, ConsoleWord>} */
const KIND_WORDS = { text: "kindText", json: "kindJson", binary: "kindBinary", image: "kindImage" };

/**
 * One line of the list; a message opens up.
 *
 * @param {Entry} entry @param {ConsoleFormat} format @param {RowActions} actions
 * @returns {HTMLLIElement}
 */
export function rowOf(entry, format, actions) {
  const row = make("li", { class: "entry", "data-direction": entry.direction });
  if (entry.turn !== undefined) {
    row.dataset.state = entry.turn.state;
    row.dataset.tone = entry.turn.state === "closed" ? outcomeOf(entry.turn).tone : "calm";
    row.append(turnLine(entry, turnText(entry.turn, format), format));
  } else if (entry.content === null) {
    row.append(turnLine(entry, format.say("tooLong"), format, make("span", { class: "size" }, format.bytes(entry.size))));
  } else {
    row.append(opening(entry, entry.content, format, actions), copyButton(entry.content, format, actions));
  }
  return row;
}

/** @param {Entry} entry @param {string} text @param {ConsoleFormat} format @param {...HTMLElement} rest */
function turnLine(entry, text, format, ...rest) {
  return make("p", { class: "line-of" }, ...stamp(entry, format), make("span", { class: "preview" }, text), ...rest);
}

/** @param {Entry} entry @param {ConsoleFormat} format */
function stamp(entry, format) {
  const direction = /** @type {const} */ ({ in: "received", out: "sent", turn: "turn" });
  return [
    make("time", {}, format.instant(entry.time)),
    icon(entry.direction),
    make("span", { class: "spoken" }, format.say(direction[entry.direction])),
  ];
}

/** @param {Entry} entry @param {Content} content @param {ConsoleFormat} format @param {RowActions} actions */
function opening(entry, content, format, actions) {
  const { kind } = kindOf(content);
  const summary = make(
    "summary",
    { class: "line-of" },
    ...stamp(entry, format),
    make("span", { class: "kind", "data-kind": kind }, format.say(KIND_WORDS[kind])),
    make("span", { class: "preview" }, previewOf(content)),
    make("span", { class: "size" }, format.bytes(entry.size)),
  );
  const details = make("details", {}, summary);
  listen(details, "toggle", () => {
    if (details.open && details.childElementCount === 1) {
      details.append(bodyOf(content, format, details.clientWidth));
    }
    actions.onToggle(details.open);
  });
  return details;
}

/** @param {Content} content */
function previewOf(content) {
  return typeof content === "string"
    ? content.slice(0, PREVIEW_CHARACTERS)
    : hexOf(content.subarray(0, PREVIEW_BYTES)).replace(/..(?=.)/g, "$& ");
}

/** @param {Content} content @param {ConsoleFormat} format @param {RowActions} actions */
function copyButton(content, format, actions) {
  const button = make("button", { type: "button", class: "button square copy" }, icon("copy"));
  const ready = () => {
    delete button.dataset.done;
    label(button, format.say("copy"));
  };
  ready();
  listen(button, "blur", ready);
  listen(button, "click", () => actions.onCopy(typeof content === "string" ? content : hexOf(content), button));
  return button;
}
