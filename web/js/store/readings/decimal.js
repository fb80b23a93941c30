/**
 * A number as it is written: the first of `digits`, a point, the others, times ten to the power of `exponent`; no zeros at
 * the end. `exact` is false for what a program has computed: its last digits mean nothing, and nobody would write them.
 *
 * @typedef {{negative: boolean, digits: string, exponent: number, exact: boolean}} Decimal
 */

/** A double that was read from a text has at most so many digits; one that was computed has one or two more, nearly always. */
const MOST_WRITTEN = 15;
/** A result such as 0.30000000000000004 is the number that its first digits are, when these are few. */
const [TRUSTED, FEW] = [14, 11];
/** Every number of 32 bits is told from all others by six to nine digits. */
const SINGLE_DIGITS = [6, 7, 8, 9];

/**
 * The decimal number that a device has meant by a value: the shortest that gives just that double. 21.6 that came as 32 bits
 * (21.600000381469727) is 21.6, and so is a sum that misses it by the last bit.
 *
 * @param {number} value finite @returns {Decimal}
 */
export function decimalOf(value) {
  const shortest = parsed(value.toExponential());
  if (shortest.digits.length <= MOST_WRITTEN || Number.isInteger(value)) {
    return shortest;
  }
  if (Math.fround(value) === value) {
    const digits = SINGLE_DIGITS.find(count => Math.fround(Number(value.toPrecision(count))) === value);
    return digits === undefined ? shortest : parsed(value.toExponential(digits - 1));
  }
  const rounded = parsed(value.toExponential(TRUSTED - 1));
  return rounded.digits.length <= FEW ? rounded : { ...shortest, exact: false };
}

/** @param {number} value finite @returns {number} the same without what 32 bits or arithmetic have added */
export function meant(value) {
  const { negative, digits, exponent } = decimalOf(value);
  return Number(`${negative ? "-" : ""}${digits}e${exponent - digits.length + 1}`);
}

/** Texts so long and no longer have few enough digits to be exact, whatever the sensor. */
const SHORT = 12;
/** A smaller number may be written with a power of ten. */
const SMALL = 1e-4;

/**
 * A quick look at what most values are: few digits, no power of ten.
 *
 * @param {number} size not negative @param {string} text of it @returns {number} how many decimals it has, -1 when it is to be looked at closer
 */
export function plainDecimals(size, text) {
  if (text.length > SHORT || text.includes("e") || (size < SMALL && size > 0)) {
    return -1;
  }
  const point = text.indexOf(".");
  return point < 0 ? 0 : text.length - 1 - point;
}

/** @param {Decimal} decimal @returns {number} how many decimals it has */
export function decimalsIn({ digits, exponent }) {
  return Math.max(0, digits.length - 1 - exponent);
}

/** @param {string} text as `toExponential` writes it @returns {Decimal} */
export function parsed(text) {
  const [mantissa, exponent] = text.split("e");
  const digits = mantissa.replace(/[-.]/g, "").replace(/0+$/, "");
  return { negative: text.startsWith("-"), digits: digits || "0", exponent: digits ? Number(exponent) : 0, exact: true };
}
