import { test } from "node:test";
import assert from "node:assert/strict";
import { LiveSocket } from "../js/socket/live-socket.js";
import { SensorStore } from "../js/store/sensor-store.js";

/** The same numbers for the same seed, in [0, 1). */
function randomOf(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** So many messages may wait for a connection; then updates are left out, and the next one says how many. */
const MOST_WAITING = 8;
/** Updates per piece of a backfill. */
const CHUNK = 7;

/** A server with a memory that reaches to its start, as docs/protocol.md describes it; its connections are read by hand. */
class FakeServer {
  batches = [];
  connections = [];

  get seq() {
    return this.batches.length;
  }

  tick() {
    const seq = this.seq + 1;
    const batch = { seq, time: seq * 100, readings: [["a/x", seq * 100 - 3, seq], ["a/y", seq * 100 - 2, seq]] };
    this.batches.push(batch);
    this.connections.forEach(each => each.offer(batch));
  }

  open(url) {
    const server = this;
    const connection = {
      waiting: [],
      left: 0,
      onmessage: null,
      onclose: null,
      send: text => server.#answer(connection, JSON.parse(text).since),
      close: () => (server.connections = server.connections.filter(each => each !== connection)),
      offer(batch) {
        if (connection.waiting.length > MOST_WAITING) {
          connection.left += 1;
          return;
        }
        connection.waiting.push({ type: "update", ...batch, ...(connection.left > 0 ? { thinned: connection.left } : {}) });
        connection.left = 0;
      },
      read(count) {
        connection.waiting.splice(0, count).forEach(message => connection.onmessage?.({ data: JSON.stringify(message) }));
      },
      cut() {
        connection.close();
        connection.onclose?.({ code: 1006 });
      },
    };
    this.connections.push(connection);
    this.#answer(connection, new URL(url).searchParams.get("since"));
    return connection;
  }

  #answer(connection, since) {
    connection.left = 0;
    connection.waiting.push({ type: "welcome", protocol: "vigie.v1", server: "x", epoch: "aa", seq: this.seq, time: this.seq * 100, sensors: [] });
    if (since === null) {
      return;
    }
    for (let from = Number(since.split(":")[1]); ; from += CHUNK) {
      const to = Math.min(this.seq, from + CHUNK);
      const readings = this.batches.slice(from, to).flatMap(batch => batch.readings);
      connection.waiting.push({ type: "backfill", from, to, complete: true, readings });
      if (to === this.seq) {
        return;
      }
    }
  }
}

/** A page whose timers fire when the test says so. */
function page(server) {
  const tasks = new Map();
  let next = 1;
  const timers = {
    now: () => 0,
    later: (task, millis) => {
      tasks.set(next, { task, millis });
      return next++;
    },
    cancel: id => tasks.delete(id),
  };
  const store = new SensorStore({ heard: () => {}, now: () => 0 }, () => 0);
  const socket = new LiveSocket({
    url: "ws://x/live",
    timers,
    random: () => 0,
    open: url => server.open(url),
    onMessage: message => store.apply(message),
    onConnection: () => {},
  });
  const reconnect = () =>
    [...tasks].forEach(([id, { task, millis }]) => {
      if (millis < 8_000 && tasks.delete(id)) {
        task();
      }
    });
  return { store, socket, reconnect };
}

function readingsOf(store, id) {
  const { ring } = store.sensors.get(id);
  const found = [];
  for (let index = ring.start; index < ring.end; index += 1) {
    if (!Number.isNaN(ring.values[index])) {
      found.push(`${ring.times[index]}:${ring.values[index]}`);
    }
  }
  return found;
}

test("a page that is cut off or too slow at any moment ends with the readings of one that never was", () => {
  let cuts = 0;
  for (let seed = 1; seed <= 300; seed += 1) {
    const random = randomOf(seed);
    const server = new FakeServer();
    const { store, socket, reconnect } = page(server);
    socket.start();
    for (let step = 0; step < 150; step += 1) {
      server.tick();
      const connection = server.connections[0];
      if (connection === undefined) {
        random() < 0.3 && reconnect();
      } else if (random() < 0.06) {
        connection.read(Math.floor(random() * 4));
        connection.cut();
        cuts += 1;
      } else {
        connection.read(Math.floor(random() * 4));
      }
    }
    for (let step = 0; step < 8_000 && readingsOf(store, "a/x").length < server.seq; step += 1) {
      server.connections.length === 0 && reconnect();
      step % 4 === 0 && server.tick();
      server.connections[0]?.read(10);
    }
    server.connections[0]?.read(1_000);
    for (const id of ["a/x", "a/y"]) {
      const all = server.batches.map(batch => `${batch.seq * 100 - (id === "a/x" ? 3 : 2)}:${batch.seq}`);
      assert.deepEqual(readingsOf(store, id), all, `seed ${seed}, ${id}`);
    }
  }
  assert.ok(cuts > 1_000);
});
