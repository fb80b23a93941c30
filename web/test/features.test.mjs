import { test } from "node:test";
import assert from "node:assert/strict";
import { setMaxListeners } from "node:events";
import { attachAll, feature } from "../js/page/feature.js";
import { Lifetime } from "../js/page/lifetime.js";
import { PageContext } from "../js/page/page-context.js";
import { idlePorts, offer } from "../js/page/ports.js";
import { Vocabulary } from "../js/ui/words/vocabulary.js";

// A lifetime has as many listeners as its feature has parts.
setMaxListeners(0);

/** A browser without a document, whose time stands still unless it is moved. */
class FakeBrowser {
  time = 1_000;
  pending = new Map();
  asked = new Map();
  sockets = [];
  seen = true;
  #ids = 0;

  storage = null;
  languages = ["en"];
  idle = null;
  now = () => this.time;
  hidden = () => !this.seen;
  online = () => true;
  watchLongTasks = () => null;
  fetch = async () => ({ ok: true, json: async () => ({ sources: [] }) });
  timers = {
    now: () => this.time,
    later: (task, millis) => this.#keep({ at: this.time + millis, every: 0, task }),
    every: (task, millis) => this.#keep({ at: this.time + millis, every: millis, task }),
    cancel: id => void this.pending.delete(id),
  };
  frames = {
    request: task => {
      this.#ids += 1;
      this.asked.set(this.#ids, task);
      return this.#ids;
    },
    cancel: id => void this.asked.delete(id),
  };

  openSocket = path => {
    const socket = { path, open: true, binaryType: "", onopen: null, onmessage: null, onclose: null, send: () => {}, close: () => (socket.open = false) };
    this.sockets.push(socket);
    return socket;
  };

  /** The newest connection gets a message. */
  hears(message) {
    this.sockets.at(-1).onmessage({ data: JSON.stringify(message) });
  }

  passes(millis) {
    const end = this.time + millis;
    for (;;) {
      const [id, next] = [...this.pending].sort(([, a], [, b]) => a.at - b.at)[0] ?? [];
      if (next === undefined || next.at > end) {
        break;
      }
      this.time = next.at;
      next.every > 0 ? (next.at += next.every) : this.pending.delete(id);
      next.task();
    }
    this.time = end;
  }

  #keep(timer) {
    this.#ids += 1;
    this.pending.set(this.#ids, timer);
    return this.#ids;
  }
}

const WELCOME = { type: "welcome", protocol: "vigie.v1", server: "Vigie", epoch: "e", seq: 0, time: 1_000, tick: 100, sources: [], sensors: [] };

/** How many listen to anything of the page. */
const listenersOf = ({ emitters }) => Object.values(emitters).reduce((sum, each) => sum + each.listeners, 0);

/** Listens to everything and sets timers of both kinds. */
function greedy(heard) {
  return feature("greedy", ({ emitters, store, ports, vocabulary }, { signal, timers }) => {
    Object.entries(emitters).forEach(([name, emitter]) => emitter.listen(() => heard.push(name), signal));
    store.listen(change => heard.push(change.type), signal);
    timers.every(() => heard.push("every"), 10);
    timers.later(() => heard.push("later"), 1_000_000);
    vocabulary.add(word => (word === "greed" ? "Greed" : null), signal);
    offer(ports, "stats", { toggle: () => heard.push("toggled") }, signal);
  });
}

test("a feature that is attached hears what happens; detached, it leaves no listener, no timer and no port", () => {
  const browser = new FakeBrowser();
  const context = new PageContext(browser, null);
  const before = browser.pending.size;
  const heard = [];
  const detach = attachAll([greedy(heard)], context);
  context.start();
  browser.hears(WELCOME);
  browser.passes(1_000);
  context.ports.stats.toggle();
  for (const each of ["welcome", "connection", "message", "view", "beat", "slowBeat", "every", "toggled"]) {
    assert.ok(heard.includes(each), each);
  }
  assert.equal(context.vocabulary.text("greed"), "Greed");

  detach();
  context.stop();
  heard.length = 0;
  context.ports.stats.toggle();
  context.store.apply(WELCOME);
  context.view.touch();
  browser.passes(2_000_000);

  assert.deepEqual(heard, []);
  assert.equal(listenersOf(context), 0);
  assert.equal(browser.pending.size, before);
  assert.equal(context.vocabulary.text("greed"), "greed");
});

test("a page that is stopped leaves no timer, no frame and no connection", async () => {
  const browser = new FakeBrowser();
  const context = new PageContext(browser, null);
  context.start();
  browser.hears(WELCOME);
  context.view.touch();
  assert.notEqual(browser.pending.size, 0);
  assert.notEqual(browser.asked.size, 0);

  context.stop();
  await new Promise(setImmediate);
  browser.passes(60_000);

  assert.equal(browser.pending.size, 0);
  assert.equal(browser.asked.size, 0);
  assert.deepEqual(browser.sockets.filter(each => each.open), []);
});

test("a page that nobody sees takes in what comes, and draws nothing until it is seen", () => {
  const browser = new FakeBrowser();
  const context = new PageContext(browser, null);
  const life = new Lifetime(browser.timers);
  let beats = 0;
  context.emitters.beat.listen(() => (beats += 1), life.signal);
  browser.seen = false;
  context.start();
  browser.hears(WELCOME);
  browser.hears({ type: "update", seq: 1, time: 1_000, readings: [["a/x", 990, 1]] });
  browser.passes(1_000);

  assert.equal(context.store.updates, 1);
  assert.equal(beats, 0);
  assert.equal(browser.asked.size, 0);

  browser.seen = true;
  context.visibilityChanged();
  assert.equal(browser.asked.size, 1);
});

test("features are attached in their order and detached in the other; when one cannot be attached, none stays", () => {
  const order = [];
  const each = name => feature(name, (_, { signal }) => {
    order.push(name);
    signal.addEventListener("abort", () => order.push(`no ${name}`));
  });
  const broken = feature("broken", (_, { timers }) => {
    timers.every(() => order.push("beat"), 10);
    throw new Error("broken");
  });
  const browser = new FakeBrowser();
  const context = new PageContext(browser, null);

  attachAll([each("a"), each("b")], context)();
  assert.deepEqual(order.splice(0), ["a", "b", "no b", "no a"]);

  assert.throws(() => attachAll([each("a"), broken, each("b")], context), /broken/);
  browser.passes(100);
  assert.deepEqual(order, ["a", "no a"]);
});

test("a lifetime that has ended takes no timer", () => {
  const browser = new FakeBrowser();
  const { timers } = new Lifetime(browser.timers);
  const ended = new Lifetime(browser.timers);
  const fired = [];
  ended.timers.later(() => fired.push("before"), 10);
  ended.end();
  ended.timers.later(() => fired.push("after"), 10);
  ended.timers.every(() => fired.push("after, again"), 10);
  timers.later(() => fired.push("of another"), 10);
  browser.passes(100);

  assert.deepEqual(fired, ["of another"]);
  assert.equal(browser.pending.size, 0);
});

test("a port does nothing before somebody stands behind it and afterwards", () => {
  const ports = idlePorts();
  const controller = new AbortController();
  const shown = [];
  ports.export.show();
  offer(ports, "export", { show: () => shown.push("export") }, controller.signal);
  ports.export.show();
  controller.abort();
  ports.export.show();

  assert.deepEqual(shown, ["export"]);
});

test("words of a feature go before those of the page", () => {
  const vocabulary = new Vocabulary();
  vocabulary.add(word => `page: ${word}`);
  vocabulary.add(word => (word === "bell" ? "events: bell" : null));

  assert.equal(vocabulary.text("bell"), "events: bell");
  assert.equal(vocabulary.text("pause"), "page: pause");
});
