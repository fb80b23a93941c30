import { copyText } from "../ui/clipboard.js";
import { appendUntil, byId, listen, make, setText } from "../ui/dom.js";
import { isFor, isWhole, queryOf, yamlOf } from "./rule-line.js";

/** @typedef {import("../store/readings/sensor.js").Sensor} Sensor */
/** @typedef {import("../socket/queries/event-client.js").RuleWords} RuleWords */
/** @typedef {import("../socket/queries/event-client.js").TrialAnswer} TrialAnswer */

const DAY = 86_400_000;
/** What would have fired first is shown with a little of what was before it. */
const AROUND = 1.15;

/**
 * The rules of a sensor, and what a rule that is being thought of would have done in the past day: counted, drawn on the chart, and
 * written as the line that makes it one.
 */
export class RuleTrial {
  #page;
  #element = /** @type {HTMLDetailsElement} */ (byId("trial"));
  #form = /** @type {HTMLFormElement} */ (byId("trial-form"));
  #kind = /** @type {HTMLSelectElement} */ (byId("trial-kind"));
  #severity = /** @type {HTMLSelectElement} */ (byId("trial-severity"));
  #result = byId("trial-result");
  #yaml = byId("trial-yaml");
  /** @type {Sensor | null} */ #sensor = null;
  /** What was answered last. @type {TrialAnswer | null} */ #answer = null;
  /** Counts questions: an answer to an older one is not shown. */
  #asked = 0;

  /**
   * @param {object} page
   * @param {import("./words/event-words.js").Say} page.say
   * @param {import("../ui/format.js").Format} page.format
   * @param {import("../socket/queries/event-client.js").EventClient} page.client
   * @param {{now: () => number}} page.clock the server's
   * @param {() => boolean} page.supported whether the server has rules
   * @param {(firings: readonly import("../socket/queries/event-client.js").Firing[]) => void} page.onFirings to be drawn
   * @param {(millis: number) => void} page.onSpan at least the last so many milliseconds are to be shown
   * @param {AbortSignal} page.signal detaches it
   */
  constructor(page) {
    this.#page = page;
    for (const severity of ["info", "warning", "critical"]) {
      appendUntil(this.#severity, page.signal, make("option", { value: severity, "data-word": `severity_${severity}` }));
    }
    this.#severity.value = "warning";
    listen(this.#element, "toggle", () => this.#element.open && void this.#askRules(), page.signal);
    listen(this.#form, "input", () => this.#changed(), page.signal);
    listen(this.#form, "submit", event => {
      event.preventDefault();
      void this.#try();
    }, page.signal);
    listen(byId("trial-copy"), "click", () => void this.#copy(), page.signal);
  }

  /** @param {Sensor | null} sensor whose chart is shown */
  show(sensor) {
    this.#sensor = sensor;
    this.#answer = null;
    this.#asked += 1;
    this.#element.open = false;
    this.#element.hidden = !this.#page.supported();
    this.#form.reset();
    this.#severity.value = "warning";
    if (sensor?.max !== undefined) {
      this.#field("limit").value = String(sensor.max);
    }
    setText(this.#result, "");
    byId("trial-rules").replaceChildren();
    this.#changed();
  }

  /** After a change of language. */
  describe() {
    this.#tell();
  }

  get #draft() {
    const value = (/** @type {string} */ name) => this.#field(name).value;
    return {
      kind: /** @type {import("./rule-line.js").RuleDraft["kind"]} */ (this.#kind.value),
      limit: value("limit"),
      high: value("high"),
      hysteresis: value("hysteresis"),
      holds: value("for"),
      clearDelay: value("clear"),
      severity: this.#severity.value,
    };
  }

  /** @param {string} name @returns {HTMLInputElement} */
  #field(name) {
    return /** @type {HTMLInputElement} */ (byId(`trial-${name}`));
  }

  #changed() {
    const draft = this.#draft;
    const whole = isWhole(draft) && this.#sensor !== null;
    byId("trial-high-label").hidden = draft.kind !== "outside";
    byId("trial-hysteresis-label").hidden = byId("trial-for-label").hidden = draft.kind === "silent";
    byId("trial-line").hidden = !whole;
    setText(this.#yaml, whole ? yamlOf(/** @type {Sensor} */ (this.#sensor).id, draft) : "");
    setText(byId("trial-copy"), this.#page.say("trialCopy"));
    if (this.#answer !== null) {
      this.#answer = null;
      this.#page.onFirings([]);
      setText(this.#result, "");
    }
  }

  async #try() {
    const { say, client, clock, onFirings, onSpan } = this.#page;
    const draft = this.#draft;
    if (this.#sensor === null || !isWhole(draft)) {
      setText(this.#result, say("trialLimitMissing"));
      this.#field("limit").focus();
      return;
    }
    const asked = (this.#asked += 1);
    const to = Math.floor(clock.now());
    setText(this.#result, say("trialAsking"));
    try {
      const trial = { sensor: this.#sensor.id, from: String(to - DAY), to: String(to), ...queryOf(draft) };
      const answer = await client.tryRule(trial);
      if (asked === this.#asked) {
        this.#answer = answer;
        onFirings(answer.firings);
        onSpan(Math.min(DAY, AROUND * (to - (answer.firings[0]?.raised ?? to))));
        this.#tell();
      }
    } catch (why) {
      asked === this.#asked && setText(this.#result, say("askFailed", { why: why instanceof Error ? why.message : String(why) }));
    }
  }

  #tell() {
    const { say, format } = this.#page;
    const answer = this.#answer;
    if (answer === null) {
      return;
    }
    const { count, firings, more, complete, to } = answer;
    const millis = firings.reduce((sum, each) => sum + (each.cleared ?? to) - each.raised, 0);
    const word = count === 0 ? "trialNone" : count === 1 ? "trialOne" : "trialMany";
    const parts = [say(word, { n: count, time: format.duration(millis) })];
    more && parts.push(say("trialMore", { n: firings.length }));
    complete || parts.push(say("trialIncomplete"));
    setText(this.#result, parts.join(" "));
  }

  async #askRules() {
    const { say, client } = this.#page;
    const list = byId("trial-rules");
    const sensor = this.#sensor;
    try {
      const { rules } = await client.alarms();
      if (sensor === null || sensor !== this.#sensor) {
        return;
      }
      const mine = rules.filter(rule => isFor(rule.sensor, sensor.id));
      list.replaceChildren(...mine.map(rule => this.#rule(rule)));
      if (mine.length === 0) {
        list.replaceChildren(make("li", { class: "meta" }, say("trialNoRule")));
      }
    } catch (why) {
      list.replaceChildren(make("li", { class: "meta" }, say("askFailed", { why: why instanceof Error ? why.message : String(why) })));
    }
  }

  /** @param {RuleWords} rule */
  #rule(rule) {
    const { say, format } = this.#page;
    const duration = (/** @type {number | string | undefined} */ given) => (typeof given === "number" ? format.duration(given) : given ?? "");
    const number = (/** @type {number | string | undefined} */ given) => (typeof given === "number" ? format.reading(given) : given ?? "");
    const condition = {
      above: () => say("ruleAbove", { limit: number(rule.limit) }),
      below: () => say("ruleBelow", { limit: number(rule.limit) }),
      outside: () => say("ruleOutside", { low: number(rule.low), high: number(rule.high) }),
      rate: () => say("ruleRate", { limit: number(rule.perSecond ?? rule.limit) }),
      silent: () => say("ruleSilent", { limit: duration(rule.silent) }),
    }[rule.kind];
    const parts = [say(`severity_${rule.severity}`), condition?.() ?? rule.kind, rule.broken === undefined ? "" : say("trialBroken", { why: rule.broken })];
    return make("li", {}, make("b", {}, rule.id), make("span", { class: "meta" }, parts.filter(part => part !== "").join(" · ")));
  }

  async #copy() {
    const done = await copyText(this.#yaml.textContent ?? "");
    setText(byId("trial-copy"), this.#page.say(done ? "trialCopied" : "trialCopyFailed"));
  }
}
