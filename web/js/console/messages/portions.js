import { listen, make } from "../../ui/dom.js";

/**
 * Something long, shown portion by portion: the first at once, each further one on demand. Nobody waits for a million lines.
 *
 * @param {object} whole
 * @param {HTMLElement} whole.element gets the portions
 * @param {number} whole.length
 * @param {number} whole.portion
 * @param {(from: number, to: number) => void} whole.add adds a portion to the element
 * @param {import("../words/console-words.js").ConsoleFormat} whole.format
 * @returns {HTMLElement} the element, and below it the button for what is left
 */
export function inPortions({ element, length, portion, add, format }) {
  let shown = 0;
  const button = make("button", { type: "button", class: "more" });
  const next = () => {
    const to = Math.min(length, shown + portion);
    add(shown, to);
    shown = to;
    button.hidden = shown === length;
    button.textContent = format.say("more", { n: format.number(length - shown, 0) });
  };
  listen(button, "click", next);
  next();
  return make("div", { class: "portions" }, element, button);
}
