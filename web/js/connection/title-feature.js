import { feature } from "../page/feature.js";

const TITLE = "Vigie";

/** The title of the page: what wants somebody, or how many are not live. */
export const title = feature("title", ({ store, emitters, ports }, { signal }) => {
  const write = () => {
    const troubled = [...store.sensors.values()].filter(sensor => sensor.status !== "live").length + ports.stills.troubled;
    document.title = ports.events.title || (troubled === 0 ? TITLE : `(${troubled}) ${TITLE}`);
  };
  emitters.status.listen(write, signal);
  store.listen(change => (change.type === "status" || change.type === "sensor" || change.type === "source") && write(), signal);
  signal.addEventListener("abort", () => (document.title = TITLE), { once: true });
});
