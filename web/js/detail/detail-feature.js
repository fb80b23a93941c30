import { feature } from "../page/feature.js";
import { offer } from "../page/ports.js";
import { byId } from "../ui/dom.js";
import { Detail } from "./detail.js";

/** The enlarged card of a sensor. */
export const detail = feature("detail", (context, { signal }) => {
  const { charts, format, view, store, past, scheduler, link, emitters, ports } = context;
  const dialog = new Detail({
    format,
    view,
    past,
    scheduler,
    signal,
    connected: () => context.connected,
    unheard: () => link.unheard,
    chart: (element, sensor, onZoom) =>
      charts && charts.detail(element, sensor, format, onZoom, time => ports.events.chartMarks.picked(time)),
    events: () => ports.events,
    onMove: (sensor, by) => ports.board.move(sensor, by, false),
    onExport: sensor => ports.export.show(sensor),
    onClose: sensor => {
      ports.time.moveInto();
      ports.board.focus(sensor.id);
    },
  });
  const show = (/** @type {import("../store/readings/sensor.js").Sensor} */ sensor) => {
    dialog.show(sensor);
    ports.time.moveInto(byId("detail-foot"));
  };
  /** What can be seen at the edge of time that is shown stays so. @param {string} id @param {number} time epoch milliseconds */
  const showAt = (id, time) => {
    const sensor = store.sensors.get(id);
    if (sensor !== undefined) {
      if (time < view.end - view.span || time > view.end) {
        view.moveTo(time + view.span / 4);
      }
      dialog.open || show(sensor);
    }
  };
  emitters.language.listen(() => dialog.describe(), signal);
  emitters.hearing.listen(() => dialog.describe(), signal);
  emitters.beat.listen(() => dialog.drawFigures(), signal);
  store.listen(change => (change.type === "status" || change.type === "sensor") && dialog.describe(), signal);
  offer(ports, "detail", { show, showAt }, signal);
});
