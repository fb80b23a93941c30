import { byId, listen, setText } from "../../ui/dom.js";

/** As the server: so long a name may be. */
const LONGEST = 40;

/** Who sits here: asked once, remembered, and said on every connection. */
export class Me {
  #page;
  #form = /** @type {HTMLFormElement} */ (byId("me"));
  #input = /** @type {HTMLInputElement} */ (byId("me-name"));
  #name;
  #editing = false;
  /** What was to be done when the name was missing. @type {(() => void) | null} */ #then = null;

  /**
   * @param {object} page
   * @param {import("../words/event-words.js").Say} page.say
   * @param {import("../../ui/settings.js").Settings} page.settings
   * @param {(message: object) => boolean} page.send
   * @param {AbortSignal} page.signal detaches it
   */
  constructor(page) {
    this.#page = page;
    this.#name = clean(page.settings.get("name", ""));
    listen(this.#form, "submit", event => this.#keep(event), page.signal);
    listen(byId("me-change"), "click", () => this.#edit(), page.signal);
    listen(this.#input, "keydown", event => event.key === "Escape" && this.#name !== "" && this.#leave(event), page.signal);
  }

  get name() {
    return this.#name;
  }

  /** A connection is there: it is to know who is. */
  connected() {
    if (this.#name !== "") {
      this.#page.send({ type: "here", name: this.#name });
    }
  }

  /** Does something in the name of who sits here; asks for the name first when it is not known. @param {(name: string) => void} deed */
  sign(deed) {
    if (this.#name !== "") {
      deed(this.#name);
      return;
    }
    this.#then = () => deed(this.#name);
    this.describe();
    this.#input.focus();
  }

  /** What waits for a name is not to be done any more. */
  forget() {
    this.#then = null;
    this.describe();
  }

  /** After a change of language. */
  describe() {
    const { say } = this.#page;
    const asking = this.#name === "" || this.#editing;
    byId("me-known").hidden = asking;
    byId("me-asked").hidden = !asking;
    byId("me-why").hidden = this.#then === null;
    setText(byId("me-is"), say("nameIs", { name: this.#name }));
    this.#input.placeholder = say("nameAsk");
  }

  /** @param {string} name @returns {boolean} whether it is one */
  use(name) {
    const cleaned = clean(name);
    if (cleaned === "") {
      return false;
    }
    this.#name = cleaned;
    this.#page.settings.set("name", cleaned);
    this.#page.send({ type: "here", name: cleaned });
    this.describe();
    return true;
  }

  #edit() {
    this.#editing = true;
    this.#input.value = this.#name;
    this.describe();
    this.#input.select();
  }

  /** @param {KeyboardEvent} event */
  #leave(event) {
    event.stopPropagation();
    this.#editing = false;
    this.describe();
    byId("me-change").focus();
  }

  /** @param {Event} event */
  #keep(event) {
    event.preventDefault();
    if (!this.use(this.#input.value)) {
      this.#input.focus();
      return;
    }
    this.#editing = false;
    const then = this.#then;
    this.#then = null;
    this.describe();
    byId("me-change").focus();
    then?.();
  }
}

/** @param {string} name @returns {string} as the server takes it */
function clean(name) {
  return [...name.replace(/[\p{Cc}\p{Cf}]/gu, " ").trim()].slice(0, LONGEST).join("").trim();
}
