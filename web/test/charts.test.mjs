import { test } from "node:test";
import assert from "node:assert/strict";
import { Columns } from "../js/charts/lines/columns.js";
import { LinePath } from "../js/charts/lines/path.js";
import { quickChart } from "../js/charts/quick-chart.js";
import { fitScale, niceStep, timeTicks } from "../js/charts/scales/scale.js";
import { Scheduler } from "../js/charts/scheduler.js";
import { Ring } from "../js/store/readings/ring.js";
import { Track } from "../js/store/readings/track.js";

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
const points = columns =>
  [...columns.times.slice(columns.first, columns.end)].map((time, index) => [time, columns.values[columns.first + index]]);

/** Numbers from 0 to 1 that are the same in every run. */
function lots(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
/** The next reading of a sensor that is quick, slow, silent and quiet in turns. */
const next = (ring, random) => {
  const last = Math.max(0, ring.lastTime);
  const time = last + (random() < 0.02 ? 900 : random() * 12);
  if (time - last > 800) {
    ring.add(last, NaN);
  }
  ring.add(time, random() < 0.1 ? 500 * random() : 100 + Math.round(10 * random()));
};

test("columns keep every spike, with at most a few points a column", () => {
  const ring = ringOf(Array.from({ length: 10_000 }, (_, n) => [n, n === 4_321 ? 50 : n === 4_322 ? -50 : Math.sin(n)]));
  const columns = reduced(ring, 0, 10_000, 100);
  assert.ok(points(columns).length <= 204, String(points(columns).length));
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

test("columns that are kept are those that a reduction from the start gives, whatever comes and however the window moves", () => {
  const random = lots(7);
  for (let round = 0; round < 20; round += 1) {
    const ring = new Ring({ first: 64, most: 4_000, span: 20_000 });
    const kept = new Columns();
    const span = 500 + Math.floor(random() * 5_000);
    const width = 20 + Math.floor(random() * 300);
    let end = 0;
    for (let step = 0; step < 200; step += 1) {
      for (let count = Math.floor(random() * 40); count > 0; count -= 1) {
        next(ring, random);
      }
      if (random() < 0.03) {
        ring.add(ring.lastTime - random() * 300, 1_000);
      }
      end = random() < 0.05 ? end - random() * 50 : Math.max(end, ring.lastTime - random() * 100);
      kept.reduce(ring, end - span, end, width);
      const fresh = reduced(ring, end - span, end, width);
      assert.deepEqual(points(kept), points(fresh), `round ${round}, step ${step}`);
      assert.deepEqual([kept.lowest, kept.highest], [fresh.lowest, fresh.highest]);
    }
    assert.ok(kept.generation < 60, "most of the time what was known is used");
    assert.ok(kept.times.length <= 4_096, "what has left the window is let go");
  }
});

test("columns of another ring, width or time are reduced from the start", () => {
  const ring = ringOf(Array.from({ length: 1_000 }, (_, n) => [n * 10, n % 17]));
  const columns = reduced(ring, 5_000, 9_000, 40);
  for (const [from, to, width] of [[5_000, 9_000, 80], [1_000, 2_000, 80], [1_000, 9_000, 80], [8_000, 12_000, 80]]) {
    columns.reduce(ring, from, to, width);
    assert.deepEqual(points(columns), points(reduced(ring, from, to, width)));
  }
  const other = ringOf([[8_500, 3]]);
  columns.reduce(other, 8_000, 12_000, 80);
  assert.deepEqual(points(columns), [[8_500, 3]]);
});

test("columns of a window that is longer than the data begin where the data begins", () => {
  assert.deepEqual(points(reduced(ringOf([[5_000, 1], [6_000, 2]]), 0, 10_000, 10)), [[5_000, 1], [6_000, 2]]);
});

const trackOf = (width, buckets) => {
  const track = new Track(width);
  track.put(0, 1e6, width, buckets);
  return track;
};
const bands = columns =>
  points(columns).map(([time, value], index) => [time, columns.lows[columns.first + index], value, columns.highs[columns.first + index]]);

test("columns of buckets are one point each, the mean within a band that keeps every spike", () => {
  const track = trackOf(10, [[0, 1, 3, 2, 10], [10, 0, 2, 1, 30], [20, 4, 90, 5, 10], [30, 4, 6, 5, 10]]);
  const columns = reduced(track, 0, 40, 2);
  assert.deepEqual(bands(columns), [[10, 0, 1.25, 3], [30, 4, 5, 90]]);
  assert.deepEqual([columns.banded, columns.lowest, columns.highest], [true, 0, 90]);
  columns.reduce(ringOf([[0, 1], [10, 2]]), 0, 40, 2);
  assert.equal(columns.banded, false, "readings are a line again");
});

test("columns of buckets break where some are missing", () => {
  const columns = reduced(trackOf(1_000, [[0, 1, 1, 1, 1], [1_000, 1, 1, 1, 1], [6_000, 2, 2, 2, 1]]), 0, 10_000, 100);
  assert.deepEqual(points(columns), [[500, 1], [1_500, 1], [1_500, NaN], [6_500, 2]]);
});

test("columns find the point that is nearest to a moment", () => {
  const columns = reduced(trackOf(10, [[0, 1, 1, 1, 1], [10, 2, 2, 2, 1]]), 0, 100, 100);
  assert.deepEqual([-50, 9, 11, 99].map(time => columns.times[columns.nearest(time)]), [5, 5, 15, 15]);
  assert.equal(new Columns().nearest(5), -1);
});

test("columns of buckets that are kept are those that a reduction from the start gives, while the window is played", () => {
  const random = lots(9);
  const buckets = Array.from({ length: 3_000 }, (_, n) => [n * 10, random(), 2 + random(), 1 + random(), 1 + Math.floor(10 * random())]);
  const track = trackOf(10, buckets.filter(([start]) => start % 700 > 60));
  const kept = new Columns();
  for (let end = 2_000; end < 28_000; end += 35) {
    kept.reduce(track, end - 2_000, end, 130);
    const fresh = reduced(track, end - 2_000, end, 130);
    assert.deepEqual(bands(kept), bands(fresh));
    assert.deepEqual([kept.lowest, kept.highest], [fresh.lowest, fresh.highest]);
  }
  assert.equal(kept.generation, 1);
});

test("columns know the extremes of a window that ends within a column", () => {
  const readings = Array.from({ length: 200 }, (_, n) => [n, n]);
  for (const to of [105, 109.5, 123]) {
    const columns = reduced(ringOf(readings), to - 100, to, 10);
    assert.equal(columns.highest, Math.floor(to), `to ${to}`);
  }
});

test("columns know the extremes of a bucket whose middle is yet to come", () => {
  const columns = reduced(trackOf(3_600, [[0, 3, 8, 5, 10]]), -100_000, 1_000, 30);
  assert.deepEqual([columns.lowest, columns.highest], [3, 8]);
  assert.equal(reduced(trackOf(3_600, [[7_200, 3, 8, 5, 10]]), -100_000, 1_000, 30).highest, -Infinity, "it has not begun");
});

const FRAME = { left: 0, top: 0, width: 100, height: 100, from: 0, to: 100, low: 0, high: 10 };
const lastOf = text => /([\d.-]+) ([\d.-]+)(?:h0)?$/.exec(text).slice(1).map(Number);
const pathOf = (columns, frame) => {
  const path = new LinePath();
  path.update(columns, frame);
  return path;
};

test("path breaks at gaps and shows a lone reading as a dot", () => {
  const columns = reduced(ringOf([[0, 0], [10, 10], [10, NaN], [50, 5], [50, NaN], [90, 0], [100, 10]]), 0, 100, 100);
  const path = pathOf(columns, FRAME);
  assert.deepEqual([path.body, path.tail], ["M0 100L10 0M50 50h0M90 100", "M90 100L100 0"]);
});

test("path in pieces draws every point that one piece draws", () => {
  const ring = new Ring();
  const columns = new Columns();
  const path = new LinePath();
  const lines = text => text.replace(/h0/g, "").split("M").filter(part => part).map(part => part.split("L"));
  const segments = texts => new Set(texts.flatMap(lines).flatMap(line => line.slice(1).map((point, index) => `${line[index]}-${point}`)));
  for (let time = 0; time < 600; time += 1) {
    if (time % 100 > 3) {
      ring.add(time, time % 10);
    } else if (time % 100 === 0) {
      ring.add(ring.lastTime, NaN);
    }
    columns.reduce(ring, 0, 500, 100);
    path.update(columns, { ...FRAME, from: 0, to: 500 });
  }
  const whole = pathOf(reduced(ring, 0, 500, 100), { ...FRAME, from: 0, to: 500 });
  assert.deepEqual(segments([path.body, path.tail]), segments([whole.body, whole.tail]));
  assert.ok(path.tail.length < 500);
});

test("path of a window that moves is shifted, and draws what one that is written anew draws", () => {
  const random = lots(3);
  const ring = new Ring();
  const columns = new Columns();
  const path = new LinePath();
  let longest = 0;
  for (let end = 2_000; end < 40_000; end += 50) {
    while (ring.lastTime < end) {
      next(ring, random);
    }
    const frame = { ...FRAME, from: end - 2_000, to: end, low: 0, high: end > 30_000 ? 500 : 1_000 };
    columns.reduce(ring, frame.from, frame.to, 100);
    path.update(columns, frame);
    const [x, y] = lastOf(path.tail);
    const [rightX, rightY] = lastOf(pathOf(columns, frame).tail);
    assert.ok(Math.abs(x - path.shift - rightX) <= 0.21, `at ${end}`);
    assert.equal(y, rightY, `at ${end}`);
    assert.ok(path.shift <= 25.1);
    longest = Math.max(longest, path.body.length + path.tail.length);
  }
  assert.ok(longest < 100 * 1.3 * 2 * 14, `bounded by the pixel columns: ${longest}`);
});

test("path of buckets has a bar for each column that has a height, in pieces too", () => {
  const track = trackOf(10, [[0, 1, 3, 2, 10], [10, 2, 2, 2, 1], [20, 0, 10, 5, 10]]);
  const path = pathOf(reduced(track, 0, 100, 10), FRAME);
  assert.deepEqual([path.bandBody, path.bandTail], ["M5 70V90", "M25 0V100"]);
  const readings = pathOf(reduced(ringOf([[0, 1], [1, 9], [50, 2]]), 0, 100, 10), FRAME);
  assert.deepEqual([readings.bandBody, readings.bandTail], ["", ""]);
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

test("time ticks of days lie on local midnights, those of hours on local hours", () => {
  const from = new Date(2026, 10, 20, 13, 20).getTime();
  const days = timeTicks(from, from + 7 * 86_400_000, 290, 44);
  assert.equal(days.step, 2 * 86_400_000);
  assert.ok(days.ticks.length >= 3 && days.ticks.every(tick => new Date(tick).getHours() === 0), days.ticks.map(String).join());
  const hours = timeTicks(from, from + 86_400_000, 290, 44);
  assert.equal(hours.step, 6 * 3_600_000);
  assert.deepEqual(hours.ticks.map(tick => new Date(tick).getHours()), [18, 0, 6, 12].slice(0, hours.ticks.length));
  assert.equal(timeTicks(from, from + 30 * 86_400_000, 290, 44).step, 10 * 86_400_000);
});

test("scheduler draws what is visible and due, round robin, within its budget", () => {
  let now = 0;
  const scheduler = new Scheduler({ frames: { request: () => 0, cancel: () => undefined }, now: () => now });
  const drawn = [];
  const make = (name, wait = () => 0) => ({ wait, draw: () => { drawn.push(name); now += 5; } });
  const cards = ["a", "b", "c"].map(name => make(name));
  const hidden = make("hidden");
  const idle = make("idle", () => Infinity);
  [...cards, hidden, idle].forEach(each => scheduler.add(each));
  [...cards, idle].forEach(each => scheduler.show(each, true));
  assert.equal(scheduler.visit(0), true, "something is left");
  assert.equal(drawn.length, 2, "the budget of 8 ms is spent");
  scheduler.visit(16);
  assert.deepEqual([...drawn].sort(), ["a", "b", "b", "c"], "the next frame goes on where it stopped");
});

test("scheduler forgets what is detached", () => {
  const scheduler = new Scheduler({ frames: { request: () => 0, cancel: () => undefined }, now: () => 0 });
  const drawing = { wait: () => 0, draw: () => assert.fail("drawn") };
  const detach = scheduler.add(drawing);
  scheduler.show(drawing, true);
  detach();
  scheduler.visit(0);
});

test("scheduler asks for a frame when woken, for the next one when something is left, and otherwise for none", () => {
  let [now, asked, cancelled] = [0, [], 0];
  const told = [];
  const scheduler = new Scheduler({
    frames: { request: task => asked.push(task), cancel: () => (cancelled += 1) },
    now: () => now,
    onDrawn: millis => told.push(millis),
  });
  let due = 4;
  const drawing = () => ({ wait: () => (due > 0 ? 0 : Infinity), draw: () => { due -= 1; now += 5; } });
  for (const each of [drawing(), drawing(), drawing(), drawing()]) {
    scheduler.add(each);
    scheduler.show(each, true);
  }
  scheduler.wake();
  assert.equal(asked.length, 1, "one, however often it is woken");
  asked.pop()(0);
  assert.equal(asked.length, 1, "two of four did not fit");
  asked.pop()(16);
  asked.pop()?.(33);
  assert.deepEqual([asked.length, due, told], [0, 0, [10, 10]]);
  scheduler.wake();
  scheduler.stop();
  assert.equal(cancelled, 1);
});

test("scheduler comes back by itself for what is due soon", () => {
  const asked = [];
  let drawnAt = NaN;
  const scheduler = new Scheduler({ frames: { request: task => asked.push(task), cancel: () => undefined }, now: () => 0 });
  const drawing = { wait: now => (Number.isNaN(drawnAt) ? 40 - now : Infinity), draw: now => (drawnAt = now) };
  scheduler.add(drawing);
  scheduler.show(drawing, true);
  for (let frame = 0; asked.length > 0; frame += 16) {
    asked.pop()(frame);
  }
  assert.equal(drawnAt, 48, "the first frame after its time, and no frame after that");
});

/** What of Highcharts stands behind a chart, and counts how often the browser is asked. */
function countingHighcharts() {
  const asked = { styles: 0, boxes: 0, rooms: 0 };
  class SVGElement {
    getStyle() {
      asked.styles += 1;
      return "1px";
    }
  }
  class SVGRenderer {
    Element = SVGElement;
    cache = {};
    boxWrapper = new SVGElement();

    isHidden() {
      asked.boxes += 1;
      return true;
    }
  }
  class Chart {
    constructor() {
      this.getContainer();
      this.pointer = { getChartPosition: () => (asked.boxes += 1) };
      this.applyDescription();
      this.render();
      this.pointer.getChartPosition();
      this.hasRendered = true;
    }

    getContainer() {
      this.containerBox = this.getContainerBox();
      this.renderer = new SVGRenderer();
      this.containerBox = this.getContainerBox();
    }

    getContainerBox() {
      asked.rooms += 1;
      return { width: 300, height: 120 };
    }

    applyDescription() {
      asked.boxes += 1;
    }

    render() {
      this.text = new this.renderer.Element();
      this.text.getStyle("font-size");
    }
  }
  return { SVGElement, Chart, asked };
}

test("a chart is made without asking the browser for more than its room, once", () => {
  const highcharts = countingHighcharts();
  const Quick = quickChart(highcharts);
  const chart = new Quick();
  assert.deepEqual(highcharts.asked, { styles: 0, boxes: 0, rooms: 1 });
  assert.equal(chart.renderer.isHidden(), false);
  assert.equal(chart.text.getStyle("font-size"), "12px");
  assert.equal(chart.text.getStyle("stroke-width"), "1px");
});

test("all charts know the sizes of labels from one another, and their room anew once they are made", () => {
  const highcharts = countingHighcharts();
  const Quick = quickChart(highcharts);
  const [one, other] = [new Quick(), new Quick()];
  assert.equal(one.renderer.cache, other.renderer.cache);
  one.getContainerBox();
  assert.equal(highcharts.asked.rooms, 3);
});
