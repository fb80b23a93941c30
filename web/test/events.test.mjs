import { test } from "node:test";
import assert from "node:assert/strict";
import { LiveSocket } from "../js/socket/live-socket.js";
import { EventClient } from "../js/socket/queries/event-client.js";
import { Requests } from "../js/socket/requests.js";
import { Events } from "../js/store/events/events.js";
import { EventPages } from "../js/store/events/event-pages.js";
import { EventPast } from "../js/store/events/event-past.js";
import { Marks, lookOf } from "../js/store/events/marks.js";
import { StandingAlarms, bySensor } from "../js/store/events/standing-alarms.js";
import { ToastStack } from "../js/store/events/toast-stack.js";
import { SensorStore } from "../js/store/sensor-store.js";
import { ServerClock } from "../js/store/server-clock.js";
import { Format } from "../js/ui/format.js";
import { MarkPaths } from "../js/charts/lines/mark-paths.js";
import { sayingIn } from "../js/events/words/event-words.js";
import { Telling, alarmSign, signOf } from "../js/events/words/telling.js";
import { isFor, isWhole, queryOf, yamlOf } from "../js/events/rule-line.js";

/** The same numbers for the same seed, in [0, 1). */
function randomOf(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const raised = (id, sensor = "a/x", more = {}) => ({ id, time: id * 1_000, kind: "alarm-raised", sensor, severity: "critical", rule: `${sensor} above 5`, alarm: id, value: 6, ...more });
const step = (id, kind, alarm, more = {}) => ({ id, time: id * 1_000, kind: `alarm-${kind}`, sensor: "a/x", severity: "critical", rule: "a/x above 5", alarm, ...more });
const note = (id, more = {}) => ({ id, time: id * 1_000, kind: "note", text: `note ${id}`, ...more });
const folded = (...events) => {
  const standing = new StandingAlarms();
  events.forEach(event => standing.apply(event));
  return standing.all.map(({ alarm, state }) => [alarm, state]);
};

test("an alarm goes when it is over and somebody has seen it, in either order", () => {
  assert.deepEqual(folded(raised(1)), [[1, "raised"]]);
  assert.deepEqual(folded(raised(1), step(2, "acknowledged", 1)), [[1, "acknowledged"]]);
  assert.deepEqual(folded(raised(1), step(2, "cleared", 1)), [[1, "cleared"]]);
  assert.deepEqual(folded(raised(1), step(2, "acknowledged", 1), step(3, "cleared", 1)), []);
  assert.deepEqual(folded(raised(1), step(2, "cleared", 1), step(3, "acknowledged", 1)), []);
});

test("a shelved alarm stays until the shelf ends, and goes then if it is over", () => {
  const shelved = step(2, "shelved", 1, { by: "Anne", until: 90_000 });
  assert.deepEqual(folded(raised(1), shelved), [[1, "shelved"]]);
  assert.deepEqual(folded(raised(1), shelved, step(3, "unshelved", 1)), [[1, "raised"]]);
  assert.deepEqual(folded(raised(1), shelved, step(3, "cleared", 1)), [[1, "shelved"]]);
  assert.deepEqual(folded(raised(1), shelved, step(3, "cleared", 1), step(4, "unshelved", 1)), []);
  assert.deepEqual(folded(raised(1), step(2, "cleared", 1), { ...shelved, id: 3 }), [[1, "shelved"]]);
  assert.deepEqual(folded(raised(1), step(2, "cleared", 1), { ...shelved, id: 3 }, step(4, "unshelved", 1)), []);
});

test("a welcome says which of the shelved alarms are over: they go when the shelf ends, the others are raised again", () => {
  const standing = new StandingAlarms();
  const shelved = (alarm, more) => ({ alarm, rule: `r${alarm}`, sensor: "a/x", severity: "warning", state: "shelved", since: 1_000, until: 90_000, ...more });
  standing.replace([shelved(1, { over: true }), shelved(2)]);
  [step(3, "shelved", 1, { until: 99_000 }), step(4, "unshelved", 1), step(5, "unshelved", 2)].forEach(event => standing.apply(event));
  assert.deepEqual(standing.all.map(({ alarm, state }) => [alarm, state]), [[2, "raised"]]);
});

test("a rule that is raised again takes the place of what was over and not seen", () => {
  assert.deepEqual(folded(raised(1), step(2, "cleared", 1), raised(3)), [[3, "raised"]]);
  assert.deepEqual(folded(raised(1), step(2, "cleared", 1), raised(3, "a/y")), [[1, "cleared"], [3, "raised"]]);
  assert.deepEqual(folded(step(2, "cleared", 1)), [], "of an alarm that nobody knows");
});

test("of several alarms of a sensor the card shows the one that wants somebody most", () => {
  const standing = new StandingAlarms();
  [raised(1), raised(2, "a/x", { rule: "b", severity: "warning" }), raised(3, "a/y"), step(4, "acknowledged", 1)].forEach(each => standing.apply(each));
  const worst = bySensor(standing.all);
  assert.deepEqual([worst.get("a/x").alarm, worst.get("a/y").alarm], [2, 3]);
});

/** So many events a server's memory holds. */
const MEMORY = 12;

/** A server as the protocol describes it, whose connections are read by hand. */
class FakeServer {
  events = [];
  connections = [];
  standing = new StandingAlarms();

  happen(event) {
    const numbered = { ...event, id: this.events.length + 1, time: (this.events.length + 1) * 1_000 };
    if (numbered.kind === "alarm-raised") {
      numbered.alarm = numbered.id;
    }
    this.events.push(numbered);
    this.standing.apply(numbered);
    this.connections.forEach(each => each.waiting.push({ type: "event", ...numbered }));
    return numbered;
  }

  /** The disk failed: what was told last is not kept. */
  crash(count) {
    this.events.splice(this.events.length - count);
    this.standing = new StandingAlarms();
    this.events.forEach(event => this.standing.apply(event));
    this.connections.forEach(each => each.cut());
  }

  open(url) {
    const connection = {
      waiting: [],
      onmessage: null,
      onclose: null,
      send: text => this.#answer(connection, JSON.parse(text).events),
      close: () => (this.connections = this.connections.filter(each => each !== connection)),
      read: count => connection.waiting.splice(0, count).forEach(message => connection.onmessage?.({ data: JSON.stringify(message) })),
      cut: () => {
        connection.close();
        connection.onclose?.({ code: 1006 });
      },
    };
    this.connections.push(connection);
    const asked = new URL(url).searchParams.get("events");
    this.#answer(connection, asked === null ? undefined : Number(asked));
    return connection;
  }

  #answer(connection, after) {
    const last = this.events.length;
    const from = Math.max(0, last - MEMORY);
    const gap = after !== undefined && after < from ? { eventsFrom: from } : {};
    connection.waiting.push({
      type: "welcome",
      protocol: "vigie.v1",
      server: "x",
      epoch: "aa",
      seq: 0,
      time: last * 1_000,
      sensors: [],
      event: last,
      alarms: this.standing.all,
      here: [],
      ...gap,
    });
    if (after !== undefined) {
      this.events.slice(Math.max(after, from)).forEach(event => connection.waiting.push({ type: "event", ...event }));
    }
  }

  ask({ before = Infinity, after = 0, from = -Infinity, to = Infinity, kinds = [], limit }) {
    const all = this.events.filter(({ id, time, kind }) => id < before && id > after && time >= from && time < to && (kinds.length === 0 || kinds.includes(kind)));
    return { last: this.events.length, events: all.slice(-limit).reverse(), more: all.length > limit };
  }
}

function pageOf(server) {
  const tasks = new Map();
  let next = 1;
  const timers = { now: () => 0, later: (task, millis) => (tasks.set(next, { task, millis }), next++), cancel: id => tasks.delete(id) };
  const events = new Events();
  const told = [];
  events.listen(change => {
    if (change.type === "event") {
      told.push(change.event.id);
    } else if (change.type === "welcome" && change.forgotten) {
      told.splice(0, told.length, ...told.filter(id => id <= events.last));
    } else if (change.type === "gap" || (change.type === "welcome" && change.first)) {
      let before = change.before ?? Infinity;
      do {
        const answer = server.ask({ before, limit: 5 });
        events.fill(answer.events, { before, complete: !answer.more });
        before = answer.more ? answer.events.at(-1).id : 0;
      } while (before > 0);
    }
  });
  const socket = new LiveSocket({
    url: "ws://x/live",
    timers,
    random: () => 0,
    lastEvent: () => events.last,
    open: url => server.open(url),
    onMessage: message => events.apply(message),
    onConnection: ({ state }) => state === "connected" || events.disconnected(),
  });
  const reconnect = () => [...tasks].forEach(([id, { task, millis }]) => millis < 8_000 && tasks.delete(id) && task());
  return { events, socket, reconnect, told };
}

/** Something that may happen next on that server. */
function anything(server, random) {
  const standing = server.standing.all;
  const one = standing[Math.floor(random() * standing.length)];
  const sensor = `a/${"xyz"[Math.floor(random() * 3)]}`;
  const rule = { sensor, rule: `${sensor} above 5`, severity: "warning" };
  if (one === undefined || random() < 0.4) {
    return random() < 0.5 ? { kind: "note", text: "hm" } : { kind: "alarm-raised", ...rule };
  }
  const steps = { raised: ["cleared", "acknowledged", "shelved"], acknowledged: ["cleared", "shelved"], cleared: ["acknowledged", "shelved"], shelved: ["cleared", "shelved", "unshelved"] }[one.state];
  const kind = steps[Math.floor(random() * steps.length)];
  return { kind: `alarm-${kind}`, alarm: one.alarm, sensor: one.sensor, rule: one.rule, severity: one.severity };
}

test("a page that is cut off at any moment, and a server that forgets, end with each event once and the alarms that stand", () => {
  let [cuts, crashes, gaps] = [0, 0, 0];
  for (let seed = 1; seed <= 400; seed += 1) {
    const random = randomOf(seed);
    const server = new FakeServer();
    for (let before = random() * 20; before > 0; before -= 1) {
      server.happen(anything(server, random));
    }
    const { events, socket, reconnect, told } = pageOf(server);
    events.listen(change => (gaps += change.type === "gap" ? 1 : 0));
    socket.start();
    for (let turn = 0; turn < 120; turn += 1) {
      random() < 0.7 && server.happen(anything(server, random));
      const [connection] = server.connections;
      if (connection === undefined) {
        random() < 0.15 && reconnect();
      } else if (random() < 0.08) {
        connection.read(Math.floor(random() * 6));
        connection.cut();
        cuts += 1;
      } else if (random() < 0.01) {
        connection.read(1_000);
        server.crash(Math.min(server.events.length, Math.floor(random() * 3)));
        crashes += 1;
        while (server.connections.length === 0) {
          reconnect();
        }
        server.connections[0].read(1);
      } else {
        connection.read(Math.floor(random() * 4));
      }
    }
    while (server.connections.length === 0) {
      reconnect();
    }
    server.connections[0].read(1_000);
    assert.deepEqual(events.all, server.events.map(event => events.all.find(each => each.id === event.id)), `seed ${seed}`);
    assert.deepEqual(events.all.map(({ id, kind }) => [id, kind]), server.events.map(({ id, kind }) => [id, kind]), `seed ${seed}`);
    const stands = all => all.map(({ alarm, state, sensor, over = false }) => [alarm, state, sensor, over]).sort((a, b) => a[0] - b[0]);
    assert.deepEqual(stands(events.standing.all), stands(server.standing.all), `seed ${seed}`);
    assert.equal(new Set(told).size, told.length, `told twice, seed ${seed}`);
    assert.deepEqual(told, [...told].sort((a, b) => a - b), `seed ${seed}`);
    assert.equal(events.last, server.events.length);
  }
  assert.ok(cuts > 1_000 && crashes > 50 && gaps > 20, `${cuts} ${crashes} ${gaps}`);
});

const welcome = (event, more = {}) => ({ type: "welcome", protocol: "vigie.v1", server: "x", epoch: "aa", seq: 0, time: event * 1_000, sensors: [], event, alarms: [], ...more });

test("what happened while the page was away is told as such, and what was there before it came is not told", () => {
  const events = new Events();
  const told = [];
  events.listen(change => change.type === "event" && told.push([change.event.id, change.away]));
  events.apply(welcome(5));
  events.fill([note(5), note(4)], { before: Infinity, complete: false });
  events.apply({ type: "event", ...note(6) });
  events.disconnected();
  events.apply(welcome(8));
  [7, 8, 9].forEach(id => events.apply({ type: "event", ...note(id) }));
  assert.deepEqual(told, [[6, false], [7, true], [8, true], [9, false]]);
  assert.deepEqual([events.reach, events.last], [4, 9]);
});

test("back after a loss, the page is told which alarms were raised meanwhile and want somebody still", () => {
  const events = new Events();
  const told = [];
  events.listen(change => change.type === "welcome" && told.push(change.raised.map(({ alarm }) => alarm)));
  const standing = (alarm, state) => ({ alarm, rule: `r${alarm}`, sensor: "a/x", severity: "warning", since: alarm * 1_000, state });
  events.apply(welcome(5, { alarms: [standing(2, "raised"), standing(3, "shelved"), standing(4, "shelved")] }));
  events.apply(welcome(5, { alarms: [standing(2, "raised"), standing(3, "shelved"), standing(4, "shelved"), standing(5, "raised")] }));
  events.disconnected();
  events.apply(welcome(9, { alarms: [standing(2, "raised"), standing(3, "raised"), standing(4, "shelved"), standing(6, "raised"), standing(7, "acknowledged"), standing(8, "cleared")] }));
  assert.deepEqual(told, [[], [], [3, 6]]);
});

test("a server without events is asked for none", () => {
  const events = new Events();
  events.apply({ ...welcome(0), event: undefined });
  assert.deepEqual([events.supported, events.last], [false, null]);
});

test("another welcome on the same connection takes nothing back that was pushed", () => {
  const events = new Events();
  events.apply(welcome(1, { alarms: [] }));
  events.apply({ type: "event", ...raised(2) });
  events.apply(welcome(1));
  assert.deepEqual([events.last, events.standing.all.length, events.all.length], [2, 1, 1]);
});

test("the newest two thousand are remembered, and what lies before them is known to be missing", () => {
  const events = new Events();
  events.apply(welcome(0));
  events.fill([], { before: Infinity, complete: true });
  assert.equal(events.reach, 0);
  for (let id = 1; id <= 2_500; id += 1) {
    events.apply({ type: "event", ...note(id, { sensor: "a/x" }) });
  }
  assert.deepEqual([events.all.length, events.all[0].id, events.reach], [2_000, 501, 501]);
  assert.equal(events.marks.of({ id: "a/x", source: "a" })[0].events.length, 2_000);
});

test("a list goes back page by page, with what is chosen, each event once", async () => {
  const server = new FakeServer();
  for (let index = 0; index < 900; index += 1) {
    server.happen(index % 9 === 0 ? { kind: "alarm-raised", sensor: "a/x", severity: index % 2 === 0 ? "critical" : "info", rule: `r${index}` } : { kind: "note", text: "hm" });
  }
  const events = new Events();
  events.apply(welcome(900));
  const { events: newest } = server.ask({ before: Infinity, limit: 200 });
  events.fill(newest, { before: Infinity, complete: false });
  const asked = [];
  const pages = new EventPages(events, async question => {
    asked.push(question);
    return server.ask(question);
  });
  pages.choose({ kinds: ["alarm-raised"], severity: "critical", fits: () => true });
  assert.ok(pages.shown.length > 5 && pages.shown.every(each => each.severity === "critical"));
  while (pages.more) {
    await pages.askOlder();
  }
  const wanted = server.events.filter(each => each.severity === "critical").map(each => each.id).reverse();
  assert.deepEqual(pages.shown.map(each => each.id), wanted);
  assert.deepEqual(asked[0].kinds, ["alarm-raised"]);
  pages.choose({ kinds: [], severity: "", fits: () => true });
  assert.equal(pages.shown.length, 200, "what was old is let go");
});

const settled = () => new Promise(resolve => setImmediate(resolve));

test("the alarms of a moment of the past are those of the events until then, and what has stood since before", async () => {
  const server = new FakeServer();
  const first = server.happen({ kind: "alarm-raised", sensor: "a/x", severity: "warning", rule: "r" });
  server.happen({ kind: "alarm-acknowledged", alarm: first.id, sensor: "a/x", severity: "warning", rule: "r", by: "Anne" });
  server.happen({ kind: "alarm-cleared", alarm: first.id, sensor: "a/x", severity: "warning", rule: "r" });
  const events = new Events();
  events.apply(welcome(3, { alarms: [{ alarm: 0.5, rule: "old", sensor: "a/y", severity: "info", state: "acknowledged", since: 500 }] }));
  let answers = 0;
  const past = new EventPast({ events, ask: async question => server.ask(question), clock: { now: () => 60_000 }, now: () => 0, onAnswer: () => (answers += 1) });
  assert.equal(past.alarmsAt(1_500), null);
  await settled();
  const at = time => [...past.alarmsAt(time)].map(([sensor, { state }]) => `${sensor} ${state}`).sort();
  assert.deepEqual(at(400), []);
  assert.deepEqual(at(900), ["a/y raised"]);
  assert.deepEqual(at(1_500), ["a/x raised", "a/y raised"]);
  assert.deepEqual(at(2_500), ["a/x acknowledged", "a/y raised"]);
  assert.deepEqual(at(3_500), ["a/y raised"]);
  assert.equal(answers, 1, "one question");
});

test("the past is asked for what the page does not know, once", async () => {
  const server = new FakeServer();
  for (let index = 0; index < 50; index += 1) {
    server.happen({ kind: "note", sensor: "a/x", text: "hm" });
  }
  const events = new Events();
  events.apply(welcome(50));
  events.fill(server.ask({ before: Infinity, limit: 5 }).events, { before: Infinity, complete: false });
  const asked = [];
  const past = new EventPast({ events, ask: async question => (asked.push(question), server.ask(question)), clock: { now: () => 50_000 }, now: () => 0, onAnswer: () => {} });
  past.want(47_000, 50_000);
  await settled();
  assert.equal(asked.length, 0, "that is known");
  past.want(10_000, 20_000);
  await settled();
  past.want(12_000, 18_000);
  await settled();
  assert.equal(asked.length, 1);
  const [list] = events.marks.of({ id: "a/x", source: "a" });
  assert.deepEqual(list.events.slice(0, 3).map(each => each.time), [10_000, 11_000, 12_000]);
  assert.equal(events.all.length, 5, "only marks are made of them");
});

test("marks lie in the order of their times, each once, of the sensor and its source", () => {
  const marks = new Marks();
  const sensor = { id: "a/x", source: "a" };
  assert.equal(marks.of(sensor).length, 0);
  [note(3, { sensor: "a/x" }), note(1, { sensor: "a/x" }), note(2, { sensor: "a/x" }), note(2, { sensor: "a/x" }), note(4)].forEach(each => marks.add(each));
  marks.add({ id: 5, time: 5_000, kind: "source-lost", source: "a" });
  const [own, source] = marks.of(sensor);
  assert.deepEqual(own.events.map(each => each.id), [1, 2, 3]);
  assert.deepEqual(source.events.map(each => each.id), [5]);
  assert.deepEqual(own.between(1_500, 3_000).events.map(each => each.id), [2, 3]);
  marks.forgetAfter(2);
  assert.deepEqual(own.events.map(each => each.id), [1, 2]);
  assert.deepEqual(["alarm-raised", "alarm-cleared", "note", "sensor-new"].map(kind => lookOf({ kind, severity: "info" })), ["info", "cleared", "note", "other"]);
});

/** Counts what is written into a document. */
function fakeRenderer() {
  const written = [];
  const renderer = {
    path: () => {
      const path = { attr: () => path, add: () => path, element: { setAttribute: (_, text) => written.push(text) } };
      return path;
    },
  };
  return { renderer, written };
}

test("marks are written only when they would be others, and nothing is made where there are none", () => {
  const { renderer, written } = fakeRenderer();
  const paths = new MarkPaths(renderer, {});
  const frame = { left: 40, top: 20, width: 300, height: 100, from: 0, to: 300_000, origin: 0 };
  paths.draw([], frame);
  assert.equal(written.length, 0);
  const marks = new Marks();
  marks.add(raised(100, "a/x"));
  const lists = marks.of({ id: "a/x", source: "a" });
  paths.draw(lists, frame);
  paths.draw(lists, { ...frame, from: 500, to: 300_500 });
  assert.equal(written.length, 1, "it moves with the line");
  assert.match(written[0], /^M140 20V120M140 20L/);
  marks.add(note(200, { sensor: "a/x" }));
  paths.draw(lists, frame);
  assert.equal(written.length, 3);
});

/** A page that sends what the test looks at. */
function asker() {
  const sent = [];
  const timers = [];
  const world = { online: true };
  const requests = new Requests({
    send: message => world.online && sent.push(message) > 0,
    timers: { later: task => timers.push(task), cancel: () => {} },
  });
  return { requests, sent, timers, world };
}

test("a request is answered by done or problem with its number, and fails when it cannot be sent", async () => {
  const { requests, sent, world } = asker();
  const first = requests.ask({ type: "note", text: "a" });
  const second = requests.ask({ type: "acknowledge", event: 3 });
  requests.heard({ type: "problem", ref: sent[1].ref, code: "unknown-alarm", message: "no such alarm" });
  requests.heard({ type: "done", ref: sent[0].ref, id: 18 });
  assert.equal(await first, 18);
  await assert.rejects(second, /no such alarm/);
  assert.ok(requests.isMine({ id: 18 }) && !requests.isMine({ id: 19 }));
  world.online = false;
  await assert.rejects(requests.ask({ type: "note", text: "b" }), { why: "offline" });
});

test("a note that comes before its answer, or after the connection was lost, is known as ours", async () => {
  const { requests } = asker();
  const early = requests.ask({ type: "note", text: "a", by: "Anne" });
  requests.heard({ type: "event", ...note(7, { text: "a", by: "Paul" }) });
  assert.ok(!requests.isMine({ id: 7 }));
  requests.heard({ type: "event", ...note(8, { text: "a", by: "Anne" }) });
  assert.ok(requests.isMine({ id: 8 }));
  requests.disconnected();
  await assert.rejects(early, { why: "unanswered" });
  requests.heard({ type: "event", ...note(9, { text: "a", by: "Anne" }) });
  requests.heard({ type: "event", ...note(10, { text: "a", by: "Anne" }) });
  assert.ok(requests.isMine({ id: 9 }) && !requests.isMine({ id: 10 }));
});

test("a request that is not answered fails", async () => {
  const { requests, timers } = asker();
  const asked = requests.ask({ type: "note", text: "a" });
  timers[0]();
  await assert.rejects(asked, { why: "unanswered" });
});

test("four toasts are shown, those that stay first, and the rest is counted and goes in time", () => {
  const stack = new ToastStack();
  const toast = (key, at, stays = false) => ({ key, at, stays });
  stack.add(toast("critical", 0, true));
  ["a", "b", "c", "d", "e"].forEach((key, index) => stack.add(toast(key, 100 + index)));
  assert.deepEqual([stack.shown.map(each => each.key), stack.more], [["critical", "e", "d", "c"], 2]);
  stack.add(toast("e", 200));
  assert.equal(stack.size, 6, "the same thing once");
  assert.equal(stack.expire(8_101), true);
  assert.deepEqual([stack.shown.map(each => each.key), stack.more], [["critical", "e", "d", "c"], 0]);
  stack.postpone(10_000);
  assert.equal(stack.expire(9_000), false);
  stack.expire(60_000);
  assert.deepEqual(stack.shown.map(each => each.key), ["critical"]);
  assert.equal(stack.remove(each => each.key === "critical"), true);
});

test("the server is asked with what is given, and its refusals are told in its words", async () => {
  const addresses = [];
  const answers = [{ ok: true, json: async () => ({ events: [] }) }, { ok: false, status: 400, json: async () => ({ title: "Bad Request", detail: "limit: 0 (expected: 1 to 1000)" }) }];
  const client = new EventClient(async address => (addresses.push(address), answers.shift()));
  await client.ask({ before: Infinity, kinds: ["note", "trouble"], severity: undefined, limit: 200 });
  assert.equal(addresses[0], "/api/events?limit=200&kind=note&kind=trouble");
  await assert.rejects(client.ask({ limit: 0 }), /expected: 1 to 1000/);
});

function telling(language) {
  const format = new Format();
  format.use(language);
  const clock = new ServerClock(() => 1_000_000);
  const store = new SensorStore(clock, () => 0);
  store.apply({ type: "source", id: "a", name: "Boiler" });
  store.apply({ type: "sensor", id: "a/x", source: "a", name: "Oven", unit: "°C" });
  store.sensors.get("a/x").decimals.observe(283.1);
  return new Telling({ format, say: sayingIn(() => language), store, clock });
}

test("events are told with the names of what they are about, in both languages", () => {
  const [english, french] = [telling("en"), telling("fr")];
  const lost = { id: 1, time: 0, kind: "source-lost", source: "a", text: "/dev/ttyUSB0 was unplugged" };
  assert.equal(english.event(lost), "Boiler is lost: /dev/ttyUSB0 was unplugged");
  assert.equal(french.event(lost), "Boiler est perdue : /dev/ttyUSB0 a été débranché");
  assert.equal(english.event(raised(1)), "Alarm: Oven above 5");
  assert.equal(french.event(raised(1)), "Alarme : Oven au-dessus de 5");
  assert.equal(english.event(step(2, "acknowledged", 1, { by: "Anne" })), "Acknowledged by Anne");
  assert.equal(french.event(step(2, "acknowledged", 1, { text: "j’y vais" })), "Acquittée par quelqu’un : j’y vais");
  assert.equal(english.event(note(3, { text: "<img onerror=1>" })), "<img onerror=1>");
  assert.equal(english.event({ id: 4, time: 0, kind: "something-new", text: "hm" }), "something-new: hm");
  assert.equal(english.value({ sensor: "a/x", value: 283.14 }), "283.14 °C");
  assert.equal(french.value({ sensor: "a/x", value: 283 }), "283,0 °C");
  assert.deepEqual([signOf(raised(1)), signOf(note(1)), signOf({ id: 1, time: 0, kind: "?" })], ["critical", "note", "info"]);
  assert.deepEqual(["raised", "acknowledged", "cleared", "shelved"].map(state => alarmSign({ state, severity: "warning" })), ["alarm", "seen", "cleared", "shelf"]);
});

const draft = (kind, limit, more = {}) => ({ kind, limit, high: "", hysteresis: "", holds: "", clearDelay: "", severity: "warning", ...more });

test("a rule that is thought of becomes a question and a line of the configuration", () => {
  assert.deepEqual(queryOf(draft("above", "280", { hysteresis: "5", holds: "3" })), { above: "280", hysteresis: "5", for: "3s" });
  assert.equal(yamlOf("bench/temperature", draft("above", "280,5", { hysteresis: "5", clearDelay: "2" })), "- { sensor: bench/temperature, above: 280.5, hysteresis: 5, clear-delay: 2s, severity: warning }");
  assert.deepEqual(queryOf(draft("outside", "10", { high: "20" })), { outside: "10..20" });
  assert.equal(yamlOf("a b/x: y", draft("outside", "10", { high: "20" })), '- { sensor: "a b/x: y", outside: [10, 20], severity: warning }');
  assert.deepEqual(queryOf(draft("silent", "30", { hysteresis: "5", holds: "2" })), { silent: "30s" });
  assert.deepEqual([isWhole(draft("above", "")), isWhole(draft("above", "x")), isWhole(draft("outside", "3", { high: "2" })), isWhole(draft("rate", "0")), isWhole(draft("below", "-4"))], [false, false, false, false, true]);
});

test("rules are for a sensor, for those a pattern names, or for all", () => {
  assert.deepEqual(["a/x", "a/*", "*", "a/*x", "b/*", "a.x"].map(pattern => isFor(pattern, "a/x")), [true, true, true, true, false, false]);
});
