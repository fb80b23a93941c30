import { test } from "node:test";
import assert from "node:assert/strict";
import { Ring, thin } from "../js/store/readings/ring.js";
import { Heard } from "../js/store/heard.js";
import { Losses } from "../js/store/losses.js";
import { Cadence } from "../js/store/readings/cadence.js";
import { decimalOf, decimalsIn, meant } from "../js/store/readings/decimal.js";
import { Decimals } from "../js/store/readings/decimals.js";
import { ServerClock } from "../js/store/server-clock.js";
import { SensorStore } from "../js/store/sensor-store.js";
import { Sensor } from "../js/store/readings/sensor.js";

const held = ring => [...ring.times.slice(ring.start, ring.end)].map((time, index) => [time, ring.values[ring.start + index]]);

test("ring keeps every run contiguous while it wraps and grows", () => {
  const ring = new Ring({ first: 4, most: 16, span: 10 });
  for (let time = 0; time < 100; time += 1) {
    ring.add(time, time * 2);
    const kept = held(ring);
    assert.equal(kept[kept.length - 1][0], time);
    assert.ok(kept.every(([t, v], index) => v === t * 2 && t === time - kept.length + 1 + index), `at ${time}`);
  }
  assert.equal(ring.size, 11);
});

test("ring starts small and holds an hour at ten hertz whole", () => {
  const ring = new Ring();
  assert.equal(ring.capacity, 512);
  for (let reading = 0; reading <= 36_000; reading += 1) {
    ring.add(reading * 100, reading);
  }
  assert.equal(ring.size, 36_001);
  assert.equal(ring.times[ring.start], 0);
});

test("ring of a fast sensor still spans the hour, is bounded, and keeps its spikes", () => {
  const ring = new Ring({ first: 16, most: 1_000, span: 3_600_000 });
  for (let reading = 0; reading < 36_000; reading += 1) {
    ring.add(reading * 100, reading === 5_000 ? 99 : reading === 5_001 ? -99 : 0);
  }
  assert.ok(ring.size <= 1_000);
  assert.ok(ring.times[ring.start] < 14_400, "the oldest is in the first bucket");
  const steps = held(ring).map(([time], index, all) => time - (all[index - 1]?.[0] ?? time));
  assert.ok(Math.max(...steps) <= 2 * 14_400, "the past is as fine everywhere");
  const values = held(ring).map(([, value]) => value);
  assert.ok(values.includes(99) && values.includes(-99));
});

test("ring says by its numbers what is new: the rest is as it was", () => {
  const ring = new Ring({ first: 4, most: 64, span: 40 });
  let [known, revision] = [new Map(), ring.revision];
  for (let time = 0; time < 500; time += 1) {
    ring.add(time, time % 7);
    assert.equal(ring.revision, revision, "nothing but adding and forgetting");
    held(ring).forEach((entry, position) => {
      const number = ring.first + position;
      assert.deepEqual(known.get(number) ?? entry, entry, `entry ${number}`);
      known.set(number, entry);
    });
  }
  ring.add(480, 1);
  assert.notEqual(ring.revision, revision, "a late one is something else");
});

test("ring that must do with less shrinks when told to, and keeps the hour, the order and the spikes", () => {
  const ring = new Ring();
  for (let reading = 0; reading < 36_000; reading += 1) {
    ring.add(reading * 100, reading === 20_000 ? 99 : 0);
  }
  assert.equal(ring.tidy(), false);
  const revision = ring.revision;
  ring.bound(2_000);
  assert.equal(ring.tidy(), true);
  assert.equal(ring.tidy(), false);
  assert.notEqual(ring.revision, revision);
  assert.ok(ring.capacity === 2_000 && ring.size <= 2_000);
  for (let reading = 36_000; reading < 50_000; reading += 1) {
    ring.add(reading * 100, 0);
  }
  const kept = held(ring);
  assert.ok(ring.size <= 2_000);
  assert.ok(kept.every(([time], index) => index === 0 || time >= kept[index - 1][0]));
  assert.ok(kept.some(([, value]) => value === 99));
  assert.ok(kept[0][0] <= 1_400_000 + 2 * 7_200, "the hour");
});

test("a sensor whose clock was ahead once shows what was heard last, and its curve stays", () => {
  for (const ahead of [5_000, 60_000, 7_200_000, 400 * 86_400_000]) {
    const sensor = new Sensor("bench/x");
    const begin = 1_763_875_200_000;
    for (let i = 0; i < 100; i += 1) {
      sensor.add(begin + i * 100, i, begin + i * 100 + 20);
    }
    sensor.add(begin + 10_000 + ahead, -1, begin + 10_020);
    assert.equal(sensor.lastValue, -1, "what was heard last");
    sensor.add(begin + 10_100, 101, begin + 10_120);
    assert.deepEqual([sensor.lastTime, sensor.lastValue], [begin + 10_100, 101], `ahead by ${ahead} ms`);
    assert.equal(held(sensor.ring).filter(([, value]) => !Number.isNaN(value)).length, 101, "nothing of the past is lost, nothing of the future kept");
    assert.equal(sensor.ring.lastTime, begin + 10_100);
    sensor.add(begin + 10_200, 102, begin + 10_220);
    assert.equal(sensor.lastValue, 102);
  }
});

test("a sensor whose clock is set back within the past shows what was heard last; one that is overtaken does not count", () => {
  const sensor = new Sensor("bench/x");
  sensor.add(100_000, 1, 500_000);
  sensor.add(99_950, 2, 500_100);
  assert.equal(sensor.lastValue, 1, "overtaken");
  sensor.add(70_000, 3, 503_000);
  assert.deepEqual([sensor.lastTime, sensor.lastValue], [70_000, 3], "heard last");
  sensor.merge([50_000], [4]);
  assert.equal(sensor.lastValue, 3, "the past does not change it");
  assert.deepEqual(held(sensor.ring).map(([time]) => time).filter((time, i, all) => time !== all[i - 1]), [50_000, 70_000, 99_950, 100_000]);
});

test("a clock that is always ahead loses nothing", () => {
  const sensor = new Sensor("bench/x");
  for (let i = 0; i < 100; i += 1) {
    sensor.add(900_000 + i * 100 - (i % 10 === 5 ? 150 : 0), i, i * 100);
  }
  assert.equal(sensor.lastValue, 99);
  assert.equal(held(sensor.ring).filter(([, value]) => !Number.isNaN(value)).length, 100);
});

test("ring puts a late reading at its place in time", () => {
  const ring = new Ring();
  [10, 30, 40, 20].forEach(time => ring.add(time, time));
  assert.deepEqual(held(ring), [[10, 10], [20, 20], [30, 30], [40, 40]]);
  assert.equal(ring.indexOf(20), ring.start + 1);
  assert.equal(ring.indexOf(41), ring.end);
});

test("thin keeps lowest and highest of a bucket, in order, and gap marks", () => {
  const times = Float64Array.from([0, 1, 2, 3, 3, 10, 11, 12]);
  const values = Float64Array.from([5, 9, 1, 5, NaN, 7, 8, 9]);
  const kept = thin(times, values, 5, 4);
  assert.deepEqual([...times.slice(0, kept)], [1, 2, 3, 10, 11, 12]);
  assert.deepEqual([...values.slice(0, kept)], [9, 1, NaN, 7, 8, 9]);
});

test("cadence calls long intervals gaps, but none within a few ticks", () => {
  const cadence = new Cadence();
  for (let reading = 0; reading < 20; reading += 1) {
    assert.equal(cadence.observe(100), false);
  }
  assert.equal(cadence.isGap(290), false);
  assert.equal(cadence.isGap(320), true);
  const fast = new Cadence();
  fast.told(2);
  assert.equal(fast.isGap(240), false);
  assert.equal(fast.isGap(260), true);
});

test("cadence that is set is not learnt", () => {
  const cadence = new Cadence();
  cadence.told(5_000, true);
  Array.from({ length: 20 }, () => cadence.observe(100));
  assert.equal(cadence.interval, 5_000);
  assert.equal(cadence.isGap(14_900), false);
  assert.equal(cadence.observe(15_100), true);
});

test("cadence believes a sensor that slows down for good", () => {
  const cadence = new Cadence();
  cadence.told(100);
  const gaps = Array.from({ length: 20 }, () => cadence.observe(1_000));
  assert.equal(gaps[0], true);
  assert.equal(gaps[19], false);
});

test("decimals are learnt and steady: as many as the values have", () => {
  const of = values => {
    const decimals = new Decimals();
    values.forEach(value => decimals.observe(value));
    return decimals.count;
  };
  assert.equal(of([71.4, 72]), 1);
  assert.equal(of([1.82, 1.803]), 3);
  assert.equal(of([1498, 1501]), 0);
  assert.equal(of([1013.25]), 2);
  assert.equal(of([18420.125]), 3);
  assert.equal(of([71.43218765]), 8);
  assert.equal(of([1.82, 900, 1.81]), 2, "one spike changes nothing");
  assert.equal(of([21.6, 1.5e-9, ...Array.from({ length: 60 }, (_, n) => 21 + n / 10)]), 1, "nor does one that is finer than the others");
  assert.equal(of([0, 1.5e-9, 2e-9]), 0, "with a power of ten there are no zeros to fill in");
});

test("decimals of values that a program has computed are those of seven figures", () => {
  const decimals = new Decimals();
  decimals.observe(99.99 / 7);
  assert.equal(decimals.count, 5);
  assert.equal(decimals.of(decimalOf(100.98765432101)), 5, "one that happens to be shorter is computed as well");
  assert.equal(decimals.of(decimalOf(0.5)), 5);
  decimals.observe(1e6 / 7);
  assert.equal(decimals.of(decimalOf(1e6 / 7)), 5, "steady");
});

test("decimal that a device has meant is the shortest one, without what 32 bits or a sum have added", () => {
  const values = [0.1 + 0.2, 21.6, Math.fround(21.6), Math.fround(23.456789), 1.1 + 2.2, 16777216.5, 2 ** 60, -0, 1e21, 5e-324, -1.5e-9];
  assert.deepEqual(values.map(meant), [0.3, 21.6, 21.6, 23.456789, 3.3, 16777216.5, 2 ** 60, 0, 1e21, 5e-324, -1.5e-9]);
  assert.deepEqual([decimalOf(23372.7432), decimalOf(Math.PI)].map(({ digits, exact }) => [digits, exact]), [["233727432", true], ["3141592653589793", false]]);
  assert.deepEqual([0, 7, 2.5, 1.5e-9, 1e21].map(value => decimalsIn(decimalOf(value))), [0, 0, 1, 10, 0]);
});

test("server clock follows the earliest messages, and a clock that was set", () => {
  let now = 1_000;
  const clock = new ServerClock(() => now);
  assert.equal(clock.now(), 1_000);
  clock.heard(61_000);
  assert.equal(clock.now(), 61_000);
  now = 1_300;
  clock.heard(61_100);
  assert.equal(clock.now(), 61_300, "a late message does not set it back");
  now = 4_300;
  clock.heard(61_500);
  assert.equal(clock.now(), 64_300, "nor does a very late one");
  clock.heard(-10_000);
  assert.equal(clock.now(), -10_000);
  clock.heard(10_000);
  assert.equal(clock.now(), 10_000);
});

test("server clock lets a message go that is a minute old, and so follows a clock that drifts", () => {
  let now = 0;
  const clock = new ServerClock(() => now);
  for (; now < 300_000; now += 100) {
    clock.heard(now + 50 - now / 10_000 - (now / 100) % 7);
  }
  assert.ok(clock.offset >= 20 && clock.offset <= 26.1, String(clock.offset));
});

test("sensor marks a gap before the reading that ends it", () => {
  const sensor = new Sensor("bench/x");
  for (let time = 0; time <= 1_000; time += 100) {
    sensor.add(time, 1);
  }
  sensor.add(3_000, 2);
  assert.deepEqual(held(sensor.ring).slice(-3), [[1_000, 1], [1_000, NaN], [3_000, 2]]);
});

test("sensor that was silent, of unknown pace, comes back after a gap, and the silence is no pace", () => {
  const sensor = new Sensor("a/b");
  const long = 600_000;
  sensor.describe({ id: "a/b", source: "a", status: "stale", last: [1000, 1] });
  sensor.does("live");
  for (let tick = 0; tick < 5; tick += 1) {
    sensor.add(1000 + long + tick * 100, tick);
  }
  assert.deepEqual(held(sensor.ring).map(([, value]) => value), [1, NaN, 0, 1, 2, 3, 4]);
  assert.equal(sensor.cadence.interval, 100);
});

test("backfill fills the gap it belongs to, doubles nothing, and keeps true gaps", () => {
  const store = new SensorStore(new ServerClock(() => 0));
  const readings = (from, to) => Array.from({ length: (to - from) / 100 }, (_, n) => ["b/x", from + n * 100, from + n * 100]);
  store.apply({ type: "update", seq: 1, time: 0, readings: [...readings(0, 1_000), ...readings(5_000, 6_000), ...readings(9_000, 10_000)] });
  const sensor = store.sensors.get("b/x");
  assert.equal(held(sensor.ring).filter(([, value]) => Number.isNaN(value)).length, 2);
  store.apply({ type: "backfill", from: 1, to: 2, complete: true, readings: readings(800, 5_000) });
  const kept = held(sensor.ring);
  assert.equal(kept.filter(([, value]) => Number.isNaN(value)).length, 1);
  assert.deepEqual(kept.map(([time]) => time), [...readings(0, 6_000).map(r => r[1]), 5_900, ...readings(9_000, 10_000).map(r => r[1])]);
  assert.equal(sensor.lastTime, 9_900);
});

test("backfill in many pieces is what one piece is", () => {
  const readings = Array.from({ length: 400 }, (_, n) => ["b/x", n * 100 + (n > 200 ? 5_000 : 0), n % 13]);
  const filledBy = size => {
    const store = new SensorStore(new ServerClock(() => 0));
    store.apply({ type: "update", seq: 1, time: 0, readings: readings.slice(-20) });
    for (let from = 0; from < 380; from += size) {
      store.apply({ type: "backfill", from, to: from + size, complete: true, readings: readings.slice(from, Math.min(380, from + size)) });
    }
    return store.sensors.get("b/x");
  };
  assert.deepEqual(held(filledBy(7).ring), held(filledBy(380).ring));
  assert.equal(held(filledBy(7).ring).filter(([, value]) => Number.isNaN(value)).length, 1);
  assert.equal(filledBy(7).arrived, 20, "only what came live");
});

test("many sensors share the memory, and what is too large is shrunk one by one", () => {
  const store = new SensorStore(new ServerClock(() => 0));
  const first = Array.from({ length: 40_000 }, (_, n) => ["a/first", n * 50, n % 5]);
  store.apply({ type: "update", seq: 1, time: 0, readings: first });
  const before = store.sensors.get("a/first").ring.capacity;
  store.apply({ type: "update", seq: 2, time: 0, readings: Array.from({ length: 2_000 }, (_, n) => [`b/${n}`, 0, 1]) });
  store.tidy();
  const after = store.sensors.get("a/first").ring.capacity;
  assert.deepEqual([before, after], [50_000, Math.floor((80 * 1024 * 1024) / 16 / 2_001)]);
});

test("losses: thinned updates are no holes, and say of how many one comes", () => {
  let now = 0;
  const losses = new Losses(() => now);
  losses.welcomed(10, 1_000);
  losses.updated(11, 1_100);
  assert.deepEqual([losses.oneOf, losses.stretches.length], [0, 0]);
  losses.updated(16, 1_600, 4);
  losses.updated(21, 2_100, 4);
  assert.deepEqual([losses.oneOf, losses.thinned, losses.holes], [5, 8, 0]);
  losses.updated(22, 2_200);
  assert.equal(losses.oneOf, 5, "for some seconds more");
  now = 6_001;
  assert.equal(losses.oneOf, 0);
  assert.deepEqual(losses.stretches.map(({ from, to }) => [from, to]), [[1_100, 2_100]], "one stretch");
});

test("losses: a hole that nothing explains is counted, and a stretch that is filled is forgotten", () => {
  const losses = new Losses(() => 0);
  losses.welcomed(10, 1_000);
  losses.updated(13, 1_300);
  losses.updated(14, 1_400);
  losses.updated(20, 2_000, 5);
  assert.equal(losses.holes, 1);
  assert.deepEqual(losses.stretches.map(({ from, to }) => [from, to]), [[1_000, 1_300], [1_400, 2_000]]);
  losses.filled(10, 12);
  assert.equal(losses.stretches.length, 2, "only half of it");
  losses.filled(12, 14);
  assert.deepEqual(losses.stretches.map(({ from }) => from), [1_400]);
  losses.filled(16, 20);
  assert.equal(losses.stretches.length, 1, "not from its beginning");
});

test("store tells of new sensors and sources by themselves, and of statuses with their cause", () => {
  const store = new SensorStore(new ServerClock(() => 0));
  const told = [];
  const detach = store.listen(change => told.push(change.type));
  store.apply({ type: "update", seq: 1, time: 0, readings: [["bench/x", 5, 1.5]] });
  assert.deepEqual(told, ["source", "sensor"]);
  store.apply({ type: "status", sensor: "bench/x", status: "lost", cause: "unplugged", since: 9 });
  const sensor = store.sensors.get("bench/x");
  assert.deepEqual([sensor.status, sensor.cause, sensor.since], ["lost", "unplugged", 9]);
  detach();
  store.apply({ type: "source", id: "bench", name: "Bench", state: "lost", cause: "unplugged" });
  assert.equal(told.length, 3);
  assert.equal(store.sources.get("bench").name, "Bench");
});

test("store keeps the picture of another epoch, and says what the server does not know any more", () => {
  const store = new SensorStore(new ServerClock(() => 0));
  store.apply({ type: "update", seq: 1, time: 0, readings: [["a/x", 5, 1], ["b/y", 5, 1]] });
  store.apply({ type: "welcome", epoch: "bb", seq: 0, time: 9, protocol: "vigie.v1", server: "v", sensors: [{ id: "a/x", source: "a", status: "live", last: [7, 2] }] });
  assert.deepEqual(held(store.sensors.get("a/x").ring), [[5, 1], [7, 2]]);
  assert.equal(store.sensors.get("b/y").status, "lost");
});

test("troubles stand until they are over, and a welcome says which do", () => {
  const store = new SensorStore(new ServerClock(() => 0));
  const told = [];
  store.listen(change => told.push(change.type));
  const full = { id: 1, time: 5, kind: "trouble", about: "history", text: "the disk is full" };
  const event = (words, more) => store.apply({ type: "event", ...words, ...more });
  const standing = () => [...store.troubles.standing.values()].map(each => each.text);
  event(full);
  event(full, { text: "readings are lost" });
  assert.deepEqual([standing(), told], [["readings are lost"], ["trouble", "trouble"]]);
  event(full, { text: "kept again", over: true });
  assert.deepEqual([standing(), store.troubles.ended.text], [[], "kept again"]);
  event(full);
  assert.equal(store.troubles.ended, null, "it is there again");
  store.apply({ type: "welcome", epoch: "bb", seq: 0, time: 9, protocol: "vigie.v1", server: "v", sensors: [] });
  assert.deepEqual(standing(), []);
  store.apply({ type: "welcome", epoch: "bb", seq: 0, time: 9, protocol: "vigie.v1", server: "v", sensors: [], troubles: [full] });
  assert.deepEqual(standing(), ["the disk is full"]);
  event(full, { kind: "note", over: true });
  assert.deepEqual(standing(), ["the disk is full"], "a note is something else");
});

test("store ignores what it does not know", () => {
  const store = new SensorStore(new ServerClock(() => 0));
  store.apply({ type: "event", id: 1 });
  store.apply({ type: "status", sensor: "no/one", status: "lost", since: 1 });
  assert.equal(store.sensors.size, 0);
});

test("a backfill of which the server forgot the middle leaves a hole up to where it goes on", () => {
  const heard = new Heard();
  heard.welcomed("e", 10, 1000);
  heard.updated(2000);
  heard.welcomed("e", 50, 9000);
  assert.equal(heard.filled({ to: 30, complete: true, readings: [["a/x", 2500, 1]] }), null);
  assert.deepEqual(heard.filled({ to: 50, complete: false, reaches: 6000, readings: [] }), { from: 2000, to: 6000 });
});
