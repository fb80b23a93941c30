import { test } from "node:test";
import assert from "node:assert/strict";
import { exportAddress, exportName, fetchExport } from "../js/socket/queries/export-client.js";
import { choicesOf, globsOf } from "../js/export/export-choices.js";
import { Format } from "../js/ui/format.js";
import { Sensor } from "../js/store/readings/sensor.js";

const wish = (more = {}) => ({ format: "csv", sensors: ["bench/*"], from: 1_763_875_200_000, to: 1_763_875_260_000, ...more });
const bytes = text => new TextEncoder().encode(text);

/** An answer whose body comes in these pieces. */
function answer(pieces, { status = 200, estimated } = {}) {
  const body = new ReadableStream({
    start(controller) {
      pieces.forEach(piece => controller.enqueue(bytes(piece)));
      controller.close();
    },
  });
  const headers = estimated === undefined ? {} : { "X-Vigie-Estimated-Readings": String(estimated) };
  return new Response(body, { status, headers });
}

test("address asks for sensors, whole milliseconds, and buckets only when wanted", () => {
  assert.equal(exportAddress(wish()), "/api/export.csv?sensor=bench%2F*&from=1763875200000&to=1763875260000");
  assert.equal(
    exportAddress(wish({ format: "json", sensors: ["a/x", "b/y"], from: 0.5, to: 9.5, buckets: 1000 })),
    "/api/export.json?sensor=a%2Fx&sensor=b%2Fy&from=0&to=10&buckets=1000",
  );
});

test("file's name says what is in it, in characters that every system takes", () => {
  assert.equal(exportName(wish({ sensors: ["bench/a:b c"] })), "vigie_bench-a-b-c_2025-11-23T05-20-00_2025-11-23T05-21-00");
  assert.equal(exportName(wish()), "vigie_bench_2025-11-23T05-20-00_2025-11-23T05-21-00");
  assert.equal(exportName(wish({ sensors: ["*"] })), "vigie_2025-11-23T05-20-00_2025-11-23T05-21-00");
});

test("export comes whole, however it is cut, and tells its progress", async () => {
  const text = "time,epoch_ms,sensor,value\na,1,s,2\nb,2,s,3\n";
  for (let cut = 0; cut <= text.length; cut += 1) {
    const progress = [];
    const ask = async () => answer([text.slice(0, cut), text.slice(cut)].filter(piece => piece !== ""), { estimated: 2 });
    const pieces = await fetchExport(ask, wish(), new AbortController().signal, each => progress.push(each));
    assert.equal(Buffer.concat(pieces).toString(), text);
    assert.deepEqual(progress[progress.length - 1], { done: 3, of: 2 });
  }
});

test("export that is refused says why in the server's words", async () => {
  const problem = new Response('{"title":"Bad request","detail":"from: soon (expected: a time)"}', { status: 400 });
  await assert.rejects(fetchExport(async () => problem, wish(), new AbortController().signal, () => {}), /from: soon/);
  const broken = new Response("no JSON", { status: 500 });
  await assert.rejects(fetchExport(async () => broken, wish(), new AbortController().signal, () => {}), /HTTP 500/);
});

test("export that breaks off is no export", async () => {
  const body = new ReadableStream({
    start: controller => controller.enqueue(bytes("time\n")),
    pull: controller => controller.error(new Error("connection lost")),
  });
  await assert.rejects(fetchExport(async () => new Response(body), wish(), new AbortController().signal, () => {}), /connection lost/);
});

test("what the filter shows is asked for with few globs", () => {
  const all = ["a/x", "a/y", "b/x", "c/x", "c/y"].map(id => new Sensor(id));
  assert.deepEqual(globsOf(all, all), ["*"]);
  assert.deepEqual(globsOf([all[0], all[1], all[2], all[3]], all), ["a/*", "b/x", "c/x"]);
});

test("choices are all, what the filter shows, each source, each sensor", () => {
  const all = ["a/x", "a/y", "b/x"].map(id => new Sensor(id));
  const choices = choicesOf(all, [all[1]], source => source.toUpperCase(), new Format());
  assert.deepEqual(
    choices.map(choice => `${choice.text}: ${choice.sensors}`),
    ["Those that the filter shows (1): a/y", "All (3): *", "A · all: a/*", "A · x: a/x", "A · y: a/y", "B · x: b/x"],
  );
  assert.equal(choicesOf(all, all, source => source, new Format())[0].text, "All (3)");
});
