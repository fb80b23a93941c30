import { test } from "node:test";
import assert from "node:assert/strict";
import { HighWater } from "../js/charts/scales/high-water.js";
import { fitScale, shortestSpan } from "../js/charts/scales/scale.js";
import { textWidth } from "../js/charts/scales/text-width.js";
import { ValueLabels } from "../js/charts/value-labels.js";
import { FigureFit } from "../js/sensors/figure-fit.js";
import { Format } from "../js/ui/format.js";
import { extremesOf, momentOf, readingOf } from "../js/sensors/moment.js";
import { statusText } from "../js/sensors/status.js";
import { Decimals } from "../js/store/readings/decimals.js";
import { Ring } from "../js/store/readings/ring.js";
import { Sensor } from "../js/store/readings/sensor.js";
import { Track } from "../js/store/readings/track.js";

const english = new Format();
const french = new Format();
french.use("fr");
const N = "\u202f";

const learnt = values => {
  const decimals = new Decimals();
  values.forEach(value => decimals.observe(value));
  return decimals;
};
/** The number that a person reads. */
const read = text => {
  const [digits, power = ""] = text.replace(/[\s\u202f]/g, "").replace(/−/g, "-").replace(",", ".").split("×10");
  return Number(`${digits}e${[...power].map(sign => (sign === "⁻" ? "-" : "⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(sign))).join("") || 0}`);
};
/** Numbers from 0 to 1 that are the same in every run. */
function lots(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A value, and how it is written in English and in French. */
const FIGURES = [
  [99.998, "99.998", "99,998"],
  [100, "100", "100"],
  [1234567890, `1${N}234${N}567${N}890`],
  [23372.7432, `23${N}372.7432`, `23${N}372,7432`],
  [1.5e-9, `1.5${N}×${N}10⁻⁹`, `1,5${N}×${N}10⁻⁹`],
  [-2e-9, `−2${N}×${N}10⁻⁹`],
  [0.000012, "0.000012"],
  [0.00012345, "0.00012345"],
  [0.1 + 0.2, "0.3", "0,3"],
  [21.6, "21.6"],
  [Math.fround(21.6), "21.6"],
  [Math.fround(-0.001), "−0.001"],
  [Math.PI, "3.141593"],
  [1e21, `1${N}×${N}10²¹`],
  [Number.MAX_VALUE, `1.7976931348623157${N}×${N}10³⁰⁸`],
  [-Number.MAX_VALUE, `−1.7976931348623157${N}×${N}10³⁰⁸`],
  [Number.MIN_VALUE, `5${N}×${N}10⁻³²⁴`],
  [-0, "0"],
  [0, "0"],
  [2 ** 53 - 1, `9${N}007${N}199${N}254${N}740${N}991`],
  [2 ** 60, `1.152921504606847${N}×${N}10¹⁸`],
  [-1234567.891011, `−1${N}234${N}567.891011`],
  [123456789012.345, `123${N}456${N}789${N}012.345`],
  [99.99999634872354, "99.999996"],
  [NaN, "–"],
  [Infinity, "–"],
];

test("a reading is written with all of its digits", () => {
  for (const [value, text, other] of FIGURES) {
    assert.equal(english.reading(value), text);
    assert.equal(english.reading(value, learnt([value])), text, "as its sensor writes it");
    assert.equal(french.reading(value), other ?? text.replace(".", ","));
  }
});

test("readings of one sensor have the same decimals, and none is cut to them", () => {
  const decimals = learnt([99.998, 100, 99.5]);
  assert.deepEqual([99.998, 100, 99.5, 99.99951].map(value => english.reading(value, decimals)), ["99.998", "100.000", "99.500", "99.99951"]);
});

test("two readings that a device has written never have the same figure, whatever its sensor has written before", () => {
  const random = lots(12);
  for (let round = 0; round < 400; round += 1) {
    const places = Math.floor(random() * 12);
    const size = 10 ** Math.floor(random() * 13 - 3);
    const write = () => Number((size * (2 * random() - 1)).toFixed(Math.min(places, Math.max(0, 14 - Math.ceil(Math.log10(size))))));
    const values = Array.from({ length: 20 }, write);
    const decimals = learnt(values.slice(Math.floor(random() * 20)));
    const computing = learnt([...values.slice(10), Math.PI * size]);
    for (const value of values) {
      assert.equal(read(english.reading(value, decimals)), value + 0);
      assert.ok(String(Math.abs(value)).length > 12 || read(english.reading(value, computing)) === value, `${value}`);
      assert.equal(read(english.reading(value)), value + 0);
      assert.equal(read(french.reading(value)), value + 0);
    }
  }
});

test("neighbours of the last digit of a sensor are told apart, also where it counts in hundreds of millions", () => {
  const random = lots(5);
  for (let round = 0; round < 2_000; round += 1) {
    const places = Math.floor(random() * 7);
    const whole = Math.floor(random() * 10 ** Math.floor(random() * 10));
    const value = Number(`${whole}.${String(Math.floor(random() * 10 ** places)).padStart(places, "0")}`);
    const next = Number((value + 10 ** -places).toFixed(places));
    const decimals = learnt([value, next]);
    assert.notEqual(english.reading(value, decimals), english.reading(next, decimals), `${value} and ${next}`);
    assert.notEqual(english.reading(value), english.reading(next));
  }
});

test("values that a program computes are rounded, but never to a whole number and never to zero", () => {
  const random = lots(3);
  for (let round = 0; round < 2_000; round += 1) {
    const value = (random() - 0.5) * 10 ** Math.floor(random() * 30 - 18) + (random() < 0.5 ? Math.round(100 * random()) : 0);
    const text = english.reading(value, learnt([100 / 3]));
    const whole = Math.abs(read(text) - value) <= Math.abs(value) * 1e-13;
    assert.ok(whole || !Number.isInteger(read(text)), `${value}: ${text}`);
    assert.ok(Math.abs(read(text) - value) <= Math.max(5.1e-6, Math.abs(value) * 1e-6), `${value}: ${text}`);
  }
});

test("a mean is finer than what it is of, and no whole number unless it is one", () => {
  const decimals = learnt([0, 1]);
  assert.deepEqual([0.43, 1, 0.0004, 0.99996].map(value => english.mean(value, decimals)), ["0.43", "1.00", "0.0004", "0.99996"]);
  assert.equal(english.mean(21.634, learnt([21.6])), "21.63");
});

test("labels of an axis differ, hold every digit of their tick, and the scale holds the range", () => {
  const random = lots(8);
  const ranges = [[1234567890, 1234567900, 0], [99.998, 100, 3], [1.5e-9, 1.6e-9, 10], [9007199254740980, 9007199254740991, 0], [-1e21, 1e21, 0], [0, 5e-324, 324], [1e17, 1e17 + 64, 0]];
  for (let round = 0; round < 2_000; round += 1) {
    const places = Math.floor(random() * 9);
    const low = Number(((random() - 0.5) * 10 ** Math.floor(random() * 16 - 3)).toFixed(places));
    ranges.push([low, low + Number((random() * 10 ** Math.floor(random() * 14 - 8)).toFixed(places)), places]);
  }
  for (const [low, high, places] of ranges) {
    for (const intervals of [3, 6]) {
      const { ticks, step, low: bottom, high: top } = fitScale(low, high, shortestSpan(places, low, high), null, intervals);
      const largest = Math.max(...ticks.map(Math.abs));
      const labels = ticks.map(tick => english.axis(tick, step, largest));
      const where = `${low} to ${high}: ${labels.join(", ")}`;
      assert.equal(new Set(labels).size, ticks.length, where);
      assert.ok(bottom <= low && high <= top && ticks.length >= 2 && ticks.length <= 2 * intervals + 3, where);
      labels.forEach((label, index) => {
        const units = { k: 1e3, M: 1e6, G: 1e9, T: 1e12 };
        const value = read(label.replace(/[kMGT]$/, "")) * (units[label.at(-1)] ?? 1);
        assert.ok(Math.abs(value - ticks[index]) <= 0.01 * step + Math.abs(ticks[index]) * 5e-16, `${where}: ${ticks[index]}`);
      });
    }
  }
});

test("a range that a double cannot hold has a scale all the same", () => {
  const scale = fitScale(-Number.MAX_VALUE, Number.MAX_VALUE, shortestSpan(0, -Number.MAX_VALUE, Number.MAX_VALUE), null);
  assert.ok(Number.isFinite(scale.high - scale.low) && scale.ticks.every(Number.isFinite), String(scale.ticks));
});

test("axis labels share their power of ten", () => {
  const { ticks, step } = fitScale(0, 1.5e-9, 1e-12, null);
  assert.deepEqual(ticks.map(tick => english.axis(tick, step, 1.5e-9)), ["0", `0.5${N}×${N}10⁻⁹`, `1.0${N}×${N}10⁻⁹`, `1.5${N}×${N}10⁻⁹`]);
  assert.deepEqual([0, 5_000, 10_000].map(tick => french.axis(tick, 5_000, 10_000)), ["0", "5k", "10k"]);
  assert.deepEqual([999_999, 1_000_000].map(tick => english.axis(tick, 1, 1_000_000)), [`999${N}999`, `1${N}000${N}000`]);
});

test("ages are never negative, also of a device whose clock is ahead", () => {
  assert.deepEqual([-5, -3_600_000].map(millis => [english.age(millis), english.duration(millis)]), [["0.0 s", "0 s"], ["0.0 s", "0 s"]]);
  const sensor = new Sensor("a/x");
  sensor.add(10_000, 1);
  sensor.does("lost", "unplugged", 20_000);
  assert.equal(statusText(sensor, english, 5_000), "lost for 0 s");
});

test("time labels that are less than a second apart differ", () => {
  const time = new Date(2026, 10, 24, 14, 2, 5).getTime();
  assert.deepEqual([english.tick(time + 200, 200), french.tick(time + 400, 200), english.tick(time, 1_000)], ["14:02:05.2", "14:02:05,4", "14:02:05"]);
});

test("margin of an axis follows its widest label, grows at once and shrinks after a minute", () => {
  const labels = new ValueLabels(english, 44);
  labels.fit(null, -10_000);
  const scale = (low, high, places) => fitScale(low, high, shortestSpan(places, low, high), null);
  assert.equal(labels.fit(scale(10, 20, 0), 0), 44, "most charts stand in line");
  const long = scale(1234567890, 1234567900, 0);
  const wide = labels.fit(long, 1_000);
  long.ticks.forEach(tick => assert.ok(textWidth(labels.of(tick), 12) <= wide - 12, labels.of(tick)));
  assert.equal(labels.fit(scale(10, 20, 0), 2_000), wide);
  assert.equal(labels.fit(scale(10, 30, 0), 61_000), wide);
  assert.equal(labels.fit(scale(10, 20, 0), 62_000), 44);
});

test("labels follow the language", () => {
  const format = new Format();
  const labels = new ValueLabels(format, 44);
  const scale = fitScale(0, 1, 0.1, null);
  labels.fit(scale, 0);
  assert.equal(labels.of(0.5), "0.5");
  format.use("fr");
  labels.fit(scale, 0);
  assert.equal(labels.of(0.5), "0,5");
});

test("what has grown shrinks to the most that was needed within the minute", () => {
  const water = new HighWater(10);
  assert.deepEqual([[90, -9_000], [5, -8_000]].map(([needed, now]) => water.fit(needed, now)), [90, 10], "at first nothing is settled");
  assert.deepEqual([[50, 0], [20, 1_000], [30, 2_000], [20, 60_999], [20, 61_000], [40, 61_500]].map(([needed, now]) => water.fit(needed, now)), [50, 50, 50, 50, 30, 40]);
});

test("figure is set smaller when it is long, and alone when it is longer still, and then holds its size", () => {
  const fit = new FigureFit();
  const texts = (value, unit = "") => ({ value, beside: [unit], extremes: [{ word: "max", value }, { word: "min", value }] });
  const set = (value, now) => fit.fit(texts(value), 310, now);
  set("21.6", -10_000);
  assert.deepEqual(set("21.6", 0), { size: 30, unit: 16, below: false });
  assert.equal(set("1 234 567.25", 1).size, 22);
  assert.deepEqual(set("9 007 199 254 740 991", 2), { size: 16, unit: 12, below: true });
  assert.equal(set("21.6", 3).below, true);
  assert.equal(set("21.6", 60_003).size, 30);
  for (const value of FIGURES.map(([, text]) => text)) {
    const { size, below } = new FigureFit().fit(texts(value), 310, 0);
    const side = below ? 0 : textWidth(`max${value}`, 12) + 16;
    assert.ok(textWidth(value, size, "700") + side <= 310, value);
  }
});

test("decimals are learnt from the readings of a ring, newest first, and from the past when it comes", () => {
  const ring = new Ring();
  const decimals = new Decimals();
  [99.998, 100, NaN, 100].forEach((value, time) => ring.add(time, value));
  decimals.follow(ring);
  assert.equal(english.reading(100, decimals), "100.000");
});

test("value of a bucket is said to be a mean, that of a single reading is not", () => {
  const sensor = new Sensor("a/x");
  const track = new Track(1_000);
  track.put(0, 3_000, 1_000, [[0, 21, 23, 21.987654321, 10], [1_000, 22, 22, 22, 1]]);
  const [several, one] = [900, 1_900].map(time => momentOf(sensor, track, time));
  assert.deepEqual([several.mean, one.mean], [true, undefined]);
  assert.deepEqual([several, one].map(moment => readingOf(moment, sensor, english)), ["21.99", "22"]);
});

test("a value is never above its own maximum", () => {
  const line = { lowest: 1, highest: 5 };
  const view = { end: 100, span: 50 };
  assert.deepEqual(extremesOf({ status: "live", lastTime: 90, lastValue: 7 }, line, view), { lowest: 1, highest: 7 });
  assert.deepEqual(extremesOf({ status: "live", lastTime: 40, lastValue: 7 }, line, view), line, "it is older than what is shown");
  assert.deepEqual(extremesOf({ status: "live", lastTime: NaN, lastValue: NaN }, undefined, view), { lowest: Infinity, highest: -Infinity });
});
