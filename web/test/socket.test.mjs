import { test } from "node:test";
import assert from "node:assert/strict";
import { Backoff } from "../js/socket/backoff.js";
import { Place } from "../js/socket/place.js";
import { LiveSocket } from "../js/socket/live-socket.js";
import { SourcePoll } from "../js/socket/source-poll.js";
import { SleepWatch } from "../js/socket/sleep-watch.js";
import { parseMessage } from "../js/socket/messages.js";

const welcome = (more = {}) => ({ type: "welcome", protocol: "vigie.v1", server: "vigie 0.1.0", epoch: "aa", seq: 5, time: 0, sensors: [], ...more });
const update = (seq, thinned) => ({ type: "update", seq, time: 0, readings: [], ...(thinned ? { thinned } : {}) });

/** Timers that a test moves by hand. */
class FakeTimers {
  time = 0;
  tasks = new Map();
  next = 1;
  now = () => this.time;
  later = (task, millis) => {
    this.tasks.set(this.next, { task, at: this.time + millis });
    return this.next++;
  };
  cancel = id => this.tasks.delete(id);
  pass(millis) {
    this.time += millis;
    for (const [id, { task, at }] of [...this.tasks]) {
      if (at <= this.time && this.tasks.delete(id)) {
        task();
      }
    }
  }
}

/** A LiveSocket whose connections the test holds in its hand. */
function rig() {
  const timers = new FakeTimers();
  const made = [];
  const states = [];
  const messages = [];
  const socket = new LiveSocket({
    url: "ws://x/live",
    timers,
    random: () => 1,
    open: url => {
      const one = { url, sent: [], closed: false, onopen: null, onmessage: null, onclose: null };
      one.send = text => one.sent.push(JSON.parse(text));
      one.close = () => (one.closed = true);
      one.says = message => one.onmessage?.({ data: JSON.stringify(message) });
      one.drops = code => one.onclose?.({ code });
      made.push(one);
      return one;
    },
    onMessage: message => messages.push(message),
    onConnection: connection => states.push(connection),
  });
  return { timers, made, states, messages, socket, last: () => states[states.length - 1] };
}

test("backoff doubles, is capped at ten seconds, and jitters between half and all", () => {
  const most = new Backoff({ random: () => 1 });
  assert.deepEqual([1, 2, 3, 4, 5, 6, 7].map(() => most.next()), [500, 1000, 2000, 4000, 8000, 10000, 10000]);
  const least = new Backoff({ random: () => 0 });
  assert.equal(least.next(), 250);
  most.reset();
  assert.equal(most.next(), 500);
});

test("place asks for everything on the first welcome, and for nothing on a resumed one", () => {
  const place = new Place();
  assert.equal(place.query(), "");
  assert.deepEqual(place.follow(welcome()), { type: "subscribe", since: "aa:0", ref: 1 });
  assert.equal(place.follow(update(6)), null);
  place.follow(welcome({ seq: 6 }));
  place.follow({ type: "backfill", from: 0, to: 6, complete: true, readings: [] });
  assert.equal(place.query(), "?since=aa%3A6");
  assert.equal(place.follow(welcome({ seq: 9 })), null);
});

const backfill = (from, to) => ({ type: "backfill", from, to, complete: true, readings: [] });

test("place asks again for what had not come in full when the connection was lost", () => {
  const place = new Place();
  place.follow(welcome({ seq: 5 }));
  place.follow(welcome({ seq: 5 }));
  place.follow(backfill(0, 3));
  assert.equal(place.query(), "?since=aa%3A3");
  place.follow(welcome({ seq: 9 }));
  assert.equal(place.query(), "?since=aa%3A3");
  place.follow(welcome({ seq: 10 }));
  place.follow(backfill(3, 10));
  place.follow(update(11));
  assert.equal(place.query(), "?since=aa%3A11");
});

test("place asks again for a hole when the connection is lost before the answer", () => {
  const place = new Place();
  place.follow(welcome({ seq: 5 }));
  place.follow(welcome({ seq: 5 }));
  place.follow(backfill(0, 5));
  assert.equal(place.follow(update(8)).since, "aa:5");
  place.follow(update(9));
  place.disconnected();
  assert.equal(place.query(), "?since=aa%3A5");
});

test("place asks for everything again when the epoch is another", () => {
  const place = new Place();
  place.follow(welcome());
  assert.deepEqual(place.follow(welcome({ epoch: "bb", seq: 2 })), { type: "subscribe", since: "bb:0", ref: 2 });
});

test("place asks once for a hole in the numbers", () => {
  const place = new Place();
  place.follow(welcome());
  place.follow(welcome());
  assert.equal(place.follow(update(6)), null);
  assert.deepEqual(place.follow(update(9)), { type: "subscribe", since: "aa:6", ref: 2 });
  assert.equal(place.follow(update(12)), null);
});

test("place asks for what was thinned only when the connection has been well, and each time later", () => {
  const place = new Place();
  place.follow(welcome());
  let seq = 5;
  const thins = () => place.follow(update((seq += 5), 4));
  const calm = () => {
    for (let updates = 1; updates <= 1_000; updates += 1) {
      const question = place.follow(update((seq += 1)));
      if (question !== null) {
        return [updates, question.since];
      }
    }
    return null;
  };
  place.follow(welcome({ seq }));
  assert.equal(thins(), null, "a thinned update is no hole");
  assert.equal(thins(), null);
  assert.deepEqual(calm(), [50, "aa:5"]);
  place.follow(welcome({ seq }));
  assert.equal(calm(), null, "it was asked for");
  const before = seq;
  thins();
  assert.deepEqual(calm(), [100, `aa:${before}`]);
});

test("socket is connected by a welcome and resumes where it was", () => {
  const { made, timers, last, socket } = rig();
  socket.start();
  made[0].says(welcome());
  assert.equal(last().state, "connected");
  assert.deepEqual(made[0].sent, [{ type: "subscribe", since: "aa:0", ref: 1 }]);
  made[0].says(welcome());
  made[0].says(backfill(0, 5));
  made[0].says(update(6));
  made[0].drops(1006);
  assert.deepEqual(last(), { state: "reconnecting", retryAt: 500, code: 1006 });
  timers.pass(500);
  assert.equal(made[1].url, "ws://x/live?since=aa%3A6");
});

test("socket calls the server gone after a goodbye or several failures, and still tries", () => {
  const { made, timers, last, socket } = rig();
  socket.start();
  made[0].says(welcome());
  made[0].drops(1001);
  assert.equal(last().state, "gone");
  timers.pass(500);
  made[1].says(welcome());
  assert.equal(last().state, "connected");
  for (let tries = 1; tries <= 4; tries += 1) {
    made[made.length - 1].drops(1006);
    timers.pass(10_000);
  }
  assert.equal(last().state, "gone");
});

test("socket tries at once when told that the network is back", () => {
  const { made, socket } = rig();
  socket.start();
  made[0].drops(1006);
  socket.retryNow();
  assert.equal(made.length, 2);
  socket.retryNow();
  assert.equal(made.length, 2, "a running try is not disturbed");
});

test("socket that another protocol answers stays away", () => {
  const { made, timers, last, socket } = rig();
  socket.start();
  made[0].says(welcome({ protocol: "vigie.v2" }));
  assert.equal(last().state, "mismatch");
  timers.pass(60_000);
  assert.equal(made.length, 1);
});

test("socket gives up a try that does not open, and a silent connection that is doubted", () => {
  const { made, timers, last, socket } = rig();
  socket.start();
  timers.pass(8_000);
  assert.equal(last().state, "reconnecting");
  timers.pass(500);
  made[1].says(welcome());
  socket.doubt();
  assert.equal(last().state, "connected");
  timers.pass(10_001);
  socket.doubt();
  assert.equal(last().state, "reconnecting");
  assert.equal(made[1].closed, true);
});

test("socket that is stopped leaves nothing behind", () => {
  const { made, timers, socket } = rig();
  socket.start();
  socket.stop();
  assert.equal(made[0].closed, true);
  assert.equal(timers.tasks.size, 0);
});

test("what is no message is ignored", () => {
  for (const data of ["", "{", "null", "[]", '"x"', '{"type":1}', new ArrayBuffer(2)]) {
    assert.equal(parseMessage(data), null);
  }
});

test("poll reports answers, tells of silence, and stops", async () => {
  const timers = new FakeTimers();
  const heard = [];
  const answers = [{ sources: [{ id: "bench" }] }, null];
  const poll = new SourcePoll({
    ask: async () => answers.shift() ?? Promise.reject(new Error("no")),
    timers,
    onReports: reports => heard.push(reports),
    onSilence: () => heard.push("silence"),
  });
  await poll.ask();
  await poll.ask();
  assert.deepEqual(heard, [[{ id: "bench" }], "silence"]);
  poll.stop();
  assert.equal(timers.tasks.size, 0);
});

/** A page whose clock and visibility the test moves. */
function sleeper() {
  const page = { time: 0, hidden: false, woke: [], beat: () => {} };
  const watch = new SleepWatch({
    now: () => page.time,
    hidden: () => page.hidden,
    every: task => {
      page.beat = task;
      return 1;
    },
    onWake: millis => page.woke.push(millis),
  });
  watch.start();
  page.pass = millis => {
    page.time += millis;
    page.beat();
  };
  page.watch = watch;
  return page;
}

test("a beat that comes late in a page that is seen means that it slept; in a hidden one only when it is very late", () => {
  const page = sleeper();
  page.pass(1_000);
  page.pass(4_000);
  assert.deepEqual(page.woke, []);
  page.pass(60_000);
  assert.deepEqual(page.woke, [60_000]);
  page.hidden = true;
  page.pass(1_000);
  page.pass(61_000);
  page.pass(61_000);
  assert.deepEqual(page.woke, [60_000]);
  page.hidden = false;
  page.pass(61_000);
  assert.deepEqual(page.woke, [60_000], "it was hidden until now");
  page.hidden = true;
  page.pass(1_000);
  page.pass(600_000);
  assert.deepEqual(page.woke, [60_000, 600_000]);
});

test("what the browser froze was asleep, also when it was hidden", () => {
  const page = sleeper();
  page.hidden = true;
  page.pass(1_000);
  page.time += 30_000;
  page.watch.thawed();
  page.beat();
  assert.deepEqual(page.woke, [30_000]);
});

test("socket that hears nothing after the page woke is made anew", () => {
  const { socket, made, timers, last } = rig();
  socket.start();
  made[0].says(welcome());
  socket.woke();
  made[0].says(update(6));
  timers.pass(2_000);
  assert.equal(last().state, "connected");
  socket.woke();
  timers.pass(2_000);
  assert.equal(last().state, "reconnecting");
  timers.pass(500);
  assert.equal(made.length, 2);
});
