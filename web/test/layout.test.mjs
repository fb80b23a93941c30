import { test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../js", import.meta.url));
/** About eight files are a good folder; more than this is two. */
const MOST_FILES = 12;

/** Which folder may import which: besides itself, nothing else. In the order of a reading's way through the page. */
const MAY_IMPORT = {
  socket: [],
  store: ["socket"],
  charts: ["store"],
  ui: ["store"],
  page: ["socket", "store", "charts", "ui"],
  sensors: ["store", "charts", "ui", "page"],
  connection: ["socket", "store", "ui", "page"],
  time: ["ui", "page"],
  controls: ["ui", "page"],
  events: ["socket", "store", "charts", "ui", "page"],
  boards: ["socket", "store", "charts", "ui", "page", "sensors"],
  detail: ["store", "charts", "ui", "page", "sensors"],
  stills: ["socket", "store", "charts", "ui", "page", "sensors"],
  export: ["socket", "store", "ui", "page"],
  stats: ["socket", "store", "ui", "page"],
  console: ["ui"],
};

/** @returns {{name: string, folder: string, code: string, imports: string[]}[]} all modules; imports of types count */
function modules() {
  return readdirSync(ROOT, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && entry.name.endsWith(".js"))
    .map(entry => {
      const file = path.join(entry.parentPath ?? entry.path, entry.name);
      const name = path.relative(ROOT, file).split(path.sep).join("/");
      const text = readFileSync(file, "utf8");
      return { name, folder: path.posix.dirname(name), code: withoutComments(text), imports: importsIn(text, name) };
    });
}

/** @param {string} text @param {string} name of the module @returns {string[]} names of modules */
function importsIn(text, name) {
  const specifiers = [...text.matchAll(/(?:\bfrom|\bimport\(|^import)\s*"(\.[^"]+)"/gm)].map(each => each[1]);
  return [...new Set(specifiers.map(each => path.posix.join(path.posix.dirname(name), each)))];
}

/** @param {string} text */
function withoutComments(text) {
  return text.replace(/\/\*[^]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "$1");
}

/** @param {string} name */
const topOf = name => (name.includes("/") ? name.slice(0, name.indexOf("/")) : "");

/** @param {Map<string, Set<string>>} graph @returns {string[] | null} a way that comes back to where it began */
function cycleIn(graph) {
  const done = new Set();
  const way = [];
  const visit = node => {
    if (way.includes(node)) {
      return [...way.slice(way.indexOf(node)), node];
    }
    if (done.has(node)) {
      return null;
    }
    way.push(node);
    for (const next of graph.get(node) ?? []) {
      const cycle = visit(next);
      if (cycle !== null) {
        return cycle;
      }
    }
    way.pop();
    done.add(node);
    return null;
  };
  for (const node of graph.keys()) {
    const cycle = visit(node);
    if (cycle !== null) {
      return cycle;
    }
  }
  return null;
}

/** @param {(module: {name: string, folder: string}) => string} nodeOf */
function graphOf(nodeOf) {
  const graph = new Map();
  for (const module of modules()) {
    const from = nodeOf(module);
    const nexts = graph.get(from) ?? new Set();
    graph.set(from, nexts);
    module.imports.map(name => nodeOf({ name, folder: path.posix.dirname(name) })).forEach(to => to !== from && nexts.add(to));
  }
  return graph;
}

test("layout: every import leads to a module that exists", () => {
  const all = modules();
  const names = new Set(all.map(each => each.name));
  const lost = all.flatMap(each => each.imports.filter(name => !names.has(name)).map(name => `${each.name} → ${name}`));

  assert.deepEqual(lost, []);
});

test("layout: each folder imports only what lies before it", () => {
  const wrong = modules()
    .filter(each => topOf(each.name) !== "")
    .flatMap(each => each.imports.map(name => [each.name, name]))
    .filter(([from, to]) => topOf(from) !== topOf(to) && !MAY_IMPORT[topOf(from)]?.includes(topOf(to)))
    .map(([from, to]) => `${from} → ${to}`);

  assert.deepEqual(wrong, []);
});

test("layout: every folder is in the table, and the table names no other", () => {
  const folders = new Set(modules().map(each => topOf(each.name)).filter(each => each !== ""));

  assert.deepEqual([...folders].sort(), Object.keys(MAY_IMPORT).sort());
});

test("layout: folders have no cycles, subfolders included", () => {
  assert.equal(cycleIn(graphOf(each => each.folder)), null);
});

test("layout: a folder has at most twelve files", () => {
  const counts = new Map();
  modules().forEach(({ folder }) => counts.set(folder, (counts.get(folder) ?? 0) + 1));

  assert.deepEqual([...counts].filter(([, count]) => count > MOST_FILES), []);
});

test("layout: only charts know Highcharts", () => {
  const outside = modules().filter(each => topOf(each.name) !== "charts");

  assert.deepEqual(outside.filter(each => /highcharts/i.test(each.code.replace(/no-charts/g, ""))).map(each => each.name), []);
});

test("layout: socket and store do not touch the document", () => {
  const pure = modules().filter(each => ["socket", "store"].includes(topOf(each.name)));

  assert.deepEqual(pure.filter(each => /\b(document|window|localStorage)\s*\./.test(each.code)).map(each => each.name), []);
});

test("layout: main lists the features, and nobody imports it", () => {
  const all = modules();
  const main = all.find(each => each.name === "main.js");
  const features = all.map(each => each.name).filter(name => name.endsWith("-feature.js"));

  assert.deepEqual([...(main?.imports ?? [])].sort(), [...features, "page/start-page.js"].sort());
  assert.deepEqual(all.filter(each => each.imports.includes("main.js")), []);
});
