const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * How long ago the marks of the time slider are, from right to left; between two of them it is even. So the last minutes
 * have as much room as the last weeks. Milliseconds.
 */
export const MARKS = [0, 5 * MINUTE, 15 * MINUTE, HOUR, 6 * HOUR, DAY, 7 * DAY, 30 * DAY];
/** Steps of the slider between two marks. */
const STEPS = 100;
export const SLIDER_END = (MARKS.length - 1) * STEPS;

/** @param {number} place of the slider, from 0 to {@link SLIDER_END} @returns {number} how long ago that is, milliseconds */
export function agoOf(place) {
  const back = Math.max(0, Math.min(SLIDER_END, SLIDER_END - place)) / STEPS;
  const mark = Math.min(MARKS.length - 2, Math.floor(back));
  return MARKS[mark] + (back - mark) * (MARKS[mark + 1] - MARKS[mark]);
}

/** @param {number} ago milliseconds @returns {number} place of the slider */
export function placeOf(ago) {
  const mark = Math.max(0, MARKS.findIndex((each, index) => ago >= each && ago < (MARKS[index + 1] ?? Infinity)));
  const next = MARKS[mark + 1] ?? Infinity;
  const back = mark + (next === Infinity ? 0 : Math.max(0, ago - MARKS[mark]) / (next - MARKS[mark]));
  return Math.round(SLIDER_END - back * STEPS);
}
