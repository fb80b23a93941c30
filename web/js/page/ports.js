/** @typedef {import("../store/readings/sensor.js").Sensor} Sensor */
/** @typedef {import("../store/events/marks.js").MarkList} MarkList */
/** @typedef {import("../charts/detail-chart.js").DetailChart} DetailChart */

/**
 * How an alarm shows on the card of its sensor: never by colour alone.
 *
 * @typedef {object} AlarmLook
 * @property {string} severity
 * @property {string} state
 * @property {string} sign as drawn in index.html
 * @property {string} corner what stands in the corner, instead of the age
 * @property {string} text what is wrong, above the chart
 */

/**
 * What has a card on the board: a sensor, or one of stills.
 *
 * @typedef {{id: string, source: string}} BoardItem
 *
 * What the board needs of a card.
 *
 * @typedef {import("../charts/scheduler.js").Drawing & {
 *   element: HTMLElement, describe: () => void, focus: () => void, appear: () => void, drawFigures: () => void, remove: () => void,
 *   matches: (text: string, sourceName: string) => boolean,
 * }} BoardCard
 */

/**
 * @typedef {object} BoardPort
 * @property {(item: BoardItem, card: BoardCard) => void} add
 * @property {(id: string) => void} remove
 * @property {(element: Element) => void} observe tells the card when it is in sight
 * @property {(item: BoardItem, by: number, focus?: boolean) => void} move
 * @property {(id: string) => void} focus
 * @property {(text: string) => void} filter
 * @property {Sensor[]} shown those that the filter lets through
 *
 * @typedef {object} EventsPort
 * @property {number | null} last up to which event all are known, null before the first welcome
 * @property {string} title what the title of the page says while an alarm waits for somebody; empty when none does
 * @property {(sensor: Sensor) => AlarmLook | null} alarm of the moment shown
 * @property {(sensor: Sensor) => readonly MarkList[]} marks what happened
 * @property {ChartMarksPort} chartMarks what an enlarged chart has of events
 *
 * @typedef {object} ChartMarksPort
 * @property {(sensor: Sensor | null, chart: DetailChart | null) => void} enlarge
 * @property {(marks: readonly MarkList[], from: number, to: number) => void} draw
 * @property {(time: number) => void} picked a moment on the chart was clicked at
 *
 * @typedef {object} DetailPort
 * @property {(sensor: Sensor) => void} show enlarges a card
 * @property {(id: string, time: number) => void} showAt enlarges it at a moment, NaN for the one that is shown
 *
 * @typedef {{moveInto: (place?: HTMLElement) => void}} TimePort where the time bar is: its own place unless said
 * @typedef {{troubled: number, failing: boolean}} StillsPort how many are not live; whether the past could not be asked
 * @typedef {{show: (sensor?: Sensor) => void}} ExportPort
 * @typedef {{toggle: () => void}} StatsPort
 */

/**
 * What the features offer each other. While the feature behind a port is not attached, the port does nothing.
 *
 * @typedef {object} Ports
 * @property {BoardPort} board
 * @property {EventsPort} events
 * @property {DetailPort} detail
 * @property {TimePort} time
 * @property {StillsPort} stills
 * @property {ExportPort} export
 * @property {StatsPort} stats
 */

const nothing = () => {};

/** @returns {Ports} */
export function idlePorts() {
  return {
    board: { add: nothing, remove: nothing, observe: nothing, move: nothing, focus: nothing, filter: nothing, shown: [] },
    events: { last: null, title: "", alarm: () => null, marks: () => [], chartMarks: { enlarge: nothing, draw: nothing, picked: nothing } },
    detail: { show: nothing, showAt: nothing },
    time: { moveInto: nothing },
    stills: { troubled: 0, failing: false },
    export: { show: nothing },
    stats: { toggle: nothing },
  };
}

/**
 * A feature stands behind a port until the signal ends that.
 *
 * @template {keyof Ports} K
 * @param {Ports} ports @param {K} name @param {Ports[K]} port @param {AbortSignal} signal
 */
export function offer(ports, name, port, signal) {
  const before = ports[name];
  ports[name] = port;
  signal.addEventListener("abort", () => (ports[name] = before), { once: true });
}
