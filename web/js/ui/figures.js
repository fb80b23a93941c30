import { decimalOf, decimalsIn, parsed, plainDecimals } from "../store/readings/decimal.js";
import { Decimals } from "../store/readings/decimals.js";

/** @typedef {import("../store/readings/decimal.js").Decimal} Decimal */

/** Narrow space that does not break: between thousands. */
const THIN = "\u202f";
const THOUSANDS = /\B(?=(\d{3})+$)/g;
const MINUS = "−";
const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** A larger number is written with a power of ten: from here on a double does not know its last digit. */
const LARGEST = Number.MAX_SAFE_INTEGER;
/** Zeros in front of a small number are not counted by anybody: with more decimals than that it is written with a power of ten. */
const [SMALL, DECIMALS] = [1e-4, 6];
/** So much a number can be rounded to. */
const FINEST = 100;

/** Of a sensor that nobody knows: a value is written as it is. */
const UNKNOWN = new Decimals();

/**
 * A reading with all of its digits, and with zeros as its sensor is written.
 *
 * @param {number} value finite @param {Decimals | number} least as learnt, or so many decimals @param {string} point @returns {string}
 */
export function exactly(value, least, point) {
  const size = Math.abs(value);
  const text = String(size);
  const decimals = plainDecimals(size, text);
  if (decimals >= 0) {
    return (value < 0 ? MINUS : "") + filled(text, decimals, Math.max(decimals, typeof least === "number" ? least : least.count), point);
  }
  const decimal = decimalOf(value);
  const count = typeof least === "number" ? Math.max(least, UNKNOWN.of(decimal)) : least.of(decimal);
  return count >= decimalsIn(decimal) ? written(decimal, count, point) : rounded(value, count, point);
}

/** @param {string} text of a number @param {number} decimals of it @param {number} wanted @param {string} point */
function filled(text, decimals, wanted, point) {
  const end = decimals === 0 ? text.length : text.length - decimals - 1;
  const part = wanted === 0 ? "" : point + text.slice(end + 1).padEnd(wanted, "0");
  return (end > 3 ? text.slice(0, end).replace(THOUSANDS, THIN) : text.slice(0, end)) + part;
}

/**
 * A number that was computed. It is never rounded to a whole number, zero least of all: it gets the decimals that it needs.
 *
 * @param {number} value finite @param {number} decimals @param {string} point @returns {string}
 */
export function rounded(value, decimals, point) {
  if (Number.isInteger(value)) {
    return written(decimalOf(value), decimals, point);
  }
  let count = Math.min(decimals, FINEST);
  while (count < FINEST && Number.isInteger(Number(value.toFixed(count)))) {
    count += 1;
  }
  return written(count < FINEST ? fixed(value, count) : parsed(value.toExponential(2)), count, point);
}

/** A number with just so many decimals: for what is counted or measured here. @param {number} value finite @param {number} decimals @param {string} point @returns {string} */
export function fixedly(value, decimals, point) {
  return written(Math.abs(value) > LARGEST ? decimalOf(value) : fixed(value, decimals), decimals, point);
}

/** @param {Decimal} decimal @param {number} decimals at least @param {string} point @returns {string} */
export function written(decimal, decimals, point) {
  const { negative, digits, exponent } = decimal;
  const sign = negative && digits !== "0" ? MINUS : "";
  return sign + (isPlain(decimal, decimals) ? plain(decimal, decimals, point) : digitsOf(digits, point) + power(exponent));
}

/** @param {number} exponent @returns {string} times ten to that */
export function power(exponent) {
  const raised = [...String(Math.abs(exponent))].map(digit => RAISED[Number(digit)]).join("");
  return `${THIN}×${THIN}10${exponent < 0 ? "⁻" : ""}${raised}`;
}

/** @param {number} size @param {number} decimals @returns {boolean} whether it is read best with a power of ten */
export function isPowered(size, decimals) {
  return size > LARGEST || (size > 0 && size < SMALL && decimals > DECIMALS);
}

/** @param {Decimal} decimal @param {number} decimals */
function isPlain(decimal, decimals) {
  const { digits, exponent } = decimal;
  return digits === "0" || !isPowered(Number(`${digits[0]}.${digits.slice(1)}e${exponent}`), Math.max(decimals, decimalsIn(decimal)));
}

/** @param {Decimal} decimal @param {number} decimals @param {string} point */
function plain({ digits, exponent }, decimals, point) {
  const whole = exponent < 0 ? "0" : digits.slice(0, exponent + 1).padEnd(exponent + 1, "0");
  const part = exponent < 0 ? "0".repeat(-1 - exponent) + digits : digits.slice(exponent + 1);
  const all = (digits === "0" ? "" : part).padEnd(decimals, "0");
  return whole.replace(THOUSANDS, THIN) + (all ? point + all : "");
}

/** @param {string} digits @param {string} point */
function digitsOf(digits, point) {
  return digits.length === 1 ? digits : digits[0] + point + digits.slice(1);
}

/** @param {number} value @param {number} decimals @returns {Decimal} */
function fixed(value, decimals) {
  const text = Math.abs(value).toFixed(decimals);
  const digits = text.replace(".", "").replace(/^0+/, "");
  const whole = text.indexOf(".") < 0 ? text.length : text.indexOf(".");
  const zeros = text.replace(".", "").length - digits.length;
  const kept = digits.replace(/0+$/, "");
  return { negative: value < 0, digits: kept || "0", exponent: kept ? whole - 1 - zeros : 0, exact: true };
}
