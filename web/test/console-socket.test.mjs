import { test } from "node:test";
import assert from "node:assert/strict";
import { ConsoleSocket } from "../js/console/connection/console-socket.js";
import { ConsoleFormat } from "../js/console/words/console-words.js";
import { outcomeOf, turnText } from "../js/console/connection/outcome.js";
import { refusalOf } from "../js/console/connection/refusal.js";

/** A WebSocket as the browser makes it, in the hands of the test. */
class HandSocket {
  readyState = 0;
  protocol = "";
  extensions = "";
  bufferedAmount = 0;
  sent = [];
  farewells = [];
  send(data) {
    this.sent.push(data);
  }
  close(...farewell) {
    this.farewells.push(farewell);
  }
}

function setUp() {
  const made = [];
  const turns = [];
  const messages = [];
  const tasks = [];
  const socket = new ConsoleSocket({
    soon: task => tasks.push(task),
    open: (url, protocols) => {
      if (url === "ws://refused/") {
        throw new DOMException("port 25 is not allowed", "SecurityError");
      }
      made.push(Object.assign(new HandSocket(), { url, protocols }));
      return made.at(-1);
    },
    onTurn: turn => turns.push(turn),
    onMessage: content => messages.push(content),
  });
  return { socket, made, turns, messages, tasks, states: () => turns.map(turn => turn.state) };
}

test("a connection is opened once, speaks, and is closed with code and reason", () => {
  const { socket, made, turns, messages, states } = setUp();
  socket.connect("ws://a/", ["p"]);
  socket.connect("ws://b/", []);
  assert.equal(made.length, 1);
  assert.equal(socket.send("too early"), false);
  Object.assign(made[0], { protocol: "p", extensions: "e" }).onopen();
  assert.deepEqual(turns[1], { state: "open", protocol: "p", extensions: "e" });
  assert.equal(socket.send("hello"), true);
  made[0].onmessage({ data: "text" });
  made[0].onmessage({ data: Uint8Array.of(1, 2).buffer });
  assert.deepEqual(messages, ["text", Uint8Array.of(1, 2)]);
  made[0].bufferedAmount = 5;
  assert.equal(socket.waiting, 5);
  socket.close(3001, "enough");
  socket.close(3002, "twice");
  assert.equal(socket.send("too late"), false);
  made[0].onclose({ code: 3001, reason: "enough" });
  assert.deepEqual(states(), ["connecting", "open", "closing", "closed"]);
  assert.deepEqual([made[0].sent, made[0].farewells, socket.waiting], [["hello"], [[3001, "enough"]], 0]);
  assert.deepEqual(turns[3], { state: "closed", code: 3001, reason: "enough", opened: true, asked: true, refused: undefined });
});

test("without a code nothing is said", () => {
  const { socket, made } = setUp();
  socket.close();
  socket.connect("ws://a/", []);
  socket.close();
  assert.deepEqual(made[0].farewells, [[]]);
});

test("closed by the other side, refused and given up are told apart, and it can be tried again", () => {
  const { socket, made, turns } = setUp();
  socket.connect("ws://a/", []);
  made[0].onopen();
  made[0].onclose({ code: 1001, reason: "" });
  assert.deepEqual([turns.at(-1).opened, turns.at(-1).asked, made[0].onmessage], [true, false, null]);
  socket.connect("ws://a/", []);
  made[1].onclose({ code: 1006, reason: "" });
  assert.deepEqual([turns.at(-1).opened, turns.at(-1).asked], [false, false]);
  socket.connect("ws://a/", []);
  socket.close();
  made[2].onclose({ code: 1006, reason: "" });
  assert.deepEqual([turns.at(-1).opened, turns.at(-1).asked], [false, true]);
  socket.connect("ws://refused/", []);
  assert.deepEqual([turns.at(-1).refused, socket.state], ["port 25 is not allowed", "closed"]);
});

test("an error without a close ends it too, but only one that has ended", () => {
  const { socket, made, turns, tasks, states } = setUp();
  socket.connect("ws://a/", []);
  made[0].onerror();
  tasks.pop()();
  assert.equal(socket.state, "connecting");
  made[0].readyState = 3;
  made[0].onerror();
  tasks.pop()();
  assert.deepEqual([turns.at(-1).code, turns.at(-1).opened], [1006, false]);
  socket.connect("ws://a/", []);
  made[1].readyState = 3;
  made[1].onerror();
  made[1].onclose({ code: 1006, reason: "" });
  tasks.pop()();
  assert.deepEqual(states(), ["connecting", "closed", "connecting", "closed"]);
});

const english = new ConsoleFormat();
const french = new ConsoleFormat();
french.use("fr");
const closed = (more = {}) => ({ state: "closed", code: 1000, reason: "", opened: true, asked: false, ...more });
const said = closing => {
  const { tone, title, sayings } = outcomeOf(closing);
  return [tone, english.tell(title), ...sayings.map(each => english.tell(each))];
};

test("an end is told in words: who, which code, what it means, what was said", () => {
  assert.deepEqual(said(closed({ asked: true })), ["calm", "1000 · closed from here", "All is done; nothing is wrong."]);
  assert.equal(said(closed({ code: 3001, asked: true }))[0], "calm");
  assert.equal(said(closed({ code: 1006, asked: true }))[0], "critical");
  assert.equal(said(closed({ code: 1001, reason: "bye" }))[1], "1001 · closed by the server");
  assert.equal(said(closed({ code: 1001, reason: "bye" }))[3], "It said: “bye”.");
  assert.equal(said(closed({ code: 1006 }))[1], "1006 · cut off");
  assert.deepEqual(said(closed({ code: 1006, opened: false })), ["critical", "1006 · it did not open"]);
  assert.equal(said(closed({ code: 1006, opened: false, asked: true }))[2], "Given up before it was open.");
});

test("turns are told on one line, in the language that is used", () => {
  const url = "ws://a/";
  assert.equal(turnText({ state: "connecting", url, protocols: [] }, english), "Connecting to ws://a/");
  assert.equal(turnText({ state: "connecting", url, protocols: ["p", "q"] }, french), "Connexion à ws://a/, en demandant p, q");
  assert.equal(turnText({ state: "open", protocol: "", extensions: "" }, english), "Open, without a subprotocol");
  assert.equal(turnText({ state: "open", protocol: "p", extensions: "e" }, english), "Open, speaking p, with e");
  assert.equal(turnText({ state: "closing" }, english), "Closing");
  assert.equal(turnText({ state: "closing", code: 3000, reason: "{x}" }, english), "Closing with 3000 “{x}”");
  assert.equal(turnText(closed({ code: 1001 }), french), "1001 · fermée par le serveur");
});

test("both languages say the same, with the same blanks", () => {
  const parts = new Proxy({}, { get: (_, name) => `{${String(name)}}` });
  const blanks = text => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
  for (const word of ConsoleFormat.vocabulary()) {
    assert.deepEqual(blanks(french.say(word, parts)), blanks(english.say(word, parts)), word);
  }
  assert.equal(english.text("themeDark"), "Theme: dark");
  assert.equal(french.text("title"), "Console WebSocket");
  assert.equal(french.bytes(12_345), "12\u202f345 o");
});

const PAGE = { protocol: "http:", host: "localhost:8080", hostname: "localhost", port: "8080", origin: "http://localhost:8080" };
const refused = (url, more = {}, page = PAGE, statuses = {}) =>
  refusalOf({ url: new URL(url), own: url.startsWith("ws://localhost:8080"), forbidden: false, ...more }, page, async path => statuses[path] ?? null);
const word = async (...asked) => (await refused(...asked)).word;

test("this page's own server is asked why it refused", async () => {
  assert.equal(await word("ws://localhost:8080/live"), "refusedSilent");
  assert.deepEqual(await refused("ws://localhost:8080/x?y", {}, PAGE, { "/x?y": 404 }), { word: "refusedNoSocket", parts: { status: 404 } });
  assert.equal(await word("ws://localhost:8080/live", {}, PAGE, { "/live": 426, "/readyz": 200 }), "refusedHandshake");
  assert.equal(await word("ws://localhost:8080/live", {}, PAGE, { "/live": 426, "/readyz": 503 }), "refusedFull");
});

test("what the browser itself refuses is told as that, before anything else", async () => {
  assert.equal(await word("ws://localhost:8080/live", { forbidden: true, refused: "x" }), "refusedPolicy");
  assert.equal(await word("ws://other/", { refused: "x" }, { ...PAGE, protocol: "https:" }), "refusedMixed");
  assert.deepEqual(await refused("ws://other:25/", { refused: "x" }), { word: "refusedBrowser", parts: { text: "x" } });
});

test("another server's refusal is explained with this page's origin", async () => {
  assert.equal(await word("ws://127.0.0.1:8080/live"), "refusedAlias");
  const saying = await refused("ws://other:81/live");
  assert.equal(saying.word, "refusedForeign");
  assert.match(english.tell(saying), /nothing listens at other:81, or it does not take pages from http:\/\/localhost:8080 \(.*allowed-origins/);
});
