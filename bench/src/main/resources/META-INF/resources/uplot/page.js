// The yardstick: uPlot charts with the readings of /live, as one would write them with care. Readings go into typed arrays; one
// animation frame loop redraws, round robin and within a budget, each chart that has new readings; a redraw is one batch: the
// window's part of the arrays without a copy, and the scale of time.

const HOUR = 3_600_000;
/** So much of a frame may be spent on drawing, milliseconds. */
const BUDGET = 8;
/** A chart is redrawn so often at most, milliseconds; whoever measures may change it. */
window.redrawEvery = 100;

const clock = window.uPlot.fmtDate("{HH}:{mm}:{ss}");

/** The readings of the last hour, oldest first, in two arrays that are moved to the front when they are full. */
class Readings {
  times = new Float64Array(1 << 16);
  values = new Float64Array(1 << 16);
  start = 0;
  end = 0;

  add(time, value) {
    if (this.end === this.times.length) {
      this.times.copyWithin(0, this.start, this.end);
      this.values.copyWithin(0, this.start, this.end);
      this.end -= this.start;
      this.start = 0;
    }
    this.times[this.end] = time;
    this.values[this.end] = value;
    this.end += 1;
    while (this.times[this.start] < time - HOUR) {
      this.start += 1;
    }
  }

  /** Index of the first reading at or after a time, less one so that the line reaches the edge. */
  indexBefore(time) {
    let low = this.start;
    let high = this.end;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.times[middle] < time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return Math.max(this.start, low - 1);
  }
}

/** One card: name, newest value, chart. */
class Card {
  readings = new Readings();
  dirty = false;
  drawnAt = -Infinity;
  #value = document.createElement("p");
  #plot;

  constructor(id) {
    const card = document.createElement("article");
    const name = document.createElement("h2");
    const plot = document.createElement("div");
    card.className = "card";
    card.dataset.sensor = id;
    plot.className = "plot";
    name.textContent = id.slice(id.indexOf("/") + 1);
    card.append(name, this.#value, plot);
    document.getElementById("board").append(card);
    const axis = { stroke: "#5b6672", font: "12px system-ui", ticks: { show: false }, grid: { stroke: "#e3e7ec", width: 1 } };
    this.#plot = new window.uPlot(
      {
        width: plot.clientWidth,
        height: plot.clientHeight,
        ms: 1,
        padding: [8, 6, 0, 0],
        cursor: { show: false },
        legend: { show: false },
        scales: { x: { time: true, auto: false } },
        axes: [
          { ...axis, size: 24, space: 90, grid: { show: false }, values: (_, times) => times.map(time => clock(new Date(time))) },
          { ...axis, size: 44, space: 28 },
        ],
        series: [{}, { stroke: "#0b6bcb", width: 1.5, points: { show: false } }],
      },
      [[], []],
      plot,
    );
  }

  draw(from, to) {
    const { times, values, end } = this.readings;
    const start = this.readings.indexBefore(from);
    this.#plot.batch(() => {
      this.#plot.setData([times.subarray(start, end), values.subarray(start, end)], false);
      this.#plot.setScale("x", { min: from, max: to });
    });
    this.#value.textContent = values[end - 1].toFixed(2);
  }
}

const cards = new Map();
let order = [];
let span = 300_000;
let next = 0;

function take(readings) {
  for (const [id, time, value] of readings) {
    const card = cards.get(id);
    card.readings.add(time, value);
    card.dirty = true;
  }
}

function frame(now) {
  requestAnimationFrame(frame);
  const begin = performance.now();
  // The server runs on this machine: one clock.
  const to = Date.now();
  for (let seen = 0; seen < order.length && performance.now() - begin < BUDGET; seen += 1) {
    next = (next + 1) % order.length;
    const card = order[next];
    if (card.dirty && now - card.drawnAt >= window.redrawEvery - 5) {
      card.dirty = false;
      card.drawnAt = now;
      card.draw(to - span, to);
    }
  }
}

document.querySelectorAll("[data-window]").forEach(button => {
  button.addEventListener("click", () => {
    span = Number(button.dataset.window);
    order.forEach(card => (card.dirty = true));
  });
});

// The first welcome names the run; asked for all of it, the server says welcome again, then the past, then what is new.
let asked = false;
let answered = false;
const socket = new WebSocket(`ws://${location.host}/live`, "vigie.v1.json");
socket.onmessage = event => {
  const message = JSON.parse(event.data);
  if (message.type === "welcome") {
    answered = asked;
    if (!asked) {
      message.sensors.forEach(({ id }) => cards.set(id, new Card(id)));
      order = [...cards.values()];
      socket.send(JSON.stringify({ type: "subscribe", since: `${message.epoch}:0`, ref: 1 }));
      asked = true;
    }
  } else if (answered && (message.type === "backfill" || message.type === "update")) {
    take(message.readings);
    if (message.type === "update") {
      document.documentElement.dataset.filled = "";
    }
  }
};
requestAnimationFrame(frame);
