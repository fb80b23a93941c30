import { feature } from "../page/feature.js";
import { offer } from "../page/ports.js";
import { ExportDialog } from "./export-dialog.js";

/** Readings as a file. */
export const exporting = feature("export", ({ browser, format, view, clock, store, ports }, { signal }) => {
  const dialog = new ExportDialog({
    format,
    view,
    clock,
    signal,
    sensors: () => [...store.sensors.values()],
    shown: () => ports.board.shown,
    sourceName: source => store.sources.get(source)?.name ?? source,
    ask: (address, options) => browser.fetch(address, { ...options, cache: "no-store" }),
  });
  offer(ports, "export", dialog, signal);
});
