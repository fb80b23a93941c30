import { test } from "node:test";
import assert from "node:assert/strict";
import { Columns } from "../js/charts/columns.js";
import { linePath } from "../js/charts/path.js";
import { fitScale, niceStep, timeTicks } from "../js/charts/scale.js";
import { Scheduler } from "../js/charts/scheduler.js";
import { Ring } from "../js/store/ring.js";

const ringOf = readings => {
  const ring = new Ring();
  readings.forEach(([time, value]) => ring.add(time, value));
  return ring;
};
const reduced = (ring, from, to, width) => {
  const columns = new Columns();
  columns.reduce(ring, from, to, width);
  return columns;
};
const points = columns => [...columns.times.slice(0, columns.count)].map((time, index) => [time, columns.values[index]]);

test("columns keep every spike, with at most a few points a column", () => {
  const ring = ringOf(Array.from({ length: 10_000 }, (_, n) => [n, n === 4_321 ? 50 : n === 4_322 ? -50 : Math.sin(n)]));
  const columns = reduced(ring, 0, 10_000, 100);
  assert.ok(columns.count <= 204, String(columns.count));
  assert.deepEqual([columns.lowest, columns.highest], [-50, 50]);
  assert.ok(points(columns).some(([time, value]) => time === 4_321 && value === 50));
});

test("columns of a window that moves are the same ones: nothing shimmers", () => {
  const ring = ringOf(Array.from({ length: 1_000 }, (_, n) => [n * 10, (n * 7919) % 101]));
  const inside = columns => points(columns).filter(([time]) => time >= 3_000 && time < 6_000);
  assert.deepEqual(inside(reduced(ring, 2_000, 7_000, 50)), inside(reduced(ring, 2_037, 7_037, 50)));
});

test("columns reach both edges of the window and count only what is inside", () => {
  const columns = reduced(ringOf([[0, 100], [10, 1], [20, 2], [30, 200]]), 5, 25, 20);
  assert.deepEqual(points(columns).map(([time]) => time), [0, 10, 20, 30]);
  assert.deepEqual([columns.lowest, columns.highest], [1, 2]);
});

test("columns keep gap marks", () => {
  const columns = reduced(ringOf([[0, 1], [0, NaN], [50, 2]]), 0, 100, 100);
  assert.deepEqual(points(columns), [[0, 1], [0, NaN], [50, 2]]);
});

test("columns end at the newest reading", () => {
  const columns = reduced(ringOf([[0, 3], [1, 9], [2, 1], [3, 5]]), 0, 100, 10);
  assert.deepEqual(points(columns).at(-1), [3, 5]);
});

test("path breaks at gaps and shows a lone reading as a dot", () => {
  const columns = reduced(ringOf([[0, 0], [10, 10], [10, NaN], [50, 5], [50, NaN], [90, 0], [100, 10]]), 0, 100, 100);
  const frame = { left: 0, top: 0, width: 100, height: 100, from: 0, to: 100, low: 0, high: 10 };
  assert.equal(linePath(columns, frame), "M0 100L10 0M50 50h0M90 100L100 0");
});

test("scale has round ends that hold the range, and stays while it fits", () => {
  const scale = fitScale(67.2, 75.3, 0.4, null);
  assert.deepEqual([scale.low, scale.high, scale.step], [65, 80, 5]);
  assert.equal(fitScale(68, 75, 0.4, scale), scale);
  assert.notEqual(fitScale(68, 81, 0.4, scale), scale);
  assert.notEqual(fitScale(70.1, 70.4, 0.4, scale), scale, "a line that uses a corner only is looked at closer");
});

test("scale of a constant value shows a span, and is kept", () => {
  const scale = fitScale(40, 40, 0.4, null);
  assert.ok(scale.low < 40 && scale.high > 40);
  assert.equal(fitScale(40, 40, 0.4, scale), scale);
});

test("scale ticks are numbers a person would write", () => {
  assert.deepEqual(fitScale(0.1, 0.38, 0.01, null).ticks, [0.1, 0.2, 0.3, 0.4]);
  assert.equal(niceStep(3), 5);
  assert.equal(niceStep(0.021), 0.025);
});

test("time ticks are round and leave room for their labels", () => {
  const { ticks, step } = timeTicks(0, 300_000, 280, 36);
  assert.equal(step, 60_000);
  assert.deepEqual(ticks, [60_000, 120_000, 180_000, 240_000]);
});

test("scheduler draws what is visible and due, round robin, within its budget", () => {
  let now = 0;
  const scheduler = new Scheduler({ frames: { request: () => 0, cancel: () => undefined }, now: () => now });
  const drawn = [];
  const make = (name, due = () => true) => ({ due, draw: () => { drawn.push(name); now += 5; } });
  const cards = ["a", "b", "c"].map(name => make(name));
  const hidden = make("hidden");
  const idle = make("idle", () => false);
  [...cards, hidden, idle].forEach(each => scheduler.add(each));
  [...cards, idle].forEach(each => scheduler.show(each, true));
  scheduler.visit(0);
  assert.equal(drawn.length, 2, "the budget of 8 ms is spent");
  scheduler.visit(16);
  assert.deepEqual([...drawn].sort(), ["a", "b", "b", "c"], "the next frame goes on where it stopped");
});

test("scheduler forgets what is detached", () => {
  const scheduler = new Scheduler({ frames: { request: () => 0, cancel: () => undefined }, now: () => 0 });
  const drawing = { due: () => true, draw: () => assert.fail("drawn") };
  const detach = scheduler.add(drawing);
  scheduler.show(drawing, true);
  detach();
  scheduler.visit(0);
});
