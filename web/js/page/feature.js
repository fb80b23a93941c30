import { Lifetime } from "./lifetime.js";

/** @typedef {import("./page-context.js").PageContext} PageContext */

/**
 * A part of the page that can be attached and detached.
 *
 * @typedef {{name: string, attach: (context: PageContext) => () => void}} Feature
 */

/**
 * @param {string} name
 * @param {(context: PageContext, life: Lifetime) => void} build takes what it uses of the context, and lives until the lifetime ends
 * @returns {Feature}
 */
export function feature(name, build) {
  return {
    name,
    attach: context => {
      const life = new Lifetime(context.browser.timers);
      try {
        build(context, life);
      } catch (problem) {
        life.end();
        throw problem;
      }
      return () => life.end();
    },
  };
}

/**
 * Attaches features in their order.
 *
 * @param {readonly Feature[]} features @param {PageContext} context
 * @returns {() => void} detaches them, the last one first
 */
export function attachAll(features, context) {
  /** @type {(() => void)[]} */ const attached = [];
  const detach = () => attached.splice(0).reverse().forEach(each => each());
  try {
    features.forEach(each => attached.push(each.attach(context)));
  } catch (problem) {
    detach();
    throw problem;
  }
  return detach;
}
