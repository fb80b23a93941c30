import { byId } from "../ui/dom.js";
import { MarkRow } from "./mark-row.js";
import { NoteHere } from "./notes/note-here.js";
import { RuleTrial } from "./rule-trial.js";

/** @typedef {import("../store/readings/sensor.js").Sensor} Sensor */
/** @typedef {import("../charts/detail-chart.js").DetailChart} DetailChart */
/** @typedef {import("../store/events/marks.js").MarkList} MarkList */

/** What an enlarged chart has of events: its row of marks, a note at a moment of it, and a rule tried on its past. */
export class ChartMarks {
  #view;
  #clock;
  #events;
  #row;
  #here;
  #trial;
  /** @type {DetailChart | null} */ #chart = null;
  /** What was shown before a rule was tried, milliseconds; 0 when that has changed nothing. */
  #spanBefore = 0;

  /**
   * @param {object} parts
   * @param {import("./words/event-words.js").Say} parts.say
   * @param {import("./words/telling.js").Telling} parts.telling
   * @param {import("../ui/format.js").Format} parts.format
   * @param {import("../page/view.js").View} parts.view
   * @param {{now: () => number}} parts.clock the server's
   * @param {import("../store/events/events.js").Events} parts.events
   * @param {import("../socket/queries/event-client.js").EventClient} parts.client
   * @param {import("./notes/me.js").Me} parts.me
   * @param {(message: {type: string} & Record<string, unknown>) => Promise<unknown>} parts.ask
   * @param {(why: unknown) => string} parts.refusal
   * @param {AbortSignal} parts.signal detaches it
   */
  constructor({ say, telling, format, view, clock, events, client, me, ask, refusal, signal }) {
    this.#view = view;
    this.#clock = clock;
    this.#events = events;
    this.#row = new MarkRow({ say, telling });
    this.#here = new NoteHere({ signal, say, me, clock, ask, refusal, shown: () => view.end, onMoment: time => this.#mark({ picked: time }) });
    this.#trial = new RuleTrial({
      signal,
      say,
      format,
      client,
      clock,
      supported: () => events.supported,
      onFirings: firings => this.#mark({ firings }),
      onSpan: millis => this.#showLast(millis),
    });
  }

  /** After a change of language, and when a sensor is new. */
  describe() {
    this.#here.describe();
    this.#trial.describe();
    this.#row.clear();
  }

  /** @param {Sensor | null} sensor whose chart it is, null when none is enlarged any more @param {DetailChart | null} chart */
  enlarge(sensor, chart) {
    this.#chart = chart;
    byId("detail-note").hidden = !this.#events.supported || chart === null;
    this.#here.show(sensor);
    this.#trial.show(sensor);
    this.#row.clear();
    if (sensor === null && this.#spanBefore > 0) {
      this.#view.live && this.#view.zoom(this.#spanBefore / this.#view.span);
      this.#spanBefore = 0;
    }
  }

  /** A moment on the chart was clicked at. @param {number} time epoch milliseconds */
  picked(time) {
    if (this.#events.supported) {
      this.#here.open(time);
    }
  }

  /** The chart was drawn. @param {readonly MarkList[]} marks of its sensor @param {number} from @param {number} to */
  draw(marks, from, to) {
    this.#row.draw(this.#chart, marks, from, to);
  }

  /** @param {{picked?: number, firings?: readonly import("../socket/queries/event-client.js").Firing[]}} marks */
  #mark(marks) {
    if (this.#chart !== null) {
      Object.assign(this.#chart, marks);
      this.#view.touch();
    }
  }

  /** @param {number} millis */
  #showLast(millis) {
    const view = this.#view;
    if (!view.live) {
      view.show(this.#clock.now() - Math.max(millis, view.span), this.#clock.now());
    } else if (millis > view.span) {
      this.#spanBefore ||= view.span;
      view.zoom(millis / view.span);
    }
  }
}
