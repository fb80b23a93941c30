import { byId, listen, make, setText } from "../../ui/dom.js";

/** @typedef {import("../words/console-words.js").Saying} Saying */
/** @typedef {import("./sent-history.js").Sent} Sent */

/** The largest file that is sent, bytes: it is one message, and all of it is in memory. */
export const MOST_FILE_BYTES = 64 * 1024 * 1024;

/** What to send, a text or a file; and, below, what was sent before. */
export class SendForm {
  #page;
  #text = /** @type {HTMLTextAreaElement} */ (byId("text"));
  #file = /** @type {HTMLInputElement} */ (byId("file"));
  #button = byId("send-button");
  #mode = "text";
  /** @type {(() => Saying) | null} */ #wrong = null;

  /**
   * @param {object} page
   * @param {import("../words/console-words.js").ConsoleFormat} page.format
   * @param {import("./sent-history.js").SentHistory} page.history
   * @param {(content: import("../content/content.js").Content) => boolean} page.onSend says whether it was sent
   */
  constructor(page) {
    this.#page = page;
    this.#listen();
    this.#use("text");
    this.describe();
  }

  /** After a change of language. */
  describe() {
    this.#drawHint();
    this.#drawHistory();
  }

  /** @param {import("../connection/console-socket.js").State} state */
  changed(state) {
    this.#button.setAttribute("aria-disabled", String(state !== "open"));
    this.#say(null);
  }

  #listen() {
    document.querySelectorAll("[data-send]").forEach(button =>
      listen(button, "click", () => this.#use(button.getAttribute("data-send") ?? "text")),
    );
    listen(byId("send"), "submit", event => {
      event.preventDefault();
      void this.#send();
    });
    listen(this.#text, "keydown", event => this.#key(event));
    listen(this.#file, "change", () => this.#say(null));
    listen(byId("forget"), "click", () => {
      this.#page.history.clear();
      this.#drawHistory();
      this.#text.focus();
    });
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void this.#send();
    } else if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      event.preventDefault();
      this.#text.value = this.#page.history.step(event.key === "ArrowUp" ? 1 : -1);
    }
  }

  /** @param {string} mode `text` or `file` */
  #use(mode) {
    this.#mode = mode;
    byId("text-field").hidden = mode !== "text";
    byId("file-field").hidden = mode !== "file";
    document.querySelectorAll("[data-send]").forEach(button =>
      button.setAttribute("aria-pressed", String(button.getAttribute("data-send") === mode)),
    );
    this.#say(null);
  }

  async #send() {
    const sent = this.#mode === "text" ? this.#text.value : this.#file.files?.[0];
    if (sent === undefined) {
      this.#say(() => ({ word: "fileNone" }));
      return;
    }
    const content = typeof sent === "string" ? sent : await this.#read(sent);
    if (content === null) {
      return;
    }
    if (this.#page.onSend(content)) {
      this.#page.history.add(sent);
      this.#say(null);
      this.#drawHistory();
    } else {
      this.#say(() => ({ word: "notOpen" }));
    }
  }

  /** @param {File} file @returns {Promise<Uint8Array | null>} null after saying why not */
  async #read(file) {
    const { format } = this.#page;
    const { name } = file;
    if (file.size > MOST_FILE_BYTES) {
      this.#say(() => ({ word: "fileLong", parts: { name, size: format.bytes(file.size), most: format.bytes(MOST_FILE_BYTES) } }));
      return null;
    }
    try {
      return new Uint8Array(await file.arrayBuffer());
    } catch {
      this.#say(() => ({ word: "fileUnreadable", parts: { name } }));
      return null;
    }
  }

  /** @param {(() => Saying) | null} wrong what is wrong, null when nothing is */
  #say(wrong) {
    this.#wrong = wrong;
    this.#drawHint();
  }

  #drawHint() {
    const { format } = this.#page;
    const hint = byId("send-hint");
    hint.toggleAttribute("data-wrong", this.#wrong !== null);
    setText(hint, this.#wrong !== null ? format.tell(this.#wrong()) : this.#mode === "text" ? format.say("sendKeys") : "");
  }

  #drawHistory() {
    const { items } = this.#page.history;
    byId("sent").hidden = items.length === 0;
    byId("sent-list").replaceChildren(...items.map(sent => make("li", {}, this.#again(sent))));
  }

  /** @param {Sent} sent */
  #again(sent) {
    const { format } = this.#page;
    const what = typeof sent !== "string" ? `${sent.name} · ${format.bytes(sent.size)}` : sent.slice(0, 200) || format.say("sentEmpty");
    const button = make("button", { type: "button", "aria-label": format.say("again", { what }) }, what);
    listen(button, "click", () => this.#take(sent));
    return button;
  }

  /** @param {Sent} sent */
  #take(sent) {
    if (typeof sent === "string") {
      this.#use("text");
      this.#text.value = sent;
      this.#text.focus();
      return;
    }
    const carrier = new DataTransfer();
    carrier.items.add(sent);
    this.#use("file");
    this.#file.files = carrier.files;
    this.#file.focus();
  }
}
