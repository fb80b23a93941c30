import { listen, make } from "../../ui/dom.js";
import { countOf, folded, inline, MEMBERS_AT_ONCE, membersOf, typeOf } from "../content/json-shape.js";
import { inPortions } from "./portions.js";

/** @typedef {import("../words/console-words.js").ConsoleFormat} ConsoleFormat */

/**
 * A JSON value that unfolds level by level; what is folded is not built.
 *
 * @param {object} value @param {ConsoleFormat} format
 * @returns {HTMLElement}
 */
export function jsonTree(value, format) {
  const root = fold([], value, format);
  root.open = true;
  return make("div", { class: "json" }, root);
}

/** @param {object} holder @param {string} key @param {unknown} value @param {ConsoleFormat} format */
function member(holder, key, value, format) {
  const name = make("span", { class: Array.isArray(holder) ? "index" : "key" }, Array.isArray(holder) ? key : JSON.stringify(key));
  const line = inline(value);
  return line === null
    ? fold([name], /** @type {object} */ (value), format)
    : make("div", { class: "member" }, name, make("span", { class: `value ${typeOf(value)}` }, line));
}

/** @param {HTMLElement[]} name @param {object} value @param {ConsoleFormat} format */
function fold(name, value, format) {
  const element = make("details", { class: "member" }, make("summary", {}, ...name, make("span", { class: "folded" }, folded(value))));
  const forget = listen(element, "toggle", () => {
    forget();
    element.append(members(value, format));
  });
  return element;
}

/** @param {object} value @param {ConsoleFormat} format */
function members(value, format) {
  const element = make("div", { class: "members" });
  const add = (/** @type {number} */ from) =>
    element.append(...membersOf(value, from).map(([key, each]) => member(value, key, each, format)));
  return inPortions({ element, length: countOf(value), portion: MEMBERS_AT_ONCE, add, format });
}
