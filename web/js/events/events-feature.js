import { feature } from "../page/feature.js";
import { offer } from "../page/ports.js";
import { EventDesk } from "./event-desk.js";
import { isEventWord } from "./words/event-words.js";

/** Alarms, notes and what else happens: the panel, toasts, sounds, and marks on charts. */
export const events = feature("events", (context, { signal, timers }) => {
  const { browser, format, view, store, clock, settings, socket, vocabulary, emitters, ports } = context;
  const desk = new EventDesk({
    format,
    view,
    store,
    clock,
    settings,
    timers,
    signal,
    send: message => socket.send(message),
    fetch: browser.fetch,
    onShow: (sensor, time) => ports.detail.showAt(sensor, time),
    onChange: () => emitters.status.emit(),
  });
  vocabulary.add(word => (isEventWord(word) ? desk.say(word) : null), signal);
  emitters.message.listen(message => desk.heard(message), signal);
  emitters.connection.listen(({ state }) => desk.connection(state === "connected"), signal);
  emitters.language.listen(() => desk.describe(), signal);
  emitters.slowBeat.listen(() => desk.beat(), signal);
  store.listen(change => change.type === "sensor" && desk.renamed(), signal);
  offer(ports, "events", desk, signal);
  desk.describe();
});
