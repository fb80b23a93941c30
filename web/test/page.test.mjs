import { test } from "node:test";
import assert from "node:assert/strict";
import { Format } from "../js/ui/format.js";
import { languageOf, wordsIn } from "../js/ui/words/words.js";
import { Settings } from "../js/ui/settings.js";
import { Order } from "../js/boards/order.js";
import { causeIn } from "../js/ui/words/causes.js";
import { formatOf, lastOfTally, tallyText } from "../js/boards/tally-text.js";
import { asHeard, causeText, statusText } from "../js/sensors/status.js";
import { Link } from "../js/page/link.js";
import { ChartsAhead } from "../js/boards/charts-ahead.js";
import { Sensor } from "../js/store/readings/sensor.js";

const storage = (kept = {}) => ({ kept, getItem: key => kept[key] ?? null, setItem: (key, value) => { kept[key] = value; } });
const english = new Format();
const french = new Format();
french.use("fr");

test("numbers are spaced, signed and pointed as people write them", () => {
  assert.equal(english.number(18420, 0), "18\u202f420");
  assert.equal(english.number(-0.04, 1), "0.0");
  assert.equal(english.number(-1234567.25, 2), "−1\u202f234\u202f567.25");
  assert.equal(french.number(23.6, 1), "23,6");
  assert.equal(english.number(NaN, 1), "–");
});

test("axis labels shorten", () => {
  assert.equal(english.axis(22_200, 100), "22.2k");
  assert.equal(english.axis(22_500, 2_500), "22.5k");
  assert.equal(english.axis(1_500, 10), "1\u202f500");
  assert.equal(english.axis(52.5, 2.5), "52.5");
  assert.equal(english.axis(2_000_000, 1_000_000), "2M");
});

test("ages and durations have two units at most", () => {
  assert.equal(english.age(140), "0.1 s");
  assert.equal(english.age(-30), "0.0 s");
  assert.equal(english.age(84_000), "1 min 24 s");
  assert.equal(english.duration(7_500_000), "2 h 5 min");
  assert.equal(french.duration(90_000_000), "1 j 1 h");
});

test("time axes say the date at midnight, where days are shown", () => {
  const midnight = new Date(2026, 10, 24).getTime();
  assert.equal(english.tick(midnight, 3_600_000), "24 Nov");
  assert.equal(french.tick(midnight, 86_400_000), "24 nov.");
  assert.equal(english.tick(midnight, 60_000), "00:00");
  assert.equal(english.tick(midnight + 7_205_000, 5_000), "02:00:05");
  assert.match(english.moment(midnight + 1_000), /^Tue,? 24 Nov 00:00:01$/);
});

test("both languages have the same words with the same blanks", () => {
  assert.equal(wordsIn("fr")("malformed", { n: 2, lines: 10 }), "lignes illisibles : 2 sur 10");
  assert.equal(wordsIn("en")("malformed", { n: 2, lines: 10 }), "2 malformed of 10");
});

test("of lines it is said how many were malformed, of pictures only that some were refused", () => {
  const lines = { format: "teleplot", lines: 0, malformed: 0 };
  assert.deepEqual(
    [lines, { ...lines, lines: 9 }, { ...lines, lines: 9, malformed: 2 }].map(each => tallyText(each, english)),
    ["", "0 malformed", "2 malformed of 9"],
  );
  const pictures = (count, malformed) => tallyText({ format: "stills", lines: count, malformed }, english);
  assert.deepEqual([pictures(0, 0), pictures(20, 0), pictures(1, 1), pictures(20, 1), pictures(2000, 3)], [
    "", "", "1 refused of 1 picture", "1 refused of 20 pictures", "3 refused of 2\u202f000 pictures",
  ]);
  const some = { format: "stills", lines: 20, malformed: 2, lastMalformed: "no picture" };
  assert.equal(tallyText(some, french), "2 refusées sur 20 images");
  assert.deepEqual([lastOfTally(some, english), lastOfTally(lines, english)], ["Last refusal: no picture", ""]);
  assert.equal(lastOfTally({ ...lines, lastMalformed: "x;y" }, english), "Last malformed line: x;y");
  assert.deepEqual([formatOf(lines), formatOf(some), formatOf(undefined)], ["teleplot", "", ""]);
});

test("language is the first of the browser's that is spoken here", () => {
  assert.equal(languageOf(["", "de-DE", "fr-CA", "en"]), "fr");
  assert.equal(languageOf(["de"]), "en");
});

test("settings survive a storage that refuses or holds rubbish", () => {
  const refusing = new Settings({ getItem: () => { throw new Error("no"); }, setItem: () => { throw new Error("no"); } });
  refusing.set("window", 1);
  assert.equal(refusing.get("window", 5), 5);
  assert.equal(new Settings(storage({ "vigie.window": "{" })).get("window", 5), 5);
  assert.equal(new Settings(storage({ "vigie.window": '"x"' })).get("window", 5), 5);
  assert.equal(new Settings(null).get("theme", "auto"), "auto");
});

test("order is kept, and new sensors follow as they came", () => {
  const kept = storage();
  const order = new Order(new Settings(kept));
  assert.deepEqual(order.sort(["a", "b", "c"]), ["a", "b", "c"]);
  assert.deepEqual(order.move(["a", "b", "c"], "c", 0), ["c", "a", "b"]);
  assert.deepEqual(order.move(["c", "a", "b"], "c", -1), ["c", "a", "b"]);
  assert.deepEqual(new Order(new Settings(kept)).sort(["a", "b", "c", "d"]), ["c", "a", "b", "d"]);
});


test("status is said in words, with its cause", () => {
  const sensor = new Sensor("bench/x");
  sensor.add(0, 1);
  assert.equal(statusText(sensor, english, 100), "0.1 s");
  assert.equal(causeText(sensor, english), "");
  sensor.does("stale", undefined, 5_000);
  assert.equal(statusText(sensor, english, 84_000), "silent for 1 min 24 s");
  assert.equal(causeText(sensor, english), "no reading for longer than its pace allows");
  sensor.does("lost", "/dev/ttyUSB0 was unplugged", 5_000);
  assert.equal(statusText(sensor, french, 17_000), "perdu depuis 12 s");
  assert.equal(causeText(sensor, english), "/dev/ttyUSB0 was unplugged");
});

test("no sensor is live while nothing is heard from the server, and others keep their own cause", () => {
  const sensor = new Sensor("bench/x");
  sensor.add(0, 1);
  const lost = { word: "causeLink", millis: 12_000 };
  assert.equal(asHeard(sensor, null, english), sensor);
  const doing = asHeard(sensor, lost, english);
  assert.equal(doing.status, "stale");
  assert.equal(statusText(doing, english, 12_000), "silent for 12 s");
  assert.match(causeText(doing, english), /^the link to the server is lost/);
  assert.match(causeText(asHeard(sensor, { word: "causeAsleep", millis: 90_000 }, french), french), /^cet onglet a dormi 1 min 30 s/);
  sensor.does("lost", "/dev/ttyUSB0 was unplugged", 5_000);
  assert.equal(asHeard(sensor, lost, english), sensor);
});

test("a lost link is told after two seconds, and not when it is back before", () => {
  let now = 0;
  const link = new Link(() => now);
  link.changed("connecting");
  now = 10_000;
  assert.equal(link.unheard, null, "the first try is no loss");
  link.changed("reconnecting");
  now = 11_900;
  link.changed("reconnecting");
  assert.equal(link.unheard, null);
  link.changed("connected");
  now = 20_000;
  assert.equal(link.unheard, null);
  link.changed("gone");
  now = 23_000;
  assert.deepEqual(link.unheard, { word: "causeLink", millis: 3_000 });
  link.changed("connected");
  assert.equal(link.unheard, null);
});

test("a page that was asleep says so until something new was heard", () => {
  let now = 0;
  const link = new Link(() => now);
  link.heard();
  now = 100_000;
  link.slept(99_000);
  assert.deepEqual(link.unheard, { word: "causeAsleep", millis: 99_000 });
  link.heard();
  assert.equal(link.unheard?.word, "causeAsleep", "that may have waited on its way");
  now = 101_100;
  assert.equal(link.unheard?.word, "causeAsleep");
  link.heard();
  assert.equal(link.unheard, null);
});

test("causes are told in French where they are known, and never swallowed", () => {
  assert.equal(causeIn("/dev/ttyUSB0 was unplugged", "fr"), "/dev/ttyUSB0 a été débranché");
  assert.equal(causeIn("/dev/ttyUSB0 was unplugged", "en"), "/dev/ttyUSB0 was unplugged");
  assert.equal(causeIn("there is no port x (ports: none)", "fr"), "le port x n’existe pas (ports : none)");
  assert.equal(causeIn("something new", "fr"), "something new");
  const unreadable = "its source speaks, but no line can be read (wrong baud rate or format?), such as: x y";
  assert.equal(causeIn(unreadable, "fr"), "la source parle, mais aucune ligne n’est lisible (mauvais débit ou format ?), par exemple : x y");
  assert.equal(
    causeIn("readings wait to be kept: data/history.db: the disk is full: make room on it, or set history.max-size lower", "fr"),
    "des mesures attendent d’être enregistrées : data/history.db : le disque est plein : libérez de la place, ou baissez history.max-size",
  );
  assert.equal(causeIn("readings are lost: something new", "fr"), "des mesures sont perdues : something new");
  assert.equal(causeIn("readings are kept again; 12 were lost", "fr"), "les mesures sont de nouveau enregistrées ; 12 ont été perdues");
});

test("charts out of sight are made one after the other while there is time, and not without end", () => {
  const tasks = [];
  const made = [];
  const ahead = new ChartsAhead(task => tasks.push(task));
  for (let card = 0; card < 250; card += 1) {
    ahead.add({ prepare: () => made.push(card) });
  }
  assert.equal(tasks.length, 1);
  const times = [20, 9, 7];
  tasks.shift()({ timeRemaining: () => times.shift() });
  assert.deepEqual(made, [0, 1]);
  while (tasks.length > 0) {
    tasks.shift()({ timeRemaining: () => 50 });
  }
  assert.equal(made.length, 200);
  new ChartsAhead(null).add({ prepare: () => assert.fail("the browser does not tell when there is time") });
});
