import { appendUntil, atEnd, byId, listen, make, setText } from "../ui/dom.js";

/** @typedef {import("../ui/words/words.js").Word} Word */
/** @typedef {import("./meter/page-meter.js").Measures} Measures */

/**
 * One figure. `stat` is its name for programs: they read the attribute `data-value` of the element `data-stat`, a plain
 * number with a point, empty while unknown.
 *
 * @typedef {{stat: string, of: keyof Measures, decimals: number, unit: Word | null}} Figure
 */

/** What the panel shows: rows of figures that belong together; a rare one only while it is not zero. @type {{word: Word, why: Word, figures: Figure[], rare?: boolean}[]} */
const ROWS = [
  {
    word: "statsPixel",
    why: "statsPixelWhy",
    figures: [
      { stat: "pixel-p50", of: "pixelHalf", decimals: 0, unit: "unitMillis" },
      { stat: "pixel-p99", of: "pixelMost", decimals: 0, unit: "unitMillis" },
    ],
  },
  { word: "statsPixelCount", why: "statsPixelCountWhy", figures: [{ stat: "pixel-count", of: "pixelCount", decimals: 0, unit: null }] },
  {
    word: "statsDraw",
    why: "statsDrawWhy",
    figures: [
      { stat: "draw-p50", of: "drawHalf", decimals: 1, unit: "unitMillis" },
      { stat: "draw-p99", of: "drawMost", decimals: 1, unit: "unitMillis" },
    ],
  },
  { word: "statsFps", why: "statsFpsWhy", figures: [{ stat: "fps", of: "fps", decimals: 1, unit: null }] },
  { word: "statsDropped", why: "statsDroppedWhy", figures: [{ stat: "dropped-frames", of: "dropped", decimals: 0, unit: null }] },
  { word: "statsLong", why: "statsLongWhy", figures: [{ stat: "long-tasks", of: "longTasks", decimals: 0, unit: null }] },
  { word: "statsUpdates", why: "statsUpdatesWhy", figures: [{ stat: "updates", of: "updates", decimals: 1, unit: "unitPerSecond" }] },
  { word: "statsReadings", why: "statsReadingsWhy", figures: [{ stat: "readings", of: "readings", decimals: 0, unit: "unitPerSecond" }] },
  { word: "statsPayload", why: "statsPayloadWhy", figures: [{ stat: "payload", of: "payload", decimals: 0, unit: "unitBytesPerSecond" }] },
  { word: "statsGarbled", why: "statsGarbledWhy", figures: [{ stat: "garbled", of: "garbled", decimals: 0, unit: null }], rare: true },
  { word: "statsThinned", why: "statsThinnedWhy", figures: [{ stat: "thinned", of: "thinned", decimals: 0, unit: null }] },
  { word: "statsHoles", why: "statsHolesWhy", figures: [{ stat: "seq-holes", of: "holes", decimals: 0, unit: null }] },
  { word: "statsOffset", why: "statsOffsetWhy", figures: [{ stat: "clock-offset", of: "offset", decimals: 0, unit: "unitMillis" }] },
  { word: "statsRoundTrip", why: "statsRoundTripWhy", figures: [{ stat: "round-trip", of: "roundTrip", decimals: 0, unit: "unitMillis" }] },
];

/** How quick the page is, in figures, once a second. Closed, nothing is measured. */
export class StatsPanel {
  #page;
  #element = byId("stats");
  /** @type {{figure: Figure, element: HTMLElement, rare: boolean}[]} */ #cells = [];
  /** @type {(() => void)[]} */ #texts = [];
  #beat = 0;

  /**
   * @param {object} page
   * @param {import("../ui/format.js").Format} page.format
   * @param {import("./meter/page-meter.js").PageMeter} page.meter
   * @param {{every: (task: () => void, millis: number) => number, cancel: (id: number) => void}} page.timers
   * @param {AbortSignal} page.signal detaches it
   */
  constructor(page) {
    this.#page = page;
    appendUntil(byId("stats-figures"), page.signal, ...ROWS.map(row => this.#row(row)));
    listen(byId("stats-close"), "click", () => this.toggle(), page.signal);
    atEnd(page.signal, () => this.#element.hidden || this.toggle());
  }

  /** Opens or closes it. */
  toggle() {
    const { meter, timers } = this.#page;
    const open = this.#element.hidden;
    this.#element.hidden = !open;
    if (open) {
      meter.start();
      this.describe();
      this.#beat = timers.every(() => this.#draw(), 1_000);
    } else {
      timers.cancel(this.#beat);
      meter.stop();
    }
  }

  /** After a change of language. */
  describe() {
    if (!this.#element.hidden) {
      this.#texts.forEach(text => text());
      this.#draw();
    }
  }

  /** @param {typeof ROWS[number]} row */
  #row({ word, why, figures, rare = false }) {
    const term = make("dt");
    const cells = figures.map(figure => {
      const element = make("dd", { "data-stat": figure.stat, "data-value": "" });
      this.#cells.push({ figure, element, rare });
      return element;
    });
    const row = make("div", {}, term, ...cells);
    this.#texts.push(() => {
      setText(term, this.#page.format.words(word));
      row.title = this.#page.format.words(why);
    });
    return row;
  }

  #draw() {
    const { format, meter } = this.#page;
    const measures = meter.read();
    for (const { figure, element, rare } of this.#cells) {
      const value = measures[figure.of];
      const known = Number.isFinite(value);
      const text = format.number(value, figure.decimals);
      element.dataset.value = known ? String(Number(value.toFixed(2))) : "";
      setText(element, known && figure.unit !== null ? format.words(figure.unit, { n: text }) : text);
      /** @type {HTMLElement} */ (element.parentElement).hidden = rare && !(value > 0);
    }
  }
}
