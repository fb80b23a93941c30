import { test } from "node:test";
import assert from "node:assert/strict";
import { Stretches, missing } from "../js/store/readings/stretches.js";
import { Heard } from "../js/store/heard.js";
import { Track } from "../js/store/readings/track.js";
import { Comeback } from "../js/store/comeback.js";
import { Past, widthOf } from "../js/store/past.js";
import { Ring } from "../js/store/readings/ring.js";
import { Sensor } from "../js/store/readings/sensor.js";
import { SensorStore } from "../js/store/sensor-store.js";
import { ServerClock } from "../js/store/server-clock.js";
import { HistoryClient } from "../js/socket/queries/history-client.js";

const HOUR = 3_600_000;
const held = ring => [...ring.times.slice(ring.start, ring.end)].map((time, index) => [time, ring.values[ring.start + index]]);
const settled = () => new Promise(resolve => setImmediate(resolve));

test("stretches join where they touch, split where something is taken out, and say what is missing", () => {
  const known = new Stretches();
  known.add(10, 20);
  known.add(30, 40);
  known.add(5, 5);
  assert.deepEqual(missing({ from: 0, to: 50 }, known), [{ from: 0, to: 10 }, { from: 20, to: 30 }, { from: 40, to: 50 }]);
  known.add(20, 30);
  assert.deepEqual(missing({ from: 0, to: 45 }, known), [{ from: 0, to: 10 }, { from: 40, to: 45 }]);
  known.remove(15, 35);
  assert.deepEqual([known.holds(14), known.holds(15), known.holds(35), known.holds(40)], [true, false, true, false]);
  const other = new Stretches();
  other.add(14, Infinity);
  assert.deepEqual(missing({ from: 10, to: 1e9 }, known, other), []);
  known.keep(12, 14);
  assert.deepEqual(missing({ from: 10, to: 20 }, known), [{ from: 10, to: 12 }, { from: 14, to: 20 }]);
});

test("stretches are what a list of single moments is, whatever is added and removed", () => {
  let state = 5;
  const random = below => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) % below;
  for (let round = 0; round < 50; round += 1) {
    const known = new Stretches();
    const moments = Array(40).fill(false);
    for (let step = 0; step < 30; step += 1) {
      const [from, length] = [random(40), random(12)];
      const add = random(3) > 0;
      add ? known.add(from, from + length) : known.remove(from, from + length);
      moments.fill(add, from, Math.min(40, from + length));
      assert.deepEqual(moments.map((_, time) => known.holds(time)), moments);
      const rest = missing({ from: 0, to: 40 }, known);
      assert.deepEqual(moments.map((_, time) => rest.some(each => each.from <= time && time < each.to)), moments.map(each => !each));
    }
  }
});

const backfill = (from, to, complete, readings, reaches) => ({ type: "backfill", from, to, complete, readings, ...(reaches === undefined ? {} : { reaches }) });

test("heard: on the first load all since the server's memory begins", () => {
  const heard = new Heard();
  heard.welcomed("aa", 9, 10_000);
  assert.equal(heard.filled(backfill(0, 5, false, [["b/x", 8_000, 1]], 7_900)), null);
  assert.deepEqual(missing({ from: 0, to: 20_000 }, heard.stretches), [{ from: 0, to: 10_000 }], "a piece is not all");
  assert.equal(heard.filled(backfill(5, 9, false, [["b/x", 9_000, 1]], 7_900)), null);
  assert.deepEqual(missing({ from: 0, to: 20_000 }, heard.stretches), [{ from: 0, to: 7_900 }]);
});

test("heard: a connection that was lost leaves no hole when memory holds what came meanwhile", () => {
  const heard = new Heard();
  heard.welcomed("aa", 9, 10_000);
  heard.filled(backfill(0, 9, true, [["b/x", 8_000, 1]]));
  heard.updated(11_000);
  heard.welcomed("aa", 50, 20_000);
  assert.deepEqual(missing({ from: 9_000, to: 30_000 }, heard.stretches), [{ from: 11_000, to: 20_000 }]);
  assert.equal(heard.filled(backfill(10, 50, true, [])), null);
  assert.deepEqual(missing({ from: 9_000, to: 30_000 }, heard.stretches), []);
});

test("heard: where memory does not reach is a hole, and so is what another run of the server cannot know", () => {
  const heard = new Heard();
  heard.welcomed("aa", 9, 10_000);
  heard.filled(backfill(0, 9, true, [["b/x", 8_000, 1]]));
  heard.updated(11_000);
  heard.welcomed("aa", 900, 100_000);
  assert.deepEqual(heard.filled(backfill(700, 900, false, [["b/x", 70_000, 1]], 69_900)), { from: 11_000, to: 69_900 });
  heard.updated(101_000);
  heard.welcomed("bb", 3, 110_000);
  assert.deepEqual(heard.filled(backfill(0, 3, true, [["b/x", 109_700, 1]])), { from: 101_000, to: 109_700 });
  assert.deepEqual(missing({ from: 9_000, to: 1e6 }, heard.stretches), [{ from: 11_000, to: 69_900 }, { from: 101_000, to: 109_700 }]);
});

test("heard: a connection that is lost again while memory comes forgets nothing of what was missed", () => {
  const heard = new Heard();
  heard.welcomed("aa", 9, 10_000);
  heard.filled(backfill(0, 9, true, []));
  heard.updated(11_000);
  heard.welcomed("aa", 50, 20_000);
  heard.filled(backfill(10, 20, true, []));
  heard.updated(20_500);
  heard.welcomed("aa", 90, 30_000);
  assert.deepEqual(missing({ from: 10_000, to: 40_000 }, heard.stretches), [{ from: 11_000, to: 30_000 }]);
  heard.filled(backfill(20, 90, true, []));
  assert.deepEqual(missing({ from: 10_000, to: 40_000 }, heard.stretches), []);
});

const entries = track => track.times.map((time, index) => [time, track.lows[index], track.highs[index], track.values[index], track.counts[index]]);
/** Readings of a tenth of a second, as the history makes buckets of them. */
function bucketsOf(from, to, width, valueAt) {
  const buckets = [];
  for (let start = Math.floor(from / width) * width; start < to; start += width) {
    const values = [];
    for (let time = Math.max(start, Math.ceil(from / 100) * 100); time < Math.min(start + width, to); time += 100) {
      values.push(valueAt(time));
    }
    if (values.length > 0) {
      buckets.push([start, Math.min(...values), Math.max(...values), values.reduce((sum, each) => sum + each, 0) / values.length, values.length]);
    }
  }
  return buckets;
}
const wave = time => (time === 61_000 ? 500 : (time / 100) % 17);

test("track of the history and of what comes live is what the history alone would say", () => {
  const sensor = new Sensor("b/x");
  const track = new Track(10_000);
  for (let time = 50_000; time < 75_000; time += 100) {
    sensor.ring.add(time, wave(time));
    if (time === 64_000) {
      track.put(0, 64_000, 10_000, bucketsOf(0, 64_000, 10_000, wave));
      track.join(64_000, sensor.ring);
    } else {
      track.add(time, wave(time));
    }
  }
  const rounded = all => all.map(each => each.map(number => Number(number.toFixed(6))));
  const whole = bucketsOf(0, 75_000, 10_000, wave).map(([start, ...rest]) => [start + 5_000, ...rest]);
  assert.deepEqual(rounded(entries(track)), rounded(whole));
  assert.equal(Math.max(...track.highs), 500, "the spike is there");
});

test("track shows a spike that the history has not had yet", () => {
  const ring = new Ring();
  ring.add(63_900, 900);
  const track = new Track(10_000);
  track.put(0, 64_000, 10_000, bucketsOf(0, 63_000, 10_000, () => 1));
  track.join(64_000, ring);
  assert.deepEqual(entries(track).at(-1), [65_000, 1, 900, 1, 30]);
});

test("track takes nothing live until it is joined, nor what it was told is a hole", () => {
  const track = new Track(1_000);
  track.add(500, 1);
  assert.equal(track.end, 0);
  track.put(0, 5_000, 1_000, []);
  track.join(5_000, new Ring());
  track.answered.remove(6_000, 8_000);
  [5_500, 6_500, 8_500].forEach(time => track.add(time, 1));
  assert.deepEqual(track.times, [5_500, 8_500]);
  track.refill(4_500, 1);
  assert.deepEqual(track.times, [5_500, 8_500], "what is older than the answer was in it");
});

test("track replaces what it is answered again, keeps readings as they are, and lets go what is far away", () => {
  const track = new Track(1_000);
  track.put(0, 4_000, 1_000, [[0, 1, 2, 1.5, 10], [3_000, 1, 2, 1.5, 10]]);
  track.put(2_000, 6_000, 0, [[2_345, 7], [5_999, 8]]);
  assert.deepEqual(entries(track), [[500, 1, 2, 1.5, 10], [2_345, 7, 7, 7, 1], [5_999, 8, 8, 8, 1]]);
  track.keep(2_000, 5_000);
  assert.deepEqual(track.times, [2_345]);
  assert.deepEqual(missing({ from: 0, to: 6_000 }, track.answered), [{ from: 0, to: 2_000 }, { from: 5_000, to: 6_000 }]);
});

test("late reading goes to its place, and a gap that it fills is none any more", () => {
  const sensor = new Sensor("b/x");
  for (let time = 0; time <= 2_000; time += 100) {
    sensor.add(time, 1);
  }
  sensor.add(3_000, 2);
  for (let time = 2_900; time > 2_000; time -= 100) {
    sensor.add(time, 3);
  }
  assert.deepEqual(held(sensor.ring).map(([time]) => time), Array.from({ length: 31 }, (_, n) => n * 100));
  assert.deepEqual([sensor.lastTime, sensor.lastValue, sensor.arrived], [3_000, 2, 22]);
});

test("ring is filled with readings of the history, none doubled, and with the extremes of buckets", () => {
  const sensor = new Sensor("b/x");
  for (let time = 60_000; time <= 70_000; time += 100) {
    sensor.add(time, wave(time));
  }
  const readings = Array.from({ length: 110 }, (_, n) => [50_000 + n * 100, wave(50_000 + n * 100)]);
  assert.equal(sensor.fill(50_000, 61_000, 0, readings), 100, "ten of them were there");
  assert.deepEqual(held(sensor.ring).map(([time]) => time), Array.from({ length: 201 }, (_, n) => 50_000 + n * 100));
  assert.equal(sensor.fineFrom, -Infinity);
  assert.equal(sensor.fill(40_000, 50_000, 1_000, bucketsOf(40_000, 50_000, 1_000, wave)), 100);
  const coarse = held(sensor.ring).filter(([time]) => time < 50_000);
  assert.deepEqual(coarse.slice(0, 2), [[40_250, 0], [40_750, 16]].map(([time], n) => [time, bucketsOf(40_000, 41_000, 1_000, wave)[0][1 + n]]));
  assert.ok(coarse.every(([, value]) => !Number.isNaN(value)), "buckets side by side are no gap");
  assert.deepEqual([sensor.fineFrom, sensor.grain], [50_000, 1_000]);
  assert.deepEqual([sensor.arrived, sensor.lastTime], [101, 70_000]);
});

test("buckets of the history are the width that a window asks for", () => {
  assert.deepEqual([30_000, 300_000, HOUR, 6 * HOUR, 24 * HOUR, 7 * 24 * HOUR, 30 * 24 * HOUR].map(widthOf), [1, 1, 5, 30, 120, 900, 3_600].map(s => s * 1_000));
});

/** Past with a history that knows {@link wave} of every sensor since `begin`; questions wait until `answer()`. */
function pastAt(now, { begin = 0, fail = false } = {}) {
  const world = { now, asked: [], tasks: [], filled: 0, redrawn: 0, fail };
  const heard = new Heard();
  const past = new Past({
    ask: async question => {
      world.asked.push(question);
      await settled();
      if (world.fail) {
        throw new Error("no history");
      }
      const width = question.buckets < (question.to - question.from) / 100 ? widthOfAnswer(question) : 0;
      const from = Math.max(begin, question.from);
      const points = width === 0
        ? Array.from({ length: Math.max(0, Math.ceil((question.to - from) / 100)) }, (_, n) => Math.ceil(from / 100) * 100 + n * 100).map(time => [time, wave(time)])
        : bucketsOf(from, question.to, width, wave);
      return { bucket: width, series: question.sensors.map(sensor => ({ sensor, points })) };
    },
    clock: { now: () => world.now },
    heard,
    timers: { now: () => world.now, later: (task, millis) => world.tasks.push({ task, at: world.now + millis }) },
    onAnswer: () => (world.redrawn += 1),
    onFilled: count => (world.filled += count),
  });
  const run = async () => {
    const due = world.tasks.filter(each => each.at <= world.now);
    world.tasks = world.tasks.filter(each => each.at > world.now);
    due.forEach(each => each.task());
    for (let turn = 0; turn < 4; turn += 1) {
      await settled();
    }
  };
  const shown = (end, span, rate = 0) => ({ end, span, live: end === world.now, rate: end === world.now ? 1 : rate });
  const draw = async (sensors, end, span, rate) => {
    sensors.forEach(sensor => past.series(sensor, shown(end, span, rate)));
    world.now += 40;
    await run();
  };
  return { world, past, heard, shown, draw, run };
}
const widthOfAnswer = ({ from, to, buckets }) =>
  [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600].map(s => s * 1_000).find(width => (to - from) / width <= buckets);
const covered = (series, from, to) => Array.from(series.times).filter(time => time >= from && time < to).length;

test("past: the window of the first load is filled from the history up to where memory begins, once, in one question", async () => {
  const { world, past, heard, draw, shown } = pastAt(1_000_000);
  const sensors = ["b/x", "b/y"].map(id => new Sensor(id));
  heard.welcomed("aa", 5, 1_000_000);
  heard.filled(backfill(0, 5, false, [], 880_000));
  await draw(sensors, world.now, 300_000);
  await draw(sensors, world.now, 300_000);
  assert.deepEqual(world.asked.map(each => [each.sensors, each.from, each.to]), [[["b/x", "b/y"], 698_000, 882_000]], "and a little beyond");
  assert.equal(covered(sensors[0].ring, 700_000, 880_000), 1_800);
  assert.equal(past.series(sensors[0], shown(world.now, 300_000)), sensors[0].ring, "the ring is what is drawn");
  assert.equal(world.filled, 3_680);
});

test("past: a hole is asked for, and nothing else", async () => {
  const { world, heard, draw } = pastAt(1_000_000);
  const sensor = new Sensor("b/x");
  heard.welcomed("aa", 5, 1_000_000);
  heard.filled(backfill(0, 5, false, [], 100_000));
  heard.updated(1_000_500);
  world.now = 1_200_000;
  heard.welcomed("bb", 5, 1_200_000);
  heard.filled(backfill(0, 5, true, [["b/x", 1_150_000, 1]]));
  await draw([sensor], world.now, 300_000);
  assert.deepEqual(world.asked.map(each => [each.from, each.to]), [[998_500, 1_152_000]]);
});

test("past: a day is buckets that go on with what comes live", async () => {
  const { world, past, heard, draw, shown } = pastAt(100 * HOUR, { begin: 90 * HOUR });
  const sensor = new Sensor("b/x");
  heard.welcomed("aa", 5, world.now);
  for (let time = world.now - 60_000; time <= world.now; time += 100) {
    sensor.add(time, wave(time));
  }
  await draw([sensor], world.now, 24 * HOUR);
  await draw([sensor], world.now, 24 * HOUR);
  assert.equal(world.asked.length, 1);
  const track = past.series(sensor, shown(world.now, 24 * HOUR));
  assert.deepEqual([track, track.width], [sensor.track, 120_000]);
  assert.ok(track.end >= 300 && track.end <= 302, String(track.end));
  sensor.add(world.now, 7_000);
  assert.equal(track.highs.at(-1), 7_000);
});

test("past: another window is another width, asked for anew", async () => {
  const { world, heard, draw } = pastAt(100 * HOUR);
  const sensor = new Sensor("b/x");
  heard.welcomed("aa", 5, world.now);
  await draw([sensor], world.now, 24 * HOUR);
  await draw([sensor], world.now, 6 * HOUR);
  assert.equal(sensor.track.width, 30_000);
  assert.ok(covered(sensor.track, world.now - 6 * HOUR, world.now) >= 719);
});

test("past: a short stretch of long ago is readings, and what is played is asked for ahead", async () => {
  const { world, past, draw, shown } = pastAt(100 * HOUR);
  const sensor = new Sensor("b/x");
  let end = 50 * HOUR;
  await draw([sensor], end, 30_000, 10);
  assert.ok(covered(sensor.track, end - 30_000, end) === 300);
  const questions = world.asked.length;
  for (let second = 0; second < 60; second += 1) {
    end += 10_000;
    assert.equal(past.waits(sensor, shown(end, 30_000, 10)), false, `second ${second}`);
    await draw([sensor], end, 30_000, 10);
  }
  assert.ok(world.asked.length - questions <= 13, "a few questions in a minute");
  assert.ok(covered(sensor.track, 50 * HOUR, end) >= 600);
});

test("past: within the last hour the ring is drawn, but not where only its thinned part is too coarse", async () => {
  const { world, past, heard, draw, shown } = pastAt(10 * HOUR);
  const sensor = new Sensor("b/x");
  heard.welcomed("aa", 5, world.now);
  await draw([sensor], world.now, HOUR);
  assert.equal(world.asked.length, 0, "the server is still to tell what it remembers");
  heard.filled(backfill(0, 5, true, []));
  await draw([sensor], world.now, HOUR);
  await draw([sensor], world.now, HOUR);
  assert.equal(sensor.grain, 1_000);
  const end = world.now - 1_000_000;
  assert.equal(past.series(sensor, shown(end, 600_000)), sensor.ring);
  assert.equal(past.series(sensor, shown(end, 60_000)), sensor.track);
  await draw([sensor], end, 60_000);
  assert.ok(covered(sensor.track, end - 60_000, end) === 600, "readings");
});

test("past: many sensors are asked for in few questions, and what is not drawn in none", async () => {
  const { world, heard, draw } = pastAt(10 * HOUR);
  heard.welcomed("aa", 5, world.now);
  heard.filled(backfill(0, 5, true, []));
  const sensors = Array.from({ length: 60 }, (_, n) => new Sensor(`b/${n}`));
  await draw(sensors, world.now, 60_000);
  assert.deepEqual(world.asked.map(each => each.sensors.length), [24, 24, 12]);
});

test("past: a fast sensor does not make buckets of the others", async () => {
  const { world, heard, draw } = pastAt(10 * HOUR);
  heard.welcomed("aa", 5, world.now);
  heard.filled(backfill(0, 5, true, []));
  const [slow, fast] = [new Sensor("b/slow"), new Sensor("b/fast")];
  slow.cadence.told(100);
  fast.cadence.told(1);
  await draw([slow, fast], world.now, 300_000);
  assert.deepEqual(world.asked.map(each => each.sensors), [["b/slow"], ["b/fast"]]);
});

test("past: a history that fails is left alone for a while, longer each time, and says so", async () => {
  const { world, past, heard, draw, run, shown } = pastAt(10 * HOUR, { fail: true });
  const sensor = new Sensor("b/x");
  heard.welcomed("aa", 5, world.now);
  heard.filled(backfill(0, 5, true, []));
  await draw([sensor], world.now, 60_000);
  assert.equal(past.failing, true);
  assert.equal(past.waits(sensor, shown(world.now - HOUR, 60_000)), false, "nobody is kept waiting");
  await draw([sensor], world.now, 60_000);
  assert.equal(world.asked.length, 1);
  world.now += 1_100;
  await run();
  await draw([sensor], world.now, 60_000);
  assert.equal(world.asked.length, 2);
  world.now += 1_500;
  assert.equal(past.failing, true, "twice as long");
  world.now += 1_000;
  world.fail = false;
  await run();
  await draw([sensor], world.now, 60_000);
  assert.deepEqual([past.failing, covered(sensor.ring, 0, world.now) > 500], [false, true]);
});

test("store: a hole that memory leaves is forgotten by what was drawn beyond the rings, too", () => {
  const store = new SensorStore(new ServerClock(() => 0), () => 0);
  const welcome = (epoch, seq, time) => ({ type: "welcome", protocol: "vigie.v1", server: "v", epoch, seq, time, sensors: [{ id: "b/x", source: "b" }] });
  store.apply(welcome("aa", 5, 10_000));
  const sensor = store.sensors.get("b/x");
  sensor.track = new Track(1_000);
  sensor.track.put(0, 10_000, 1_000, []);
  sensor.track.join(10_000, sensor.ring);
  store.apply(backfill(0, 5, true, []));
  store.apply({ type: "update", seq: 6, time: 10_100, readings: [["b/x", 10_050, 1]] });
  store.comeback.begin();
  store.apply(welcome("aa", 900, 100_000));
  store.apply(backfill(700, 900, false, [["b/x", 80_000, 1], ["b/x", 80_100, 2]], 79_000));
  assert.deepEqual(missing({ from: 0, to: 200_000 }, sensor.track.answered), [{ from: 10_100, to: 79_000 }]);
  assert.deepEqual(sensor.track.times, [10_500, 80_500]);
  assert.equal(store.comeback.count, 2);
});

test("comeback is told for some seconds, and counts only what came after it", () => {
  let now = 0;
  const comeback = new Comeback(() => now);
  comeback.filled(5);
  assert.equal(comeback.count, 0);
  comeback.begin();
  comeback.filled(1_000);
  comeback.filled(240);
  assert.equal(comeback.count, 1_240);
  now = 12_000;
  comeback.filled(3);
  assert.equal(comeback.count, 0);
});

test("history client asks as the server wants it, and fails when that does", async () => {
  const asked = [];
  const client = new HistoryClient(async (address, options) => {
    asked.push([address, options.cache]);
    return asked.length === 1 ? new Response('{"bucket":0,"series":[]}') : new Response("{}", { status: 400 });
  });
  assert.deepEqual(await client.ask({ sensors: ["b/x y", "c/z"], from: 1, to: 2, buckets: 3 }), { bucket: 0, series: [] });
  assert.deepEqual(asked, [["/api/history?sensor=b%2Fx+y&sensor=c%2Fz&from=1&to=2&buckets=3", "no-store"]]);
  await assert.rejects(client.ask({ sensors: [], from: 1, to: 2, buckets: 3 }), /\/api\/history: 400/);
});
