import { byId, setText } from "../ui/dom.js";

/** @typedef {import("../socket/live-socket.js").Connection} Connection */

/** How the page is connected, in plain words; and, when it is not, what one can do. */
export class ConnectionLine {
  #format;
  #store;
  #now;
  #online;
  #element = byId("connection");
  #text = byId("connection-text");
  #retry = byId("retry");
  #thinned = byId("thinned");
  #saidThinned = false;
  /** @type {Connection} */ #connection = { state: "connecting" };
  /** @type {{at: number, updates: number}[]} */ #heard = [];
  #server = "";
  #live;

  /**
   * @param {object} options
   * @param {import("../ui/format.js").Format} options.format
   * @param {import("../store/sensor-store.js").SensorStore} options.store
   * @param {() => number} options.now milliseconds, the clock of `retryAt`
   * @param {() => boolean} options.online what the browser says of the network
   * @param {() => boolean} options.live whether the page shows what is now
   */
  constructor({ format, store, now, online, live }) {
    this.#live = live;
    this.#format = format;
    this.#store = store;
    this.#now = now;
    this.#online = online;
  }

  /** @param {Connection} connection */
  changed(connection) {
    const other = connection.state !== this.#connection.state;
    this.#connection = connection;
    this.#heard = other ? [] : this.#heard;
    document.documentElement.dataset.connection = connection.state;
    this.#element.dataset.state = connection.state;
    byId("mismatch").hidden = connection.state !== "mismatch";
    this.draw();
    if (other) {
      setText(byId("spoken"), this.#words());
    }
  }

  /** @param {string} server the name and version in a welcome; another one than before asks for a reload */
  welcomed(server) {
    if (this.#server !== "" && this.#server !== server) {
      setText(byId("updated-text"), this.#format.words("updated", { server }));
      byId("updated").hidden = false;
    }
    this.#server = server;
  }

  /** To be called about once a second. */
  draw() {
    setText(this.#text, this.#words());
    const { state, retryAt } = this.#connection;
    this.#retry.hidden = retryAt === undefined || (state !== "reconnecting" && state !== "gone");
    this.#drawThinned();
  }

  /** Said once when it begins and once when it is over: a figure that changes is for the eye. */
  #drawThinned() {
    const { words } = this.#format;
    const n = this.#connection.state === "connected" ? this.#store.losses.oneOf : 0;
    this.#thinned.hidden = n === 0;
    if (n > 0) {
      setText(this.#thinned, words("thinned", { n }));
      this.#thinned.title = words("thinnedWhy", { n });
    }
    if (n > 0 !== this.#saidThinned && this.#connection.state === "connected") {
      this.#saidThinned = n > 0;
      setText(byId("spoken"), words(n > 0 ? "saysThinned" : "saysWhole"));
    }
  }

  #words() {
    const { words } = this.#format;
    const { state, retryAt } = this.#connection;
    if (state === "connected") {
      const back = this.#store.comeback.count;
      const news = back > 0 ? words("filledIn", { n: this.#format.number(back, 0) }) : this.#rate();
      return words(this.#live() ? "connected" : "connectedPast", { sensors: this.#sensors(), rate: news });
    }
    if (state === "connecting" || state === "mismatch") {
      return words(state);
    }
    if (!this.#online()) {
      return words("offline");
    }
    const s = Math.max(1, Math.ceil(((retryAt ?? 0) - this.#now()) / 1000));
    return retryAt === undefined ? words(state === "gone" ? "goneNow" : "reconnectingNow") : words(state, { s });
  }

  #sensors() {
    const n = this.#store.sensors.size;
    return n === 0 ? this.#format.words("sensorsNone") : this.#format.words(n === 1 ? "sensorsOne" : "sensorsMany", { n });
  }

  /** Updates per second over the last five seconds. */
  #rate() {
    const now = this.#now();
    this.#heard.push({ at: now, updates: this.#store.updates });
    this.#heard = this.#heard.filter(each => now - each.at <= 5_000);
    const first = this.#heard[0];
    const seconds = (now - first.at) / 1000;
    const rate = seconds < 0.5 ? NaN : (this.#store.updates - first.updates) / seconds;
    const n = this.#format.number(rate, rate > 0 && rate < 1 ? 1 : 0);
    return this.#format.words(n === "1" ? "updatesOne" : "updatesMany", { n });
  }
}
