import { test } from "node:test";
import assert from "node:assert/strict";
import { deflateSync } from "node:zlib";
import { readMap } from "../js/socket/stills/cbor-map.js";
import { StillParts, MATRIX } from "../js/socket/stills/still-parts.js";
import { StillClient } from "../js/socket/queries/still-client.js";
import { LiveSocket } from "../js/socket/live-socket.js";
import { frameOf, release } from "../js/store/stills/still-frame.js";
import { Stills } from "../js/store/stills/stills.js";
import { StillCache } from "../js/store/stills/still-cache.js";
import { StillTimes } from "../js/store/stills/still-times.js";
import { StillPaces } from "../js/store/stills/still-paces.js";
import { StillPast } from "../js/store/stills/still-past.js";
import { gradient, paint, place } from "../js/charts/matrix/colour-scale.js";
import { cellAt, csvOf, decimalsOf } from "../js/charts/matrix/matrix-picture.js";
import { StillScales } from "../js/stills/still-scales.js";
import { Settings } from "../js/ui/settings.js";
import { sayStill } from "../js/stills/still-words.js";
import { doingNow, doingOf, sightOf, timeOf, toldOf } from "../js/stills/still-sight.js";
import { Format } from "../js/ui/format.js";
import { statusText } from "../js/sensors/status.js";

// What is sent: a map of CBOR, then bytes.

const double = value => {
  const bytes = new Uint8Array(9);
  bytes[0] = 0xfb;
  new DataView(bytes.buffer).setFloat64(1, value);
  return [...bytes];
};
const head = (major, length) => {
  const [most, info] = length < 24 ? [0, length] : length < 256 ? [1, 24] : length < 65_536 ? [2, 25] : length < 2 ** 32 ? [4, 26] : [8, 27];
  const bytes = Array.from({ length: most }, (_, index) => Math.floor(length / 256 ** (most - 1 - index)) % 256);
  return [(major << 5) | info, ...bytes];
};
const cbor = value => {
  switch (typeof value) {
    case "string": {
      const bytes = new TextEncoder().encode(value);
      return [...head(3, bytes.length), ...bytes];
    }
    case "number":
      return !Number.isInteger(value) ? double(value) : value < 0 ? head(1, -1 - value) : head(0, value);
    case "boolean":
      return [value ? 0xf5 : 0xf4];
    default:
      return value === null ? [0xf6] : Array.isArray(value) ? [...head(4, value.length), ...value.flatMap(cbor)] : map(value);
  }
};
const entries = fields => Object.entries(fields).flatMap(([name, value]) => [...cbor(name), ...cbor(value)]);
const map = fields => [...head(5, Object.keys(fields).length), ...entries(fields)];
/** As a generator writes it that does not know beforehand how many fields there are. */
const openMap = fields => [0xbf, ...entries(fields), 0xff];
const message = (fields, payload, write = map) => Uint8Array.from([...write(fields), ...payload]).buffer;
const JPEG = { type: "still", sensor: "door/camera", time: 1_763_875_200_123, id: 7, media: "image/jpeg", encoding: "identity" };
const THERMAL = { ...JPEG, sensor: "hall/thermal", media: MATRIX, rows: 2, columns: 3, unit: "°C", low: 18.5, high: 41 };

/** The messages of one still, cut into pieces of so many bytes. */
function pieces(fields, payload, size) {
  const of = Math.ceil(payload.length / size);
  return Array.from({ length: of }, (_, n) =>
    message({ ...fields, size: payload.length, part: n + 1, of }, payload.slice(n * size, (n + 1) * size)));
}
const bytesOf = count => Uint8Array.from({ length: count }, (_, n) => n % 251);
const floats = values => new Uint8Array(Float32Array.from(values).buffer);

test("map of CBOR is read up to its end, whether its length is said or not", () => {
  const fields = { text: "°C", zero: 0, small: 200, large: 1_763_875_200_123, negative: -300, half: 0.5, yes: true, no: false };
  for (const write of [map, openMap]) {
    const bytes = Uint8Array.from([...write(fields), 9, 9]);
    const read = readMap(bytes);
    assert.deepEqual(Object.fromEntries(read.fields), fields);
    assert.equal(read.length, bytes.length - 2);
  }
});

test("numbers of every precision are read", () => {
  const read = (...bytes) => readMap(Uint8Array.from([0xa1, 0x61, 0x78, ...bytes])).fields.get("x");
  assert.equal(read(0xf9, 0x3c, 0x00), 1);
  assert.equal(read(0xf9, 0xc4, 0x00), -4);
  assert.equal(read(0xf9, 0x00, 0x01), 5.960464477539063e-8);
  assert.equal(read(0xf9, 0x7c, 0x00), Infinity);
  assert.ok(Number.isNaN(read(0xf9, 0x7e, 0x00)));
  assert.equal(read(0xfa, 0x47, 0xc3, 0x50, 0x00), 100_000);
  assert.equal(read(0xfb, 0x3f, 0xf1, 0x99, 0x99, 0x99, 0x99, 0x99, 0x9a), 1.1);
});

test("fields of kinds that are not known yet are skipped", () => {
  const { fields } = readMap(Uint8Array.from(map({ a: [1, ["x"], { y: 2 }], b: null, c: 3 })));
  assert.deepEqual([...fields], [["c", 3]]);
});

test("map that is cut anywhere, nested too deeply, or no map is refused", () => {
  const whole = Uint8Array.from(map({ ...THERMAL, size: 24, part: 1, of: 1 }));
  for (let cut = 0; cut < whole.length; cut += 1) {
    assert.throws(() => readMap(whole.slice(0, cut)), /CBOR|encoded/i, `cut at ${cut}`);
  }
  assert.throws(() => readMap(Uint8Array.from(map({ a: [[[[[1]]]]] }))), /flat/);
  assert.throws(() => readMap(Uint8Array.from([0x01])), /a map/);
  assert.throws(() => readMap(Uint8Array.from([0xbb, 255, 255, 255, 255, 255, 255, 255, 255])), /fewer/);
  assert.throws(() => readMap(Uint8Array.from([0xa1, 0x61, 0x78, 0xc1, 0x00])), /tag/);
  assert.throws(() => readMap(Uint8Array.from([0xa1, 0x61, 0x78, 0x61, 0xff])), /encoded|valid/i);
  const many = Object.fromEntries(Array.from({ length: 65 }, (_, n) => [`f${n}`, n]));
  assert.throws(() => readMap(Uint8Array.from(openMap(many))), /fewer/);
});

test("parts are put together, also when those of another sensor come between", () => {
  let now = 500;
  const parts = new StillParts(() => now);
  const [payload, other] = [bytesOf(100_000), bytesOf(50)];
  const [first, ...rest] = pieces(JPEG, payload, 32_000);
  assert.equal(parts.take(first), null);
  assert.deepEqual(parts.take(pieces({ ...JPEG, sensor: "yard/camera", id: 8 }, other, 100)[0]).bytes, other);
  const wholes = rest.map(each => (now += 100, parts.take(each)));
  assert.deepEqual(wholes.slice(0, -1), [null, null]);
  const { bytes, ...still } = wholes.at(-1);
  assert.deepEqual(bytes, payload);
  assert.deepEqual(still, { sensor: "door/camera", time: JPEG.time, media: "image/jpeg", deflated: false, matrix: undefined, took: 300 });
  assert.equal(parts.garbled, 0);
});

test("matrix says its shape; what the server left out is not known", () => {
  const parts = new StillParts(() => 0);
  const payload = floats([1, 2, 3, 4, 5, 6]);
  const [whole] = pieces({ ...THERMAL, encoding: "deflate" }, payload, 100);
  assert.deepEqual(parts.take(whole).matrix, { rows: 2, columns: 3, unit: "°C", low: 18.5, high: 41 });
  const { unit, low, high, ...bare } = THERMAL;
  assert.deepEqual(parts.take(pieces(bare, payload, 100)[0]).matrix, { rows: 2, columns: 3, unit: "", low: NaN, high: NaN });
});

test("newer still takes the place of an unfinished one, whose rest is counted", () => {
  const parts = new StillParts(() => 0);
  const [old, oldRest] = pieces(JPEG, bytesOf(20), 10);
  parts.take(old);
  const [next, nextRest] = pieces({ ...JPEG, id: 9 }, bytesOf(16), 8);
  assert.equal(parts.take(next), null);
  assert.equal(parts.take(oldRest), null);
  assert.equal(parts.garbled, 1);
  assert.deepEqual(parts.take(nextRest).bytes, bytesOf(16));
});

test("message that is cut anywhere, or does not fit, is counted and harms nothing", () => {
  const parts = new StillParts(() => 0);
  const whole = new Uint8Array(pieces(JPEG, bytesOf(30), 30)[0]);
  for (let cut = 0; cut < whole.length; cut += 1) {
    assert.equal(parts.take(whole.slice(0, cut).buffer), null, `cut at ${cut}`);
  }
  assert.equal(parts.garbled, whole.length);
  const one = { ...JPEG, size: 4, part: 1, of: 1 };
  const { sensor, ...nameless } = one;
  const bad = [
    nameless,
    { ...one, part: 2 },
    { ...one, part: 0 },
    { ...one, of: 9 },
    { ...one, size: 2 ** 31 },
    { ...one, size: 5 },
    { ...one, media: "text/html" },
    { ...one, encoding: "br" },
    { ...one, time: 1.5 },
    { ...THERMAL, size: 4, part: 1, of: 1, rows: 100_000, columns: 100_000 },
    { ...THERMAL, size: 4, part: 1, of: 1, rows: 0 },
  ];
  for (const fields of bad) {
    assert.equal(parts.take(message(fields, [1, 2, 3, 4])), null, JSON.stringify(fields));
  }
  assert.equal(parts.garbled, whole.length + bad.length);
  assert.equal(parts.take(message({ type: "other", x: 1 }, [1])), null);
  assert.equal(parts.garbled, whole.length + bad.length, "types may be added");
  assert.deepEqual(parts.take(whole.buffer).bytes, bytesOf(30));
});

test("unfinished stills take no more memory than the largest, whatever is begun", () => {
  const parts = new StillParts(() => 0);
  const begin = (sensor, size) => parts.take(message({ ...JPEG, sensor, size, part: 1, of: 2 }, [1]));
  const end = (sensor, size) => parts.take(message({ ...JPEG, sensor, size, part: 2, of: 2 }, new Uint8Array(size - 1)));
  for (let n = 0; n < 100; n += 1) {
    begin(`a/${n}`, 2);
  }
  assert.equal(end("a/0", 2), null, "too many");
  assert.notEqual(end("a/99", 2), null);
  begin("b/0", 64 * 1024 * 1024);
  assert.equal(end("a/98", 2), null, "too large together");
});

/** A LiveSocket whose connections the test holds in its hand. */
function rig(onStill, onPart) {
  const made = [];
  const socket = new LiveSocket({
    url: "ws://x/live",
    timers: { now: () => 0, later: () => 1, cancel: () => {} },
    random: () => 1,
    open: url => {
      const one = { url, sent: [], binaryType: "blob", onmessage: null, onclose: null, onopen: null, close: () => {} };
      one.send = text => one.sent.push(JSON.parse(text));
      made.push(one);
      return one;
    },
    onMessage: () => {},
    onConnection: () => {},
    onStill,
    onPart,
  });
  return { socket, made };
}
const welcome = (more = {}) => ({ type: "welcome", protocol: "vigie.v1", server: "v", epoch: "aa", seq: 5, time: 0, sensors: [], ...more });

test("socket asks for stills when connecting, when it resumes and when it subscribes, and takes binary messages", () => {
  const stills = [];
  const parts = [];
  const { socket, made } = rig(still => stills.push(still), (bytes, usable) => parts.push([bytes, usable, stills.length]));
  socket.start();
  assert.deepEqual([made[0].url, made[0].binaryType], ["ws://x/live?stills=true", "arraybuffer"]);
  made[0].onmessage({ data: JSON.stringify(welcome()) });
  assert.deepEqual(made[0].sent, [{ type: "subscribe", since: "aa:0", ref: 1, stills: true }]);
  const [first, second] = pieces(JPEG, bytesOf(20), 10);
  made[0].onmessage({ data: first });
  made[0].onmessage({ data: new ArrayBuffer(3) });
  made[0].onmessage({ data: second });
  assert.deepEqual(stills.map(each => each.bytes), [bytesOf(20)]);
  assert.equal(socket.garbled, 1);
  assert.deepEqual(parts, [[first.byteLength, true, 0], [3, false, 0], [second.byteLength, true, 0]]);
  socket.woke();
  made[0].onclose({ code: 1006 });
  socket.retryNow();
  assert.equal(made[1].url, "ws://x/live?since=aa%3A0&stills=true");
  made[1].onmessage({ data: second });
  assert.equal(socket.garbled, 2, "what was unfinished does not go on");
});

test("client asks for the still of a moment, and knows when there is none", async () => {
  const asked = [];
  const answers = [
    new Response(bytesOf(5), { headers: { "Content-Type": "image/png", "X-Vigie-Time": "900" } }),
    new Response("{}", { status: 404 }),
    new Response(floats([1, 2]), { headers: { "Content-Type": MATRIX, "X-Vigie-Time": "800", "X-Vigie-Rows": "1", "X-Vigie-Columns": "2", "X-Vigie-Low": "1", "X-Vigie-High": "2", "X-Vigie-Unit": "%C2%B0C" } }),
    new Response("{}", { status: 500 }),
    new Response('{"sensor":"a b/c","times":[10,20,30]}'),
  ];
  const caches = [];
  const client = new StillClient(async (address, { cache }) => {
    asked.push(address);
    caches.push(cache);
    return answers.shift();
  });
  assert.deepEqual(await client.at("a b/c", 1_000.7), { sensor: "a b/c", time: 900, media: "image/png", bytes: bytesOf(5), deflated: false });
  assert.equal(await client.at("a b/c", 1), null);
  const matrix = await client.at("a b/c", 1_000);
  assert.deepEqual([matrix.matrix, matrix.deflated], [{ rows: 1, columns: 2, unit: "°C", low: 1, high: 2 }, false]);
  await assert.rejects(client.at("a b/c", 1), /500/);
  assert.deepEqual(await client.times("a b/c", 5.5, 35), { times: [10, 20, 30], whole: true });
  assert.deepEqual(caches.slice(-2), ["default", "no-store"], "a still never changes, their times do");
  assert.deepEqual(asked.slice(0, 1), ["/api/stills/a%20b/c?at=1000"]);
  assert.equal(asked.at(-1), "/api/stills/a%20b/c/times?from=5&to=35&limit=2000");
  answers.push(new Response('{"sensor":"a b/c","times":[10,20]}'));
  assert.deepEqual(await client.times("a b/c", 5, 35, 2), { times: [10, 20], whole: false });
  assert.match(asked.at(-1), /&limit=2$/);
});

test("frame of a matrix has its values, inflated when they were deflated, with its bounds", async () => {
  const values = [1, NaN, 3, -4.5, 5, 6];
  const matrix = { rows: 2, columns: 3, unit: "", low: NaN, high: NaN };
  for (const deflated of [false, true]) {
    const bytes = deflated ? new Uint8Array(deflateSync(floats(values))) : floats(values);
    const frame = await frameOf({ sensor: "a/b", time: 1, media: MATRIX, bytes, deflated, matrix });
    assert.deepEqual([...frame.values], values);
    assert.deepEqual([frame.shape.low, frame.shape.high], [-4.5, 6]);
  }
});

test("frame whose bytes are not those of its shape is refused", async () => {
  const matrix = { rows: 2, columns: 3, unit: "", low: NaN, high: NaN };
  const still = (bytes, deflated) => ({ sensor: "a/b", time: 1, media: MATRIX, bytes, deflated, matrix });
  await assert.rejects(frameOf(still(floats([1, 2]), false)), /8 bytes/);
  await assert.rejects(frameOf(still(new Uint8Array(deflateSync(floats([1, 2]))), true)), /8 bytes/);
  await assert.rejects(frameOf(still(new Uint8Array(deflateSync(new Uint8Array(10_000_000))), true)), /more than 24/);
  await assert.rejects(frameOf(still(bytesOf(24), true)));
});

test("frame of a picture has an address until it is released", async () => {
  const frame = await frameOf({ sensor: "a/b", time: 1, media: "image/png", bytes: bytesOf(9), deflated: false });
  const fetched = await (await fetch(frame.address)).blob();
  assert.deepEqual([fetched.type, new Uint8Array(await fetched.arrayBuffer())], ["image/png", bytesOf(9)]);
  release(frame);
  await assert.rejects(fetch(frame.address));
});

const still = (time, more = {}) => ({ sensor: "door/camera", time, media: "image/png", bytes: bytesOf(10), deflated: false, ...more });

test("store keeps the newest of each sensor, by its own time", () => {
  const stills = new Stills();
  const heard = [];
  stills.listen(change => heard.push([change.type, change.sensor.id]));
  stills.apply(welcome({ stills: [{ sensor: "door/camera", source: "door", name: "Door", last: 500, media: "image/png" }] }));
  const door = stills.sensors.get("door/camera");
  assert.deepEqual([door.name, door.source, door.newest], ["Door", "door", undefined], "it is still to come");
  stills.arrived(still(700));
  stills.arrived(still(600));
  assert.equal(door.newest.time, 700);
  stills.arrived(still(1, { sensor: "yard/cam" }));
  assert.deepEqual([stills.sensors.get("yard/cam").name, stills.sensors.get("yard/cam").source], ["cam", "yard"]);
  assert.deepEqual(heard.map(([type]) => type), ["sensor", "still", "still", "sensor", "still"]);
  stills.apply(welcome({ stills: [{ sensor: "hall/thermal", source: "hall", last: null }] }));
  assert.equal(stills.sensors.get("hall/thermal").newest, null, "there is none yet");
});

test("store knows which sensors the server does not know any more, and what it missed", () => {
  const stills = new Stills();
  stills.apply(welcome({ stills: [{ sensor: "a/b", source: "a", last: 5 }, { sensor: "c/d", source: "c", last: 5 }] }));
  stills.arrived(still(5, { sensor: "a/b" }));
  stills.apply(welcome({ stills: [{ sensor: "a/b", source: "a", last: 9 }] }));
  assert.deepEqual([...stills.sensors.values()].map(each => each.known), [true, false]);
  assert.equal(stills.sensors.get("a/b").newest, undefined);
});

/** A camera, and what is told of it while the test sends its stills; they take a second on the way. */
function camera() {
  const stills = new Stills();
  const told = [];
  stills.listen(change => change.type === "status" && told.push(change.sensor.silent));
  const send = time => stills.arrived(still(time), time + 1_000);
  send(0);
  return { stills, told, send, door: stills.sensors.get("door/camera") };
}

test("sensor of stills is silent after four times its pace, and live again with the next still", () => {
  const { stills, told, send, door } = camera();
  [5_000, 10_000, 15_000, 20_000].forEach(send);
  stills.beat(41_000);
  assert.deepEqual([door.silent, told], [false, []]);
  stills.beat(41_001);
  stills.beat(45_000);
  assert.deepEqual([door.silent, told], [true, [true]]);
  stills.arrived(still(20_000), 46_000);
  assert.equal(door.silent, true, "the newest comes again on a new connection: that is no news");
  send(50_000);
  assert.deepEqual([door.silent, told], [false, [true, false]]);
});

test("nobody is silent before ten seconds, nor who gave too few stills for a pace", () => {
  const { stills, send, door } = camera();
  [100, 200, 300].forEach(send);
  stills.beat(1e9);
  assert.equal(door.silent, false);
  send(400);
  stills.beat(11_400);
  assert.equal(door.silent, false);
  stills.beat(11_401);
  assert.equal(door.silent, true);
});

test("on a slow line it is counted how long they are on their way, one after the other", () => {
  const { stills, send, door } = camera();
  [1_000, 2_000, 3_000].forEach(send);
  stills.arrived(still(4_000, { took: 8_000 }), 5_000);
  stills.arrived(still(4_000, { sensor: "yard/cam", took: 7_000 }), 5_000);
  stills.beat(30_000);
  assert.equal(door.silent, false);
  stills.beat(30_001);
  assert.equal(door.silent, true);
});

test("camera whose clock is slow is live while its stills come", () => {
  const { stills, door } = camera();
  for (let n = 0; n < 10; n += 1) {
    stills.arrived(still(n * 2_000), 3_600_000 + n * 2_000);
    stills.beat(3_600_000 + n * 2_000 + 500);
    assert.equal(door.silent, false);
  }
});

test("pace of before the page is asked for once, one sensor after the other, and again after a failure", async () => {
  const stills = new Stills();
  const asked = [];
  const answers = [];
  const client = { times: (...question) => (asked.push(question), new Promise((resolve, reject) => answers.push({ resolve, reject }))) };
  new StillPaces(stills, client);
  const settled = () => new Promise(resolve => setImmediate(resolve));
  const all = [["a/b", 9_000], ["c/d", 8_000], ["e/f", null]].map(([sensor, last]) => ({ sensor, source: sensor[0], last }));
  stills.apply(welcome({ stills: all }));
  await settled();
  assert.deepEqual(asked, [["a/b", 9_000 - 86_400_000, 9_001, 20]]);
  answers[0].resolve({ times: [1_000, 3_000, 5_000, 7_000, 9_000], whole: true });
  await settled();
  answers[1].reject(new Error("no"));
  await settled();
  stills.beat(19_001);
  assert.equal(stills.sensors.get("a/b").silent, false, "its newest is still on its way");
  stills.arrived(still(9_000, { sensor: "a/b" }), 19_001);
  assert.deepEqual([...stills.sensors.values()].map(each => each.silent), [true, false, false]);
  stills.apply(welcome({ stills: all }));
  await settled();
  assert.deepEqual(asked.map(([id]) => id), ["a/b", "c/d", "c/d"]);
});

test("cache lets go what was used longest ago", () => {
  const cache = new StillCache(25);
  [1, 2].forEach(time => cache.put(still(time)));
  cache.put(still(2));
  assert.equal(cache.get("door/camera", 1).time, 1);
  cache.put(still(3));
  assert.deepEqual([1, 2, 3].map(time => cache.has("door/camera", time)), [true, false, true]);
  assert.equal(cache.newest("door/camera", 0, 2).time, 1);
  assert.equal(cache.newest("door/camera", 2, 2), undefined);
  assert.equal(cache.newest("other/camera", 0, 9), undefined);
});

test("times are known where the server has said, and only there", () => {
  const times = new StillTimes();
  assert.equal(times.at(100), undefined);
  times.learn(100, 70);
  assert.deepEqual([times.at(69), times.at(70), times.at(100), times.at(101)], [undefined, 70, 70, undefined]);
  times.learnAll(101, 200, [120, 150]);
  assert.deepEqual([times.at(119), times.at(120), times.at(199), times.next(70), times.next(150)], [70, 120, 150, 120, undefined]);
  assert.equal(times.knownUntil(80), 200);
  times.learn(40, null);
  assert.deepEqual([times.at(-5), times.at(40), times.at(41)], [null, null, undefined]);
  times.forget(130);
  assert.deepEqual([times.at(129), times.at(130)], [120, undefined]);
});

test("times that a later answer contradicts are forgotten", () => {
  const times = new StillTimes();
  times.learn(100, 10);
  times.learnAll(101, 200, [120, 150]);
  times.learn(150, null);
  assert.deepEqual([times.at(150), times.at(120)], [null, null], "the oldest were deleted");
});

/** Times in one answer: the last ones. */
const MOST = 250;

/** The past of a camera with a still every second; questions are answered when the test says. */
function pastOf(times, now = 1_000_000) {
  const world = { now, asked: [], tasks: [], answered: [], fail: false, open: 0, most: 0 };
  const reply = async (question, answer) => {
    world.asked.push(question);
    world.open += 1;
    world.most = Math.max(world.most, world.open);
    await null;
    world.open -= 1;
    if (world.fail) {
      throw new Error("no");
    }
    return answer;
  };
  const client = {
    at: (sensor, time) => {
      const found = times.filter(each => each <= time).at(-1);
      return reply(time, found === undefined ? null : still(found, { sensor }));
    },
    times: (_, from, to) => {
      const found = times.filter(each => each >= from && each < to);
      return reply([from, to], { times: found.slice(-MOST), whole: found.length <= MOST });
    },
  };
  const past = new StillPast({
    client,
    clock: { now: () => world.now },
    timers: { now: () => world.now, later: (task, millis) => world.tasks.push({ task, at: world.now + millis }) },
    onAnswer: sensor => world.answered.push(sensor),
  });
  const pass = async (millis = 80) => {
    world.now += millis;
    const due = world.tasks.filter(each => each.at <= world.now);
    world.tasks = world.tasks.filter(each => each.at > world.now);
    due.forEach(each => each.task());
    for (let turn = 0; turn < 8; turn += 1) {
      await null;
    }
  };
  const look = (end, rate = 0) => {
    const { still: seen, sure } = past.look("door/camera", end, rate);
    return [seen && seen.time, sure];
  };
  return { world, past, pass, look };
}
const everySecond = Array.from({ length: 900 }, (_, n) => 100_000 + n * 1_000);

test("past: the still at or before the moment is asked for once; until then the one before may stay", async () => {
  const { world, pass, look } = pastOf(everySecond);
  assert.deepEqual(look(200_500.5), [undefined, false]);
  await pass();
  assert.deepEqual(look(200_500.5), [200_000, true]);
  assert.deepEqual(look(200_100), [200_000, true], "known to be the newest there, too");
  await pass();
  assert.deepEqual(world.asked, [200_500]);
  assert.deepEqual(world.answered, ["door/camera"]);
});

test("past: before the first there was none", async () => {
  const { world, pass, look } = pastOf(everySecond);
  look(50_000);
  await pass();
  assert.deepEqual([look(50_000), look(10)], [[null, true], [null, true]]);
  await pass();
  assert.equal(world.asked.length, 1);
});

test("past: of moments that a slider passes only the last is asked for, one question at a time", async () => {
  const { world, pass, look } = pastOf(everySecond);
  for (let end = 200_000; end < 300_000; end += 2_000) {
    look(end);
  }
  await pass();
  assert.deepEqual(world.asked, [298_000]);
  look(400_000);
  look(500_000);
  await pass(40);
  look(600_000);
  await pass(40);
  assert.deepEqual([world.asked, world.most], [[298_000, 600_000], 1]);
});

test("past: played at any pace, every still is shown in its turn, with few questions about times", async () => {
  for (const rate of [1, 10]) {
    const { world, pass, look } = pastOf(everySecond);
    let end = 200_000;
    const seen = [];
    for (let beat = 0; beat < 200; beat += 1) {
      seen.push([end, ...look(end, rate)]);
      await pass(50);
      end += 50 * rate;
    }
    const settled = seen.slice(20);
    assert.ok(settled.every(([moment, time, sure]) => sure && time === Math.floor(moment / 1_000) * 1_000), `at ${rate}×`);
    assert.ok(world.asked.filter(Array.isArray).length <= 3, JSON.stringify(world.asked));
    assert.equal(world.most, 1);
  }
});

test("past: played close behind the present, it asks now and then", async () => {
  const { world, pass, look } = pastOf(everySecond, 800_000);
  for (let beat = 0; beat < 200; beat += 1) {
    look(world.now - 5_000, 1);
    await pass(50);
  }
  assert.ok(world.asked.length < 30, String(world.asked.length));
  assert.deepEqual(look(world.now - 5_000, 1), [Math.floor((world.now - 5_000) / 1_000) * 1_000, true]);
});

test("past: played too quickly for the line, what has come is shown all the same", async () => {
  const { pass, look } = pastOf(everySecond);
  let end = 200_000;
  const seen = new Set();
  for (let beat = 0; beat < 100; beat += 1) {
    const [time] = look(end, 60);
    seen.add(time);
    assert.ok(time === undefined || (time <= end && end - time <= 180_000));
    await pass(100);
    end += 6_000;
  }
  assert.ok(seen.size > 30, String(seen.size));
});

test("past: what came live is not asked for again, and what came late is", async () => {
  const { world, past, pass, look } = pastOf([200_000]);
  past.arrived(still(200_000));
  assert.deepEqual(look(200_500), [undefined, false], "there may be newer ones that were skipped");
  await pass();
  assert.deepEqual(look(200_500), [200_000, true]);
  past.arrived(still(200_300));
  assert.deepEqual(look(200_250), [200_000, true]);
  assert.deepEqual(look(200_500), [undefined, false]);
  past.forget();
  assert.deepEqual(look(200_250), [undefined, false]);
  assert.equal(world.asked.length, 1);
});

test("past: a server that fails is left alone for a while, and asked again", async () => {
  const { world, past, pass, look } = pastOf(everySecond);
  world.fail = true;
  look(200_000);
  await pass();
  assert.equal(past.failing, true);
  look(200_000);
  await pass(500);
  assert.equal(world.asked.length, 1);
  world.fail = false;
  await pass(600);
  assert.deepEqual([past.failing, look(200_000)], [false, [200_000, true]]);
});

test("colours get lighter with every step, also for eyes that see two colours only, and far enough apart to be told", () => {
  const pixels = new Uint8ClampedArray(4 * 33);
  paint(Array.from({ length: 33 }, (_, n) => n), 0, 32, pixels);
  const linear = Array.from({ length: 33 }, (_, n) => Array.from(pixels.subarray(4 * n, 4 * n + 3), each => (each / 255) ** 2.2));
  // What is left of red, green and blue for each kind of eye (Machado, Oliveira and Fernandes 2009).
  const eyes = {
    all: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    protanopia: [[0.152, 1.053, -0.205], [0.115, 0.786, 0.099], [-0.004, -0.048, 1.052]],
    deuteranopia: [[0.367, 0.861, -0.228], [0.28, 0.673, 0.047], [-0.012, 0.043, 0.969]],
    tritanopia: [[1.256, -0.077, -0.179], [-0.078, 0.931, 0.148], [0.005, 0.691, 0.304]],
  };
  for (const [eye, matrix] of Object.entries(eyes)) {
    const light = linear
      .map(colour => matrix.map(row => row.reduce((sum, each, n) => sum + each * colour[n], 0)))
      .map(([red, green, blue]) => 116 * Math.cbrt(Math.max(0, 0.2126 * red + 0.7152 * green + 0.0722 * blue)) - 16);
    light.slice(1).forEach((each, n) => assert.ok(each - light[n] > 1, `${eye}, step ${n}: ${light[n]} to ${each}`));
  }
});

test("no value has no colour; all the same have one; what is beyond the scale has that of its end", () => {
  const pixels = new Uint8ClampedArray(16);
  paint([NaN, 5, -100, 100], 0, 10, pixels);
  assert.deepEqual([...pixels.subarray(0, 4)], [0, 0, 0, 0]);
  const ends = new Uint8ClampedArray(8);
  paint([0, 10], 0, 10, ends);
  assert.deepEqual(pixels.subarray(8), ends);
  assert.deepEqual([place(3, 3, 3), place(5, 0, 10)], [0.5, 0.5]);
  assert.match(gradient("to top"), /^linear-gradient\(to top, #/);
});

test("cell under the pointer is found, none beside the picture", () => {
  const box = { left: 200, top: 50, width: 200, height: 100 };
  assert.deepEqual(cellAt(box, 4, 2, 201, 149), { row: 1, column: 0 });
  assert.deepEqual(cellAt(box, 4, 2, 399, 51), { row: 0, column: 3 });
  assert.equal(cellAt(box, 4, 2, 150, 100), null);
});

test("decimals tell shades apart, and values go to a spreadsheet as they are", () => {
  assert.deepEqual([decimalsOf(20, 40), decimalsOf(0, 1_000), decimalsOf(0, 0.01), decimalsOf(5, 5)], [1, 0, 4, 2]);
  const frame = { still: still(1), shape: { rows: 2, columns: 2, unit: "", low: 0, high: 1 }, values: Float32Array.from([1.1, NaN, -3, 4]) };
  assert.equal(csvOf(frame), "1.1,\r\n-3,4\r\n");
});

test("scale that a person has fixed is kept, rubbish is not", () => {
  const kept = {};
  const settings = new Settings({ getItem: key => kept[key] ?? null, setItem: (key, value) => { kept[key] = value; } });
  const scales = new StillScales(settings);
  assert.equal(scales.fixed("a/b"), null);
  scales.fix("a/b", { low: 10, high: 40 });
  assert.deepEqual(new StillScales(settings).fixed("a/b"), { low: 10, high: 40 });
  scales.fix("a/b", null);
  assert.equal(new StillScales(settings).fixed("a/b"), null);
  settings.set("stillScales", { "a/b": { low: 5, high: 1 }, "c/d": 7 });
  assert.deepEqual(["a/b", "c/d"].map(id => new StillScales(settings).fixed(id)), [null, null]);
});

const format = new Format();
const page = more => ({ format, view: { live: true, end: 10_000, rate: 1 }, source: () => undefined, unheard: () => null, past: { look: (...asked) => ({ still: null, sure: true, asked }) }, ...more });

test("sensor of stills does as its source does, and says why", () => {
  const stills = new Stills();
  stills.arrived(still(9_000));
  const door = stills.sensors.get("door/camera");
  assert.equal(doingOf(door, 9_000, page()).status, "live");
  const lost = page({ source: () => ({ state: "lost", cause: "http://x: refused", since: 9_500 }) });
  assert.deepEqual(doingOf(door, 9_000, lost), { status: "lost", cause: "http://x: refused", since: 9_500, lastTime: 9_000, lastValue: NaN });
  assert.equal(doingOf(door, 9_000, page({ unheard: () => ({ word: "causeLink", millis: 5_000 }) })).status, "stale");
  assert.equal(doingOf(door, 9_000, { ...lost, view: { live: false, end: 9_000, rate: 0 } }).status, "live", "of the past it is not known");
  stills.apply(welcome());
  assert.equal(doingOf(door, 9_000, page()).status, "lost");
});

test("a pace that is set is believed from the start, whatever comes: a camera that sends when something moves", () => {
  const stills = new Stills();
  stills.apply(welcome({ stills: [{ sensor: "door/camera", source: "door", last: 1_000, cadence: 60_000, cadenceSet: true }] }));
  const door = stills.sensors.get("door/camera");
  [1_000, 2_000, 3_000, 4_000, 5_000, 6_000].forEach(time => stills.arrived(still(time), time));
  stills.beat(6_000 + 4 * 60_000);
  assert.equal(door.silent, false);
  stills.beat(6_000 + 4 * 60_000 + 1);
  assert.equal(door.silent, true);
});

test("silent one says since when and why, in both languages; not while its source is lost, or the server is not heard", () => {
  const { stills, door } = camera();
  [1_000, 2_000, 3_000, 4_000].forEach(time => stills.arrived(still(time), time));
  stills.beat(20_000);
  const silent = doingOf(door, 1_000, page());
  assert.deepEqual(silent, { status: "stale", cause: "no picture for longer than its pace allows", lastTime: 4_000, lastValue: NaN });
  assert.equal(statusText(silent, format, 20_000), "silent for 16 s");
  const french = new Format();
  french.use("fr");
  assert.match(doingNow(door, 4_000, page({ format: french })).cause, /^aucune image depuis plus longtemps/);
  assert.equal(doingOf(door, 4_000, page({ source: () => ({ state: "lost", cause: "x" }) })).status, "lost");
  assert.match(doingOf(door, 4_000, page({ unheard: () => ({ word: "causeLink", millis: 5_000 }) })).cause, /link/);
  assert.equal(doingOf(door, 4_000, page({ view: { live: false, end: 9_000, rate: 0 } })).status, "live");
});

test("what is seen is the newest, or that of the moment shown", () => {
  const stills = new Stills();
  stills.arrived(still(9_000));
  const door = stills.sensors.get("door/camera");
  assert.deepEqual(sightOf(door, page()), { still: door.latest, sure: true });
  assert.deepEqual(sightOf(door, page({ view: { live: false, end: 5, rate: 10 } })).asked, ["door/camera", 5, 10]);
  stills.apply(welcome({ stills: [{ sensor: "door/camera", source: "door", last: 9_900 }] }));
  assert.deepEqual(sightOf(door, page()).asked, ["door/camera", 9_900, 0]);
  stills.apply(welcome({ stills: [{ sensor: "yard/cam", source: "yard", last: null }] }));
  const never = sightOf(stills.sensors.get("yard/cam"), page({ view: { live: false, end: 5, rate: 10 } }));
  assert.deepEqual(never, { still: null, sure: true }, "of one that never had any nothing is asked");
});

test("stills are told in both languages", () => {
  const sensor = { name: "Hall" };
  const shape = { rows: 2, columns: 3, unit: "°C", low: 18, high: 41 };
  const frame = { still: still(new Date(2026, 10, 24, 14, 2, 5).getTime()), shape, values: new Float32Array(6) };
  assert.match(toldOf(sensor, { frame, matrix: frame, scale: shape }, format), /^Hall, 3 × 2 values from 18\.0 to 41\.0 °C, Tue,? 24 Nov 14:02:05$/);
  assert.equal(toldOf(sensor, { frame: null, matrix: null, scale: shape }, format), "");
  assert.equal(sayStill("fr", "cell", { column: 3, row: 1 }), "colonne 3, ligne 1");
  const now = new Date(2026, 10, 24, 18).getTime();
  assert.deepEqual([timeOf(frame.still.time, now, format), /Nov/.test(timeOf(frame.still.time - 86_400_000, now, format))], ["14:02:05", true]);
});
