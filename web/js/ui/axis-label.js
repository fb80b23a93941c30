import { decimalOf } from "../store/readings/decimal.js";
import { fixedly, isPowered, power, written } from "./figures.js";

/** @type {readonly (readonly [number, string])[]} */
const UNITS = [[12, "T"], [9, "G"], [6, "M"], [3, "k"]];
/** From here on thousands are shortened. */
const SHORTENED = 1e4;
/** A label is not shorter with more decimals than that before the unit. */
const DECIMALS = 2;

/**
 * A label of a value axis, with all of its digits: labels of one axis differ. They share the decimals of the step and the unit
 * or the power of ten of the largest.
 *
 * @param {number} value a multiple of `step`, about @param {number} step @param {number} largest on the axis, without its sign
 * @param {string} point @returns {string}
 */
export function axisLabel(value, step, largest, point) {
  const by = decimalOf(step);
  const last = by.exponent - by.digits.length + 1;
  const size = Math.max(largest, step);
  if (isPowered(size, -last)) {
    return powered(value, Math.max(last, lastKnown(size)), size, point);
  }
  const [shift, sign] = UNITS.find(([zeros]) => size >= 10 ** zeros && Math.max(0, zeros - last) <= DECIMALS) ?? [0, ""];
  if (shift === 0 || size < SHORTENED || value === 0) {
    return fixedly(value, Math.max(0, -last), point);
  }
  const decimal = decimalOf(value);
  return written({ ...decimal, exponent: decimal.exponent - shift }, Math.max(0, shift - last), point) + sign;
}

/** @param {number} value @param {number} last power of ten of the last digit @param {number} size @param {string} point */
function powered(value, last, size, point) {
  const shift = decimalOf(size).exponent;
  const decimal = decimalOf(value);
  if (decimal.digits === "0") {
    return "0";
  }
  const shifted = { ...decimal, exponent: decimal.exponent - shift };
  return written(shifted, Math.max(0, shift - last), point) + power(shift);
}

/** @param {number} size @returns {number} the power of ten of the last digit of a double of that size */
function lastKnown(size) {
  return decimalOf(size).exponent - 16;
}
