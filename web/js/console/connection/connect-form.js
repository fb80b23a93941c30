import { byId, listen, setText } from "../../ui/dom.js";
import { addressOf, protocolsOf } from "./address.js";
import { farewellOf } from "./close-codes.js";

/** @typedef {import("../words/console-words.js").Saying} Saying */
/** @typedef {import("./outcome.js").Outcome} Outcome */

/** Where to connect and how to take leave; and, below, how the last connection ended. */
export class ConnectForm {
  #page;
  #address = /** @type {HTMLInputElement} */ (byId("address"));
  #protocols = /** @type {HTMLInputElement} */ (byId("protocols"));
  #code = /** @type {HTMLInputElement} */ (byId("code"));
  #reason = /** @type {HTMLInputElement} */ (byId("reason"));
  /** @type {Outcome | null} */ #outcome = null;
  /** What is wrong with a field. @type {Map<HTMLInputElement, Saying>} */ #wrong = new Map();

  /**
   * @param {object} page
   * @param {import("../words/console-words.js").ConsoleFormat} page.format
   * @param {import("../../ui/settings.js").Settings} page.settings
   * @param {import("./address.js").Page} page.from where the page is from
   * @param {(url: URL, own: boolean, protocols: string[]) => void} page.onConnect
   * @param {(farewell: {code?: number, reason?: string}) => void} page.onDisconnect
   */
  constructor(page) {
    this.#page = page;
    this.#address.value = page.settings.get("console.address", "/live");
    this.#protocols.value = page.settings.get("console.protocols", "");
    this.#listen();
    this.describe();
  }

  /** After a change of language. */
  describe() {
    this.#drawHints();
    this.#drawOutcome();
  }

  /** @param {import("./console-socket.js").State} state */
  changed(state) {
    byId("connect-button").setAttribute("aria-disabled", String(state !== "closed"));
    byId("disconnect-button").setAttribute("aria-disabled", String(state !== "connecting" && state !== "open"));
  }

  /** @param {Outcome | null} outcome of the last connection */
  ended(outcome) {
    this.#outcome = outcome;
    this.#drawOutcome();
  }

  focus() {
    this.#address.select();
  }

  #listen() {
    [this.#address, this.#protocols, this.#code, this.#reason].forEach(field =>
      listen(field, "input", () => {
        this.#wrong.delete(field);
        this.#drawHints();
      }),
    );
    listen(byId("connect"), "submit", event => {
      event.preventDefault();
      this.#connect();
    });
    listen(byId("disconnect"), "submit", event => {
      event.preventDefault();
      this.#disconnect();
    });
  }

  #connect() {
    const { settings, from, onConnect } = this.#page;
    const address = addressOf(this.#address.value, from);
    const protocols = protocolsOf(this.#protocols.value);
    if ("problem" in address) {
      this.#refuse(this.#address, { word: address.problem });
    } else if (protocols === null) {
      this.#refuse(this.#protocols, { word: "protocolsBad" });
    } else {
      settings.set("console.address", this.#address.value);
      settings.set("console.protocols", this.#protocols.value);
      onConnect(address.url, address.own, protocols);
    }
  }

  #disconnect() {
    const farewell = farewellOf(this.#code.value, this.#reason.value);
    if ("problem" in farewell) {
      this.#refuse(farewell.problem === "reasonLong" ? this.#reason : this.#code, { word: farewell.problem });
    } else {
      this.#page.onDisconnect(farewell);
    }
  }

  /** @param {HTMLInputElement} field @param {Saying} saying */
  #refuse(field, saying) {
    this.#wrong.set(field, saying);
    this.#drawHints();
    field.focus();
  }

  #drawHints() {
    const address = addressOf(this.#address.value, this.#page.from);
    const foreign = !("problem" in address) && !address.own;
    /** @type {Saying | undefined} */
    const aside = foreign ? { word: "addressForeign", parts: { origin: this.#page.from.origin } } : undefined;
    this.#drawHint("address-hint", [this.#address], aside);
    this.#drawHint("protocols-hint", [this.#protocols]);
    this.#drawHint("disconnect-hint", [this.#code, this.#reason]);
  }

  /** @param {string} id @param {HTMLInputElement[]} fields @param {Saying} [aside] what is said when nothing is wrong */
  #drawHint(id, fields, aside) {
    fields.forEach(field => field.setAttribute("aria-invalid", String(this.#wrong.has(field))));
    const wrong = fields.map(field => this.#wrong.get(field)).find(each => each !== undefined);
    const saying = wrong ?? aside;
    const hint = byId(id);
    hint.hidden = saying === undefined;
    hint.toggleAttribute("data-wrong", wrong !== undefined);
    setText(hint, saying === undefined ? "" : this.#page.format.tell(saying));
  }

  #drawOutcome() {
    const { format } = this.#page;
    const outcome = this.#outcome;
    const element = byId("outcome");
    element.hidden = outcome === null;
    element.dataset.tone = outcome?.tone ?? "calm";
    setText(byId("outcome-title"), outcome === null ? "" : format.tell(outcome.title));
    setText(byId("outcome-text"), outcome === null ? "" : outcome.sayings.map(saying => format.tell(saying)).join(" "));
  }
}
