import { test } from "node:test";
import assert from "node:assert/strict";
import { Histogram } from "../js/stats/meter/histogram.js";
import { MinuteCount } from "../js/stats/meter/minute-count.js";
import { FrameMeter } from "../js/stats/meter/frame-meter.js";
import { PageMeter } from "../js/stats/meter/page-meter.js";
import { Losses } from "../js/store/losses.js";
import { Ring } from "../js/store/readings/ring.js";
import { ServerClock } from "../js/store/server-clock.js";

const near = (actual, expected) => assert.ok(actual >= expected && actual <= expected * 1.07, `${actual} for ${expected}`);

test("histogram knows quantiles to a sixteenth, from eighths of a millisecond to a minute", () => {
  const histogram = new Histogram();
  for (let value = 1; value <= 1_000; value += 1) {
    histogram.add(value, 0);
  }
  const { count, values } = histogram.read([0.5, 0.99, 1], 0);
  assert.equal(count, 1_000);
  near(values[0], 500);
  near(values[1], 990);
  near(values[2], 1_000);
});

test("histogram takes anything: nothing yet, below zero, beyond its end", () => {
  const histogram = new Histogram();
  assert.deepEqual(histogram.read([0.5], 0), { count: 0, values: [NaN] });
  [-5, 0, NaN].forEach(value => histogram.add(value, 0));
  assert.deepEqual(histogram.read([1], 0), { count: 3, values: [0.125] });
  histogram.add(1e9, 0);
  assert.equal(histogram.read([1], 0).values[0], 65_536);
});

test("histogram forgets what is older than a minute, little by little", () => {
  const histogram = new Histogram();
  histogram.add(900, 1_000);
  histogram.add(10, 31_000);
  assert.equal(histogram.read([1], 59_000).count, 2);
  assert.equal(histogram.read([1], 61_000).count, 1);
  near(histogram.read([1], 61_000).values[0], 10);
  assert.equal(histogram.read([1], 500_000).count, 0);
});

test("minute count sums a minute and knows the rate of whole seconds", () => {
  const count = new MinuteCount();
  assert.ok(Number.isNaN(count.rate(0)));
  for (let now = 0; now < 100_000; now += 100) {
    count.add(2, now);
  }
  assert.equal(count.sum(99_999), 1_220, "sixty seconds and the one that runs");
  assert.equal(count.rate(100_000), 20);
  assert.equal(count.rate(103_000), 8);
  assert.equal(count.sum(300_000), 0);
});

test("frame meter counts the beats of this screen at which nothing came, and no pause", () => {
  for (const period of [1_000 / 60, 1_000 / 144]) {
    const frames = new FrameMeter();
    let now = 0;
    const pass = count => {
      for (let frame = 0; frame < count; frame += 1) {
        frames.frame((now += period));
      }
    };
    pass(300);
    assert.equal(frames.read(now).dropped, 0);
    now += 3 * period;
    pass(10);
    assert.equal(frames.read(now).dropped, 3);
    frames.pause();
    now += 5_000;
    pass(400);
    assert.equal(frames.read(now).dropped, 3);
  }
});

/** A meter whose frames, clocks and losses the test holds in its hand. The server's clock is 1 000 000 ahead. */
function rig({ knowsLongTasks = true } = {}) {
  const world = { time: 0, asked: null, watching: null, cancelled: 0 };
  const clock = new ServerClock(() => world.time);
  clock.heard(1_000_000);
  const losses = new Losses(() => world.time);
  const meter = new PageMeter({
    frames: { request: task => ((world.asked = task), 1), cancel: () => (world.cancelled += 1) },
    now: () => world.time,
    clock,
    losses,
    roundTrip: () => 4,
    watchLongTasks: onTask => {
      if (!knowsLongTasks) {
        return null;
      }
      world.watching = onTask;
      return () => (world.watching = null);
    },
  });
  const frame = (time, later = 0) => {
    world.time = time + later;
    world.asked(time);
  };
  return { world, meter, losses, frame };
}
const ringOf = (...times) => {
  const ring = new Ring();
  times.forEach(time => ring.add(time, Number.isNaN(time) ? NaN : 1));
  return ring;
};

test("a reading counts when the frame after its own begins, in the server's clock", () => {
  const { meter, frame } = rig();
  meter.start();
  frame(100);
  const ring = ringOf(1_000_000, 1_000_050, 1_000_090);
  ring.add(1_000_090, NaN);
  meter.readingsDrawn(ring, 2, 100);
  frame(100);
  assert.equal(meter.read().pixelCount, 0, "its own frame is not over");
  frame(116, 9);
  const { pixelCount, pixelHalf, pixelMost } = meter.read();
  assert.equal(pixelCount, 2, "the one that was drawn before is not counted again");
  near(pixelHalf, 26);
  near(pixelMost, 66);
});

test("readings of two frames are told apart, whichever loop comes first", () => {
  const { meter, frame, world } = rig();
  meter.start();
  frame(100);
  meter.readingsDrawn(ringOf(1_000_090), 1, 100);
  world.time = 120;
  meter.readingsDrawn(ringOf(1_000_110), 1, 116);
  assert.equal(meter.read().pixelCount, 1);
  near(meter.read().pixelMost, 26);
  meter.hide();
  frame(9_000);
  assert.equal(meter.read().pixelCount, 1, "what waited while nobody could see it says nothing");
});

test("meter that is off measures nothing and leaves nothing behind", () => {
  const { meter, world, frame } = rig();
  meter.readingsDrawn(ringOf(1), 1, 0);
  meter.frameDrawn(5);
  meter.heard({ type: "update", seq: 1, time: 0, readings: [] }, 100);
  assert.equal(world.asked, null);
  meter.start();
  frame(16);
  world.watching();
  assert.equal(meter.read().longTasks, 1);
  meter.stop();
  assert.deepEqual([meter.on, world.cancelled, world.watching], [false, 1, null]);
  assert.ok(Number.isNaN(meter.read().drawMost) && meter.read().pixelCount === 0);
});

test("parts of stills count as payload, and those that could not be used are told", () => {
  const { meter, world } = rig();
  meter.partHeard(9_999, false);
  meter.start();
  for (; world.time < 10_000; world.time += 100) {
    meter.heard({ type: "here", names: [] }, 50);
    meter.partHeard(30, world.time !== 5_000);
  }
  assert.deepEqual([meter.read().payload, meter.read().garbled], [800, 1]);
});

test("long tasks are unknown, not none, where the browser does not tell", () => {
  const { meter } = rig({ knowsLongTasks: false });
  meter.start();
  assert.ok(Number.isNaN(meter.read().longTasks));
  meter.stop();
});

test("meter counts what comes, and what does not", () => {
  const { meter, losses, world } = rig();
  losses.welcomed(0, 0);
  losses.updated(5, 0, 4);
  meter.start();
  for (let seq = 6; world.time < 10_000; world.time += 100, seq += 2) {
    losses.updated(seq, 0, 1);
    meter.heard({ type: "update", seq, time: 0, readings: [["a/b", 0, 1], ["a/c", 0, 1]] }, 50);
  }
  const { updates, readings, payload, thinned, holes, roundTrip, offset } = meter.read();
  assert.deepEqual([updates, readings, payload, thinned, holes, roundTrip, offset], [10, 20, 500, 100, 0, 4, 1_000_000]);
});
