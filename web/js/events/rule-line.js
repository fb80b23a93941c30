/** @typedef {import("../socket/queries/event-client.js").RuleWords} RuleWords */

/**
 * A rule as a person fills it in: numbers as they are written, empty where nothing is said.
 *
 * @typedef {object} RuleDraft
 * @property {"above" | "below" | "outside" | "rate" | "silent"} kind
 * @property {string} limit of outside the lower one; of silent seconds
 * @property {string} high of outside
 * @property {string} hysteresis
 * @property {string} holds seconds
 * @property {string} clearDelay seconds
 * @property {string} severity
 */

/** @param {RuleDraft} draft @returns {boolean} whether its limits are numbers */
export function isWhole({ kind, limit, high }) {
  const low = number(limit);
  return !Number.isNaN(low) && (kind !== "outside" || number(high) > low) && (kind !== "silent" && kind !== "rate" || low > 0);
}

/** @param {RuleDraft} draft @returns {Record<string, string>} as `/api/alarms/past` asks for it */
export function queryOf(draft) {
  const { kind, limit, high } = draft;
  const value = { outside: `${number(limit)}..${number(high)}`, silent: `${number(limit)}s` }[/** @type {string} */ (kind)] ?? String(number(limit));
  /** @type {Record<string, string>} */
  const query = { [kind]: value };
  for (const [name, given, unit] of options(draft)) {
    query[name] = given + unit;
  }
  return query;
}

/** @param {string} sensor @param {RuleDraft} draft @returns {string} the line for the configuration */
export function yamlOf(sensor, draft) {
  const { kind, limit, high, severity } = draft;
  const value = { outside: `[${number(limit)}, ${number(high)}]`, silent: `${number(limit)}s` }[/** @type {string} */ (kind)] ?? String(number(limit));
  const parts = [`sensor: ${quoted(sensor)}`, `${kind}: ${value}`];
  for (const [name, given, unit] of options(draft)) {
    parts.push(`${name}: ${given}${unit}`);
  }
  parts.push(`severity: ${severity}`);
  return `- { ${parts.join(", ")} }`;
}

/** @param {string} pattern @param {string} id @returns {boolean} whether a rule's pattern is for a sensor */
export function isFor(pattern, id) {
  const literal = (/** @type {string} */ text) => text.replace(/[.+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${pattern.split("*").map(literal).join(".*")}$`, "s").test(id);
}

/** @param {RuleDraft} draft @returns {[name: string, value: number, unit: string][]} what is said besides; a silence knows no hysteresis */
function options({ kind, hysteresis, holds, clearDelay }) {
  /** @type {[string, number, string][]} */
  const all = [
    ["hysteresis", kind === "silent" ? NaN : number(hysteresis), ""],
    ["for", kind === "silent" ? NaN : number(holds), "s"],
    ["clear-delay", number(clearDelay), "s"],
  ];
  return all.filter(([, value]) => value > 0);
}

/** @param {string} text with a point or a comma @returns {number} NaN when it is none */
function number(text) {
  const value = text.trim() === "" ? NaN : Number(text.trim().replace(",", "."));
  return Number.isFinite(value) ? value : NaN;
}

/** @param {string} text @returns {string} plain where YAML reads it as it is */
function quoted(text) {
  return /^[\p{L}][\p{L}\p{N}_./-]*$/u.test(text) ? text : JSON.stringify(text);
}
