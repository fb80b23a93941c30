import { feature } from "../page/feature.js";
import { offer } from "../page/ports.js";
import { Board } from "./board.js";
import { ChartsAhead } from "./charts-ahead.js";
import { Order } from "./order.js";

/** The groups of sources and the cards of their sensors. */
export const board = feature("board", (context, { signal }) => {
  const { browser, charts, format, view, clock, store, past, scheduler, settings, link, emitters, ports } = context;
  const cards = new Board(
    store,
    {
      format,
      view,
      clock,
      past,
      scheduler,
      connected: () => context.connected,
      unheard: () => link.unheard,
      ahead: new ChartsAhead(browser.idle),
      chart: (element, sensor) => charts && charts.live(element, sensor, format),
      missed: sensor => past.missed(sensor, store.losses.stretches),
      onReadingsDrawn: (ring, count, frame) => emitters.readingsDrawn.emit(ring, count, frame),
      alarm: sensor => ports.events.alarm(sensor),
      marks: sensor => ports.events.marks(sensor),
      onOpen: sensor => ports.detail.show(sensor),
    },
    new Order(settings),
    signal,
  );
  emitters.language.listen(() => cards.describe(), signal);
  emitters.hearing.listen(() => cards.describe(), signal);
  emitters.beat.listen(() => cards.drawFigures(), signal);
  offer(ports, "board", cards, signal);
});
