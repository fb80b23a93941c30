import { feature } from "../page/feature.js";
import { offer } from "../page/ports.js";
import { byId } from "../ui/dom.js";
import { StillDesk } from "./still-desk.js";

/** Pictures and matrices: their cards on the board, and those enlarged. */
export const stills = feature("stills", (context, { signal, timers }) => {
  const { browser, format, view, store, clock, settings, scheduler, link, emitters, ports } = context;
  const desk = new StillDesk({
    format,
    view,
    store,
    clock,
    settings,
    scheduler,
    timers,
    signal,
    fetch: browser.fetch,
    board: ports.board,
    unheard: () => link.unheard,
    onOpen: () => ports.time.moveInto(byId("still-foot")),
    onClose: sensor => {
      ports.time.moveInto();
      ports.board.focus(sensor.id);
    },
    onStatus: () => emitters.status.emit(),
    onChange: () => context.wake(),
  });
  emitters.message.listen(message => desk.heard(message), signal);
  emitters.still.listen(still => desk.arrived(still), signal);
  emitters.language.listen(() => desk.describe(), signal);
  emitters.hearing.listen(() => desk.describe(), signal);
  emitters.beat.listen(() => desk.drawFigures(), signal);
  emitters.slowBeat.listen(() => context.connected && link.unheard === null && desk.beat(), signal);
  offer(ports, "stills", desk, signal);
});
