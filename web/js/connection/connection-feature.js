import { feature } from "../page/feature.js";
import { byId, listen } from "../ui/dom.js";
import { ConnectionLine } from "./connection-line.js";
import { TroubleBanner } from "./trouble-banner.js";

/** How the page is connected and what is wrong with the server, in words; and what a person or the browser does about it. */
export const connection = feature("connection", (context, { signal, timers }) => {
  const { browser, format, store, view, socket, emitters } = context;
  const line = new ConnectionLine({ format, store, now: timers.now, online: browser.online, live: () => view.live });
  const troubles = new TroubleBanner({ format, troubles: store.troubles, timers });
  const drawSeen = () => browser.hidden() || line.draw();
  emitters.connection.listen(state => line.changed(state), signal);
  emitters.view.listen(() => line.draw(), signal);
  emitters.slowBeat.listen(drawSeen, signal);
  emitters.visibility.listen(drawSeen, signal);
  emitters.language.listen(() => {
    line.draw();
    troubles.draw();
  }, signal);
  store.listen(change => {
    if (change.type === "welcome") {
      line.welcomed(change.server);
    } else if (change.type === "trouble") {
      troubles.draw();
    }
  }, signal);
  listen(window, "online", () => socket.retryNow(), signal);
  listen(document, "resume", () => context.thawed(), signal);
  listen(document, "visibilitychange", () => context.visibilityChanged(), signal);
  listen(byId("retry"), "click", () => socket.retryNow(), signal);
  document.querySelectorAll("[data-reload]").forEach(each => listen(each, "click", () => location.reload(), signal));
  line.draw();
});
