/**
 * Colours for values, from low to high: from dark blue over purple and orange to a pale yellow, each step as much lighter as the
 * one before (Oklab), so that more is lighter for every eye, also for one that tells red and green apart badly, and on paper.
 * The same by day and by night: a colour means the same value in both.
 */
const STOPS = [
  "#0d0d3d", "#280e5b", "#490a70", "#6d047b", "#930279", "#b7076e", "#d6255c",
  "#ed4845", "#fb6d2e", "#ff9330", "#fbb755", "#f6d787", "#f5f2be",
];

const SHADES = 256;

/** Red, green and blue of each shade, one after another. */
const TABLE = tableOf(STOPS.map(channels));

/** As a background, lowest first. @param {string} direction such as `to top` @returns {string} */
export function gradient(direction) {
  return `linear-gradient(${direction}, ${STOPS.join(", ")})`;
}

/**
 * @param {number} value @param {number} low @param {number} high
 * @returns {number} where on the scale it is, 0 to 1; the middle where all values are the same
 */
export function place(value, low, high) {
  return high > low ? Math.min(1, Math.max(0, (value - low) / (high - low))) : 0.5;
}

/**
 * Paints values as pixels: red, green, blue and how opaque. Where there is no value there is no colour either.
 *
 * @param {ArrayLike<number>} values @param {number} low @param {number} high
 * @param {Uint8ClampedArray} pixels four for each value
 */
export function paint(values, low, high, pixels) {
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index];
    const shade = 3 * Math.round(place(value, low, high) * (SHADES - 1));
    const known = !Number.isNaN(value);
    pixels[4 * index] = known ? TABLE[shade] : 0;
    pixels[4 * index + 1] = known ? TABLE[shade + 1] : 0;
    pixels[4 * index + 2] = known ? TABLE[shade + 2] : 0;
    pixels[4 * index + 3] = known ? 255 : 0;
  }
}

/** @param {number[][]} stops @returns {Uint8ClampedArray} */
function tableOf(stops) {
  const table = new Uint8ClampedArray(3 * SHADES);
  for (let shade = 0; shade < SHADES; shade += 1) {
    const at = (shade / (SHADES - 1)) * (stops.length - 1);
    const from = Math.min(stops.length - 2, Math.floor(at));
    stops[from].forEach((each, channel) => {
      table[3 * shade + channel] = each + (stops[from + 1][channel] - each) * (at - from);
    });
  }
  return table;
}

/** @param {string} colour such as `#12ab3f` @returns {number[]} */
function channels(colour) {
  return [1, 3, 5].map(index => parseInt(colour.slice(index, index + 2), 16));
}
