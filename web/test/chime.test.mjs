import { test } from "node:test";
import assert from "node:assert/strict";
import { Chime } from "../js/events/alarms/chime.js";

/** Hears when tones begin, and lets them sound only if somebody has touched the page. */
class FakeAudio {
  state = "suspended";
  currentTime = 0;
  destination = {};
  heard = [];
  touched;

  constructor(touched) {
    this.touched = touched;
  }

  async resume() {
    if (this.touched) {
      this.state = "running";
      this.onstatechange?.();
    }
  }

  async suspend() {
    this.state = "suspended";
  }

  createOscillator() {
    const oscillator = { frequency: { value: 0 }, connect: next => next, start: () => this.heard.push(oscillator.frequency.value), stop() {} };
    return oscillator;
  }

  createGain() {
    return { gain: { setValueAtTime() {}, linearRampToValueAtTime() {} }, connect: next => next };
  }
}

/** As those of a browser: whoever asks for a lock that is taken gets none. */
class FakeLocks {
  #taken = new Set();

  async request(name, _options, deed) {
    const free = !this.#taken.has(name);
    this.#taken.add(name);
    await deed(free ? {} : null);
    free && this.#taken.delete(name);
  }
}

const timers = { time: 0, now: () => timers.time, later() {} };
const info = alarm => ({ alarm, severity: "info" });
const critical = alarm => ({ alarm, severity: "critical" });

async function tab({ touched = true, locks } = {}) {
  const audio = new FakeAudio(touched);
  const chime = new Chime({ audio: () => audio, locks, timers, onChange() {} });
  await chime.wake();
  timers.time += 10_000;
  return { audio, chime };
}

test("many alarms at once sound once, a more urgent one all the same", async () => {
  const { audio, chime } = await tab();
  [info(1), info(2), critical(3), critical(4), info(5)].forEach(each => chime.ring(each));
  assert.deepEqual(audio.heard, [520, 880, 660, 880]);
  timers.time += 3_000;
  chime.ring({ alarm: 6 });
  assert.deepEqual(audio.heard.slice(4), [660, 660]);
});

test("a severity that is not known sounds like a warning", async () => {
  const { audio, chime } = await tab();
  chime.ring({ alarm: 1, severity: "catastrophic" });
  assert.deepEqual(audio.heard, [660, 660]);
});

test("what was raised before anybody touched the page is not heard later", async () => {
  const { audio, chime } = await tab({ touched: false });
  chime.ring(critical(1));
  assert.equal(chime.waits, true);
  audio.touched = true;
  await chime.wake();
  assert.equal(chime.waits, false);
  assert.deepEqual(audio.heard, []);
  chime.ring(critical(2));
  assert.equal(audio.heard.length, 3, "and the alarm that was not heard keeps no other quiet");
});

test("of several tabs one sounds, and none that still waits", async () => {
  const locks = new FakeLocks();
  const tabs = [await tab({ locks, touched: false }), await tab({ locks }), await tab({ locks })];
  tabs.forEach(({ chime }) => chime.ring(critical(1)));
  assert.deepEqual(tabs.map(({ audio }) => audio.heard.length), [0, 3, 0]);
});

test("switched off it is silent", async () => {
  const { audio, chime } = await tab();
  chime.rest();
  chime.ring(critical(1));
  assert.deepEqual(audio.heard, []);
});
