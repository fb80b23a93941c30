import { test } from "node:test";
import assert from "node:assert/strict";
import { View, WINDOWS } from "../js/page/view.js";
import { MARKS, SLIDER_END, agoOf, placeOf } from "../js/time/time-scale.js";
import { momentOf } from "../js/sensors/moment.js";
import { Sensor } from "../js/store/readings/sensor.js";
import { Track } from "../js/store/readings/track.js";

const HOUR = 3_600_000;

/** A view whose two clocks are one, begun at a million hours. */
function viewAt() {
  const world = { now: 1e6 * HOUR, changes: 0 };
  const view = new View({ now: () => world.now }, () => (world.changes += 1), () => world.now);
  return { world, view };
}

test("view ends now until it is paused, and then stands still", () => {
  const { world, view } = viewAt();
  const begin = world.now;
  assert.deepEqual([view.live, view.still, view.end], [true, false, begin]);
  view.togglePause();
  world.now += 5_000;
  assert.deepEqual([view.live, view.still, view.end, view.ago], [false, true, begin, 5_000]);
  view.togglePause();
  assert.deepEqual([view.live, view.end], [true, world.now]);
});

test("view keeps only windows that can be chosen", () => {
  const { view } = viewAt();
  WINDOWS.forEach(each => {
    view.window = each;
    assert.deepEqual([view.window, view.span], [each, each]);
  });
  view.window = 12;
  assert.equal(view.span, 300_000);
});

test("view that is moved stands still there, and plays at any pace until it is now again", () => {
  const { world, view } = viewAt();
  const begin = world.now;
  view.moveTo(begin - HOUR);
  world.now += 1_000;
  assert.deepEqual([view.end, view.rate], [begin - HOUR, 0]);
  view.play(60);
  world.now += 10_000;
  assert.deepEqual([view.end, view.still], [begin - HOUR + 600_000, false]);
  view.play(10);
  world.now += 1_000;
  assert.equal(view.end, begin - HOUR + 610_000);
  view.beat();
  assert.equal(view.live, false);
  view.play(60);
  world.now += HOUR;
  assert.equal(view.end, world.now, "never beyond now");
  view.beat();
  assert.equal(view.live, true);
});

test("view keeps its pace while it is moved, and is live when it is moved beyond now", () => {
  const { world, view } = viewAt();
  view.moveTo(world.now - HOUR);
  view.play(10);
  view.moveTo(world.now - 2 * HOUR);
  assert.equal(view.rate, 10);
  view.moveTo(world.now + 1);
  assert.deepEqual([view.live, view.rate], [true, 1]);
});

test("view moves by a share of what is shown, and not into the future", () => {
  const { world, view } = viewAt();
  const changes = world.changes;
  view.moveBy(0.25);
  assert.deepEqual([view.live, world.changes], [true, changes]);
  view.moveBy(-0.5);
  assert.equal(view.ago, 150_000);
  view.moveBy(0.25);
  assert.equal(view.ago, 75_000);
  view.moveBy(1);
  assert.equal(view.live, true);
});

test("view shows a stretch, and the chosen window again when it goes back to now", () => {
  const { world, view } = viewAt();
  view.show(world.now - 9_000, world.now - 3_000);
  assert.deepEqual([view.span, view.ago, view.still], [6_000, 3_000, true]);
  view.show(world.now - 10, world.now - 5);
  assert.equal(view.span, 1_000, "never less than a second");
  view.backToNow();
  assert.deepEqual([view.span, view.live], [300_000, true]);
});

test("view zooms around a moment, and stays live when its right edge stays", () => {
  const { world, view } = viewAt();
  view.zoom(0.5);
  assert.deepEqual([view.span, view.live], [150_000, true]);
  const around = world.now - 75_000;
  view.zoom(0.5, around);
  assert.deepEqual([view.span, view.end, view.live], [75_000, around + 37_500, false]);
  view.zoom(1e9);
  assert.equal(view.span, WINDOWS.at(-1), "never more than thirty days");
});

test("view says how often it is worth drawing: more often when played, once a second where readings are a fraction of a pixel", () => {
  const { world, view } = viewAt();
  assert.deepEqual([view.period(300), view.newsPeriod, view.prompt], [250, 45, true]);
  view.moveTo(world.now - HOUR);
  view.play(60);
  assert.equal(view.period(300), 45);
  view.backToNow();
  view.window = 24 * HOUR;
  assert.deepEqual([view.period(300), view.newsPeriod, view.prompt], [1_000, 1_000, false]);
});

test("time slider: the marks are evenly apart, and every place is its own", () => {
  assert.deepEqual([agoOf(SLIDER_END), agoOf(0)], [0, MARKS.at(-1)]);
  MARKS.forEach((ago, index) => assert.equal(placeOf(ago), SLIDER_END - index * 100));
  for (let place = 0; place <= SLIDER_END; place += 1) {
    assert.equal(placeOf(agoOf(place)), place);
  }
  assert.equal(placeOf(90 * 24 * HOUR), 0, "older than the oldest mark");
});

test("a sensor is shown as it was: its newest reading of then, and silent when it was", () => {
  const sensor = new Sensor("b/x");
  for (let time = 0; time <= 10_000; time += 100) {
    sensor.add(time, time / 100);
  }
  sensor.add(60_000, 1);
  sensor.does("lost", "unplugged", 60_000);
  assert.deepEqual(momentOf(sensor, sensor.ring, 5_050), { status: "live", lastTime: 5_000, lastValue: 50 });
  assert.deepEqual(momentOf(sensor, sensor.ring, 5_000).lastTime, 5_000);
  assert.deepEqual(momentOf(sensor, sensor.ring, 30_000), { status: "stale", lastTime: 10_000, lastValue: 100 });
  assert.deepEqual(momentOf(sensor, sensor.ring, -1).lastTime, NaN, "before anything is known nothing is said");
  assert.equal(momentOf(sensor, new Track(1_000), 5_000).status, "live");
});
