import { feature } from "../page/feature.js";
import { offer } from "../page/ports.js";
import { PageMeter } from "./meter/page-meter.js";
import { StatsPanel } from "./stats-panel.js";

/** How quick the page is, in figures. */
export const stats = feature("stats", ({ browser, clock, store, reports, format, emitters, ports }, { signal, timers }) => {
  const { frames, watchLongTasks, hidden } = browser;
  const meter = new PageMeter({ frames, now: timers.now, clock, losses: store.losses, roundTrip: () => reports.roundTrip, watchLongTasks });
  const panel = new StatsPanel({ format, meter, timers, signal });
  emitters.message.listen((message, length) => meter.heard(message, length), signal);
  emitters.part.listen((bytes, usable) => meter.partHeard(bytes, usable), signal);
  emitters.frameDrawn.listen(millis => meter.frameDrawn(millis), signal);
  emitters.readingsDrawn.listen((ring, count, frame) => meter.readingsDrawn(ring, count, frame), signal);
  emitters.visibility.listen(() => hidden() && meter.hide(), signal);
  emitters.language.listen(() => panel.describe(), signal);
  offer(ports, "stats", panel, signal);
});
