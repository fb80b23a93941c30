import { appendUntil, byId, listen, make, setIcon, setText } from "../ui/dom.js";
import { MARKS, SLIDER_END, agoOf, placeOf } from "./time-scale.js";
import { RATES } from "../page/view.js";

/** A step through time by button or key, of what is shown. */
const STEP = 1 / 4;
const ZOOM = 2;

/**
 * The bar that says which moment is shown when that is not now, and moves and plays it: all charts at once. It is there
 * while the page shows the past, or when it is asked for. The same bar goes into the enlarged card and back.
 */
export class TimeBar {
  #page;
  #root = document.documentElement;
  #element = byId("time-bar");
  #home = /** @type {HTMLElement} */ (byId("time-bar").parentElement);
  #slider = /** @type {HTMLInputElement} */ (byId("time-slider"));
  #moment = /** @type {HTMLInputElement} */ (byId("time-moment"));
  #opened = false;
  /** The pace that Play takes up. */
  #rate = 1;
  #wasLive = true;

  /**
   * @param {object} page
   * @param {import("../ui/format.js").Format} page.format
   * @param {import("../page/view.js").View} page.view
   * @param {{now: () => number}} page.clock the server's
   * @param {() => boolean} page.failing whether the history could not be asked
   * @param {AbortSignal} page.signal detaches it
   */
  constructor(page) {
    this.#page = page;
    const { view } = page;
    this.#slider.max = String(SLIDER_END);
    appendUntil(byId("time-rates"), page.signal, ...RATES.map(rate => this.#rateButton(rate)));
    appendUntil(byId("time-marks"), page.signal, ...MARKS.slice(2, -1).map(ago => mark(ago)));
    listen(byId("rewind"), "click", () => this.toggle(), page.signal);
    listen(byId("detail-rewind"), "click", () => this.toggle(), page.signal);
    listen(byId("still-rewind"), "click", () => this.toggle(), page.signal);
    listen(byId("time-now"), "click", () => this.#close(), page.signal);
    listen(byId("time-play"), "click", () => this.#togglePlay(), page.signal);
    listen(byId("time-back"), "click", () => view.moveBy(-STEP), page.signal);
    listen(byId("time-forth"), "click", () => view.moveBy(STEP), page.signal);
    listen(byId("time-in"), "click", () => view.zoom(1 / ZOOM), page.signal);
    listen(byId("time-out"), "click", () => view.zoom(ZOOM), page.signal);
    listen(this.#slider, "input", () => this.#slide(), page.signal);
    listen(this.#moment, "change", () => this.#enter(), page.signal);
    listen(document, "keydown", event => this.#key(event), page.signal);
  }

  /** Opens it, or closes it and goes back to now. */
  toggle() {
    if (this.#element.hidden) {
      this.#opened = true;
      this.draw();
      this.#slider.focus();
    } else {
      this.#close();
    }
  }

  /** @param {HTMLElement} [place] where it is from now on: its own place unless said */
  moveInto(place = this.#home) {
    place.append(this.#element);
    this.#opened = false;
    this.draw();
  }

  /** After any change of the view, and to be called about ten times a second. */
  draw() {
    const { view } = this.#page;
    const hidden = view.live && !this.#opened;
    if (hidden && this.#element.hidden && this.#wasLive) {
      return;
    }
    this.#element.hidden = hidden;
    this.#root.toggleAttribute("data-past", !view.live);
    this.#root.toggleAttribute("data-time-bar", !this.#element.hidden);
    byId("rewind").setAttribute("aria-pressed", String(!this.#element.hidden));
    this.#speak();
    if (!this.#element.hidden) {
      this.#drawMoment();
      this.#drawPlay();
      byId("time-trouble").hidden = view.live || !this.#page.failing();
    }
  }

  #drawMoment() {
    const { view, format } = this.#page;
    const { words } = format;
    const { live, end, ago } = view;
    setText(byId("time-mark"), words(live ? "isNow" : "notNow"));
    setText(byId("time-ago"), live ? "" : words("ago", { time: format.duration(ago) }));
    const place = String(live ? SLIDER_END : placeOf(ago));
    if (this.#slider.value !== place) {
      this.#slider.value = place;
    }
    this.#slider.setAttribute("aria-valuetext", live ? words("isNow") : format.moment(end));
    const moment = localText(end);
    if (document.activeElement !== this.#moment && this.#moment.value !== moment) {
      this.#moment.value = moment;
    }
  }

  #drawPlay() {
    const { view, format } = this.#page;
    const playing = !view.live && !view.still;
    const play = /** @type {HTMLButtonElement} */ (byId("time-play"));
    play.disabled = view.live;
    play.setAttribute("aria-label", format.words(playing ? "playPause" : "play"));
    play.title = format.words(playing ? "playPause" : "play");
    setIcon(/** @type {any} */ (play.querySelector("svg")), playing ? "pause" : "play");
    for (const button of byId("time-rates").children) {
      button.setAttribute("aria-pressed", String(Number(button.getAttribute("data-rate")) === (playing ? view.rate : this.#rate)));
    }
  }

  /** Said once when it begins and once when it is over. */
  #speak() {
    const { view, format } = this.#page;
    if (view.live !== this.#wasLive) {
      this.#wasLive = view.live;
      setText(byId("spoken"), view.live ? format.words("saysNow") : format.words("saysPast", { time: format.moment(view.end) }));
    }
  }

  #close() {
    this.#opened = false;
    this.#page.view.backToNow();
    if (this.#element.contains(document.activeElement)) {
      const dialog = this.#element.closest("dialog");
      byId(dialog === null ? "rewind" : `${dialog.id}-rewind`).focus();
    }
  }

  #slide() {
    const { view, clock } = this.#page;
    view.moveTo(clock.now() - agoOf(Number(this.#slider.value)));
  }

  #enter() {
    const time = new Date(this.#moment.value).getTime();
    if (Number.isFinite(time)) {
      this.#page.view.moveTo(time);
    }
  }

  #togglePlay() {
    const { view } = this.#page;
    view.play(view.still ? this.#rate : 0);
  }

  /** @param {number} rate */
  #rateButton(rate) {
    const button = make("button", { type: "button", "data-rate": String(rate), "data-word": `rate${rate}` });
    listen(button, "click", () => {
      this.#rate = rate;
      this.#page.view.live ? this.draw() : this.#page.view.play(rate);
    }, this.#page.signal);
    return button;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const within = (/** @type {string} */ elements) => event.target instanceof Element && event.target.closest(elements) !== null;
    if (within("input, textarea, select, [contenteditable]") || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const { view } = this.#page;
    const deeds = /** @type {Record<string, (() => void) | undefined>} */ ({
      ArrowLeft: () => view.moveBy(-STEP),
      ArrowRight: () => view.moveBy(STEP),
      "+": () => view.zoom(1 / ZOOM),
      "-": () => view.zoom(ZOOM),
      n: () => this.#close(),
      r: () => this.toggle(),
      " ": view.live || within("button") ? undefined : () => this.#togglePlay(),
    });
    const deed = deeds[event.key];
    if (deed !== undefined) {
      event.preventDefault();
      deed();
    }
  }
}

/** @param {number} ago milliseconds @returns {HTMLElement} */
function mark(ago) {
  const element = make("span", { "data-word": `w${ago}` });
  element.style.left = `${(100 * placeOf(ago)) / SLIDER_END}%`;
  return element;
}

/** As a field of day and time takes it: local, to the second. @param {number} time epoch milliseconds @returns {string} */
function localText(time) {
  const local = new Date(time - new Date(time).getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 19);
}
