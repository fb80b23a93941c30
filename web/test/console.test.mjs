import { test } from "node:test";
import assert from "node:assert/strict";
import { addressOf, isAlias, protocolsOf } from "../js/console/connection/address.js";
import { farewellOf, meaningOf, toneOf } from "../js/console/connection/close-codes.js";
import { kindOf, sizeOf } from "../js/console/content/content.js";
import { hexLines, hexOf } from "../js/console/content/hex.js";
import { countOf, folded, inline, membersOf, typeOf } from "../js/console/content/json-shape.js";
import { LIMITS, MessageLog } from "../js/console/messages/message-log.js";
import { SentHistory } from "../js/console/sending/sent-history.js";
import { Settings } from "../js/ui/settings.js";

const PLAIN = { protocol: "http:", host: "plant:8080", hostname: "plant", port: "8080", origin: "http://plant:8080" };
const SECURE = { protocol: "https:", host: "plant", hostname: "plant", port: "", origin: "https://plant" };
const bytes = text => Uint8Array.from(text, each => each.charCodeAt(0));
const storage = (kept = {}) => ({ getItem: key => kept[key] ?? null, setItem: (key, value) => { kept[key] = value; } });
const hrefOf = (typed, page = PLAIN) => addressOf(typed, page).url?.href;

test("a path is an address of this page's server, by the page's own scheme", () => {
  assert.equal(hrefOf(" /live?sensors=a/* "), "ws://plant:8080/live?sensors=a/*");
  assert.equal(hrefOf("/echo", SECURE), "wss://plant/echo");
  assert.equal(addressOf("/echo", SECURE).own, true);
  assert.equal(addressOf("ws://plant/echo", SECURE).own, false);
});

test("any address may be typed, with or without scheme", () => {
  assert.equal(hrefOf("ws://other:81/x#here"), "ws://other:81/x");
  assert.equal(hrefOf("other:81/x"), "ws://other:81/x");
  assert.equal(hrefOf("localhost", SECURE), "wss://localhost/");
  assert.equal(hrefOf("http://other/x"), "ws://other/x");
  assert.equal(hrefOf("HTTPS://other/x"), "wss://other/x");
  assert.equal(addressOf("ws://PLANT:8080/echo", PLAIN).own, true);
  assert.equal(addressOf("ws://plant:8081/echo", PLAIN).own, false);
});

test("what is no address is told apart", () => {
  assert.equal(addressOf("  ", PLAIN).problem, "addressEmpty");
  assert.equal(addressOf("ws://", PLAIN).problem, "addressBad");
  assert.equal(addressOf("ws://a b/", PLAIN).problem, "addressBad");
  assert.equal(addressOf("other:port/", PLAIN).problem, "addressBad");
  assert.equal(addressOf("ftp://other/x", PLAIN).problem, "addressScheme");
});

test("subprotocols are names, each once", () => {
  assert.deepEqual(protocolsOf(" vigie.v1.json , vigie.v1.cbor,"), ["vigie.v1.json", "vigie.v1.cbor"]);
  assert.deepEqual(protocolsOf(""), []);
  assert.equal(protocolsOf("two words"), null);
  assert.equal(protocolsOf("a, a"), null);
  assert.equal(protocolsOf("a/b"), null);
});

test("this machine has several names, one per origin", () => {
  const local = { ...PLAIN, host: "localhost:8080", hostname: "localhost", origin: "http://localhost:8080" };
  assert.equal(isAlias(new URL("ws://127.0.0.1:8080/live"), local), true);
  assert.equal(isAlias(new URL("ws://[::1]:8080/live"), local), true);
  assert.equal(isAlias(new URL("ws://127.0.0.1:8081/live"), local), false);
  assert.equal(isAlias(new URL("ws://localhost:8080/live"), local), false);
  assert.equal(isAlias(new URL("ws://127.0.0.1:8080/live"), PLAIN), false);
  assert.equal(isAlias(new URL("ws://localhost/live"), { ...local, port: "", hostname: "127.0.0.1" }), true);
});

test("close codes have a meaning, the unknown ones by their range", () => {
  assert.equal(meaningOf(1001), "code1001");
  assert.equal(meaningOf(4408), "code4408");
  assert.deepEqual([1004, 2999, 3500, 4000, 4999, 999, 5000].map(meaningOf), [
    "codeProtocol", "codeProtocol", "codeLibrary", "codeOwn", "codeOwn", "codeNone", "codeNone",
  ]);
  assert.deepEqual([1000, 1005, 1001, 1013, 1006, 4408].map(toneOf), ["calm", "calm", "warning", "warning", "critical", "critical"]);
});

test("a page says farewell only as browsers let it", () => {
  assert.deepEqual(farewellOf("1000", "enough"), { code: 1000, reason: "enough" });
  assert.deepEqual(farewellOf(" ", ""), {});
  assert.deepEqual(farewellOf("4999", ""), { code: 4999, reason: "" });
  for (const code of ["1001", "2999", "5000", "x", "1e3.5", "3000.5"]) {
    assert.equal(farewellOf(code, "").problem, "closeCodeBad", code);
  }
  assert.equal(farewellOf("", "why").problem, "reasonAlone");
  assert.deepEqual(farewellOf("1000", "é".repeat(61) + "a"), { code: 1000, reason: "é".repeat(61) + "a" });
  assert.equal(farewellOf("1000", "é".repeat(62)).problem, "reasonLong");
});

test("a size is that of the bytes on the wire", () => {
  const encoder = new TextEncoder();
  for (const text of ["", "abc", "é€", "😀a😀", "\ud83d", "a\udc00b", "\ud83d\ud83d\ude00"]) {
    assert.equal(sizeOf(text), encoder.encode(text).length, JSON.stringify(text));
  }
  assert.equal(sizeOf(new Uint8Array(7)), 7);
});

test("contents are known by their beginning, at any length", () => {
  assert.deepEqual(kindOf(' {"a":[1]}'), { kind: "json", value: { a: [1] } });
  assert.equal(kindOf("[]").kind, "json");
  for (const text of ["", "12", '"a"', "{no}", "[1,", "hello"]) {
    assert.equal(kindOf(text).kind, "text", text);
  }
  const images = { "image/png": "\x89PNG\r\n\x1a\n", "image/jpeg": "\xff\xd8\xff", "image/gif": "GIF89a", "image/webp": "RIFF1234WEBP" };
  for (const [type, head] of Object.entries(images)) {
    assert.deepEqual(kindOf(bytes(`${head} and more`)), { kind: "image", type });
    for (let length = 0; length < head.length; length++) {
      assert.equal(kindOf(bytes(head.slice(0, length))).kind, "binary", `${type} cut at ${length}`);
    }
  }
});

test("bytes are written as digits, and as signs where there are any", () => {
  const some = bytes("Vigie\x00\xff~\x7f!");
  assert.equal(hexOf(some), "5669676965 00 ff 7e 7f 21".replaceAll(" ", ""));
  assert.equal(hexLines(some, 0, 100, 8), "000000  56 69 67 69 65 00 ff 7e  Vigie··~\n000008  7f 21                    ·!");
  assert.equal(hexLines(some, 8, 9, 8), "000008  7f                       ·");
  assert.equal(hexLines(new Uint8Array(0), 0, 16, 16), "");
});

test("short values stand on one line, long ones fold", () => {
  assert.equal(inline(["demo/flow", 1763875200150, 21.6]), '["demo/flow",1763875200150,21.6]');
  assert.equal(inline([]), "[]");
  assert.equal(inline({ a: [], b: null }), '{"a":[],"b":null}');
  assert.equal(inline([[1]]), null);
  assert.equal(inline(Array(9).fill(1)), null);
  assert.equal(inline(["x".repeat(100)]), null);
  assert.equal(inline("x".repeat(2_000)).length, 1_001);
  assert.deepEqual([folded([1, 2]), folded({ a: 1 })], ["[2]", "{1}"]);
  assert.deepEqual(["a", 1, true, null, [], {}].map(typeOf), ["text", "number", "boolean", "null", "list", "object"]);
});

test("members come a hundred at a time, in order", () => {
  const list = Array.from({ length: 250 }, (_, i) => i * 10);
  assert.deepEqual(membersOf(list, 0).at(-1), ["99", 990]);
  assert.deepEqual(membersOf(list, 200).length, 50);
  assert.deepEqual(membersOf(list, 200)[0], ["200", 2000]);
  assert.deepEqual(membersOf({ a: 1, b: 2 }, 0), [["a", 1], ["b", 2]]);
  assert.deepEqual([countOf(list), countOf({ a: 1 })], [250, 1]);
});

test("the log keeps the newest, bounded in number, and counts all", () => {
  const log = new MessageLog();
  log.limit = LIMITS[0];
  for (let i = 0; i < 250; i++) {
    log.addMessage(i, i % 2 ? "out" : "in", String(i));
  }
  assert.deepEqual([log.entries.length, log.entries[0].content, log.entries.at(-1).content], [100, "150", "249"]);
  assert.deepEqual(log.counts, { in: 125, out: 125 });
  log.limit = 7;
  assert.equal(log.limit, 500);
  log.clear();
  log.addTurn(1, { state: "closing" });
  assert.deepEqual([log.entries.length, log.entries[0].id, log.counts.in], [1, 250, 0]);
});

test("the log is bounded in bytes too, and what is too long alone is not kept", () => {
  const log = new MessageLog(10);
  log.addMessage(1, "in", "12345");
  log.addMessage(2, "in", new Uint8Array(5));
  assert.equal(log.entries.length, 2);
  log.addMessage(3, "in", "é");
  assert.deepEqual(log.entries.map(each => each.time), [2, 3]);
  log.addMessage(4, "in", "12345678901");
  assert.deepEqual([log.entries.at(-1).content, log.entries.at(-1).size, log.entries.length], [null, 11, 3]);
  log.addMessage(5, "in", "1234567890");
  assert.deepEqual(log.entries.map(each => each.time), [4, 5]);
});

test("what was sent is remembered, each once, newest first, and gone through", () => {
  const kept = {};
  const history = new SentHistory(new Settings(storage(kept)));
  ["a", "b", "a", "c"].forEach(each => history.add(each));
  assert.deepEqual(history.items, ["c", "a", "b"]);
  assert.deepEqual([history.step(1), history.step(1), history.step(1), history.step(1)], ["c", "a", "b", "b"]);
  assert.deepEqual([history.step(-1), history.step(-1), history.step(-1), history.step(-1)], ["a", "c", "", ""]);
  assert.deepEqual(new SentHistory(new Settings(storage(kept))).items, ["c", "a", "b"]);
  history.clear();
  assert.equal(history.step(1), "");
  assert.deepEqual(new SentHistory(new Settings(storage(kept))).items, []);
});

test("files and long texts are remembered by this page alone, and all of it is bounded", () => {
  const kept = {};
  const history = new SentHistory(new Settings(storage(kept)));
  const file = { name: "a.png", size: 3 };
  history.add("x".repeat(5_000));
  history.add(file);
  history.add("short");
  assert.equal(history.items.length, 3);
  assert.equal(history.step(1), "short");
  assert.equal(history.step(1).length, 5_000);
  assert.deepEqual(new SentHistory(new Settings(storage(kept))).items, ["short"]);
  for (let i = 0; i < 50; i++) {
    history.add(String(i));
  }
  assert.equal(history.items.length, 20);
  assert.deepEqual(new SentHistory(new Settings(storage({ "vigie.console.sent": '[1,"a",null]' }))).items, ["a"]);
});
