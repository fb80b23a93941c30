/** @typedef {import("../store/readings/sensor.js").Sensor} Sensor */
/** @typedef {{text: string, sensors: string[]}} Choice what a person may choose, and the ids and globs that mean it */

/**
 * Ids as few globs as can be: addresses must stay short.
 *
 * @param {Sensor[]} wanted @param {Sensor[]} all @returns {string[]}
 */
export function globsOf(wanted, all) {
  if (wanted.length === all.length) {
    return ["*"];
  }
  const sources = new Set(wanted.map(sensor => sensor.source));
  return [...sources].flatMap(source => {
    const ids = wanted.filter(sensor => sensor.source === source).map(sensor => sensor.id);
    return ids.length > 1 && ids.length === all.filter(sensor => sensor.source === source).length ? [`${source}/*`] : ids;
  });
}

/**
 * @param {Sensor[]} all
 * @param {Sensor[]} shown those that the filter lets through
 * @param {(source: string) => string} sourceName
 * @param {import("../ui/format.js").Format} format
 * @returns {Choice[]}
 */
export function choicesOf(all, shown, sourceName, { words }) {
  const choices = [{ text: words("exportAll", { n: all.length }), sensors: ["*"] }];
  if (shown.length > 0 && shown.length < all.length) {
    choices.unshift({ text: words("exportFiltered", { n: shown.length }), sensors: globsOf(shown, all) });
  }
  for (const source of new Set(all.map(sensor => sensor.source))) {
    const own = all.filter(sensor => sensor.source === source);
    const name = sourceName(source);
    if (own.length > 1) {
      choices.push({ text: words("exportSource", { name }), sensors: [`${source}/*`] });
    }
    own.forEach(sensor => choices.push({ text: `${name} · ${sensor.name}`, sensors: [sensor.id] }));
  }
  return choices;
}
