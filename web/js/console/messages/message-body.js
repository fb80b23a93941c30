import { listen, make } from "../../ui/dom.js";
import { kindOf } from "../content/content.js";
import { hexLines } from "../content/hex.js";
import { jsonTree } from "./json-tree.js";
import { inPortions } from "./portions.js";

/** @typedef {import("../words/console-words.js").ConsoleFormat} ConsoleFormat */
/** @typedef {import("../words/console-words.js").ConsoleWord} ConsoleWord */
/** @typedef {{word: ConsoleWord, build: () => HTMLElement}} Look */

const CHARACTERS_AT_ONCE = 32 * 1024;
const BYTES_AT_ONCE = 2 * 1024;
/** Wide enough for sixteen bytes on a line, pixels. */
const WIDE = 620;

/**
 * A message opened up: the looks that it has, the first of them shown.
 *
 * @param {import("../content/content.js").Content} content @param {ConsoleFormat} format @param {number} width pixels there are
 * @returns {HTMLElement}
 */
export function bodyOf(content, format, width) {
  const looks = looksOf(content, format, width);
  const shown = make("div", { class: "look" }, looks[0].build());
  return looks.length === 1 ? make("div", { class: "body" }, shown) : make("div", { class: "body" }, choice(looks, shown, format), shown);
}

/** @param {import("../content/content.js").Content} content @param {ConsoleFormat} format @param {number} width @returns {Look[]} */
function looksOf(content, format, width) {
  const kind = kindOf(content);
  if (typeof content === "string") {
    /** @type {Look} */
    const raw = { word: "viewRaw", build: () => rawText(content, format) };
    return kind.kind === "json" ? [{ word: "viewFolded", build: () => jsonTree(kind.value, format) }, raw] : [raw];
  }
  /** @type {Look} */
  const hex = { word: "viewHex", build: () => hexDump(content, format, width) };
  return kind.kind === "image" ? [{ word: "viewImage", build: () => image(content, kind.type, format) }, hex] : [hex];
}

/** @param {Look[]} looks @param {HTMLElement} shown @param {ConsoleFormat} format */
function choice(looks, shown, format) {
  const buttons = looks.map(look => {
    const button = make("button", { type: "button", "aria-pressed": String(look === looks[0]) }, format.say(look.word));
    listen(button, "click", () => {
      buttons.forEach(each => each.setAttribute("aria-pressed", String(each === button)));
      shown.replaceChildren(look.build());
    });
    return button;
  });
  return make("div", { class: "segments", role: "group" }, ...buttons);
}

/** @param {string} text @param {ConsoleFormat} format */
function rawText(text, format) {
  const node = new Text();
  const add = (/** @type {number} */ from, /** @type {number} */ to) => node.appendData(text.slice(from, to));
  return inPortions({ element: make("pre", { class: "raw" }, node), length: text.length, portion: CHARACTERS_AT_ONCE, add, format });
}

/** @param {Uint8Array} bytes @param {ConsoleFormat} format @param {number} width */
function hexDump(bytes, format, width) {
  const node = new Text();
  const perLine = width < WIDE ? 8 : 16;
  const add = (/** @type {number} */ from, /** @type {number} */ to) =>
    node.appendData((from === 0 ? "" : "\n") + hexLines(bytes, from, to, perLine));
  return inPortions({ element: make("pre", { class: "hex" }, node), length: bytes.length, portion: BYTES_AT_ONCE, add, format });
}

/**
 * As data in the address: that is what the page's Content-Security-Policy allows.
 *
 * @param {Uint8Array} bytes @param {string} type @param {ConsoleFormat} format
 */
function image(bytes, type, format) {
  const picture = make("img", { alt: "" });
  const about = make("figcaption", {}, type);
  listen(picture, "load", () => {
    about.textContent = `${type} · ${picture.naturalWidth} × ${picture.naturalHeight}`;
  });
  listen(picture, "error", () => {
    picture.hidden = true;
    about.textContent = format.say("imageBroken");
  });
  const reader = new FileReader();
  listen(reader, "load", () => {
    picture.src = String(reader.result);
  });
  reader.readAsDataURL(new Blob([/** @type {BlobPart} */ (bytes)], { type }));
  return make("figure", {}, picture, about);
}
