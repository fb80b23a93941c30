import { feature } from "../page/feature.js";
import { offer } from "../page/ports.js";
import { TimeBar } from "./time-bar.js";

/** Moves and plays the time that all charts show. */
export const timeTravel = feature("time", ({ format, view, clock, past, emitters, ports }, { signal }) => {
  const bar = new TimeBar({ format, view, clock, failing: () => past.failing || ports.stills.failing, signal });
  emitters.view.listen(() => bar.draw(), signal);
  emitters.beat.listen(() => bar.draw(), signal);
  offer(ports, "time", bar, signal);
});
