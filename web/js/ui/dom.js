/**
 * An element with attributes and children; `null` attributes are left out.
 *
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string | null>} [attributes]
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null) {
      element.setAttribute(name, value);
    }
  }
  element.append(...children);
  return element;
}

/** One of the drawn signs of index.html. @param {string} name @returns {SVGSVGElement} */
export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(space, "use");
  use.setAttribute("href", `#i-${name}`);
  svg.append(use);
  return svg;
}

/** @param {SVGSVGElement} svg @param {string} name */
export function setIcon(svg, name) {
  svg.firstElementChild?.setAttribute("href", `#i-${name}`);
}

/** @param {string} id @returns {HTMLElement} an element that index.html has */
export function byId(id) {
  const element = document.getElementById(id);
  if (element === null) {
    throw new Error(`#${id}: not in the page`);
  }
  return element;
}

/** Sets a text only when it is another: no layout for nothing. @param {Node} node @param {string} text */
export function setText(node, text) {
  const only = node.firstChild;
  if (only instanceof Text && only.nextSibling === null) {
    if (only.data !== text) {
      only.data = text;
    }
  } else if (node.textContent !== text) {
    node.textContent = text;
  }
}

/**
 * @param {EventTarget} target @param {string} type @param {(event: any) => void} listener
 * @param {AbortSignal} [signal] detaches it
 * @returns {() => void} detaches it too
 */
export function listen(target, type, listener, signal) {
  target.addEventListener(type, listener, { signal });
  return () => target.removeEventListener(type, listener);
}

/** Does something once when a signal ends what it is for. @param {AbortSignal} signal @param {() => void} task */
export function atEnd(signal, task) {
  signal.addEventListener("abort", task, { once: true });
}

/** Adds children that go again when the signal ends what they are for. @param {Element} parent @param {AbortSignal} signal @param {...Element} children */
export function appendUntil(parent, signal, ...children) {
  parent.append(...children);
  atEnd(signal, () => children.forEach(child => child.remove()));
}
