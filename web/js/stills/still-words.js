import { speaking } from "../ui/words/words.js";

/** What the page says of stills. `{x}` is filled in. */
const ENGLISH = {
  enlarge: "{name}: enlarge",
  picture: "{name}, picture of {time}",
  matrix: "{name}, {columns} × {rows} values from {low} to {high} {unit}, {time}",
  none: "No picture yet",
  noneThen: "No picture at that moment",
  broken: "This one cannot be shown: {why}",
  size: "{columns} × {rows}",
  value: "{value} {unit}",
  cell: "column {column}, row {row}",
  noValue: "no value",
  causeLost: "its source is lost",
  causeEnded: "its source is at its end",
  causeSilent: "no picture for longer than its pace allows",
  scale: "Colours",
  automatic: "Automatic",
  fixed: "Fixed",
  low: "from",
  high: "to",
  isFixed: "fixed",
  badScale: "The first must be below the second.",
  keys: "Arrow keys or the pointer read single values.",
  keysEnlarged: "Enlarged, arrow keys read single values.",
  save: "Save the picture",
  savePng: "Save as a picture (PNG)",
  saveCsv: "Save the values (CSV)",
  saveFailed: "Not saved: {why}",
};

/** @typedef {keyof typeof ENGLISH} StillWord */

/** @type {typeof ENGLISH} */
const FRENCH = {
  enlarge: "{name} : agrandir",
  picture: "{name}, image de {time}",
  matrix: "{name}, {columns} × {rows} valeurs de {low} à {high} {unit}, {time}",
  none: "Pas encore d’image",
  noneThen: "Pas d’image à ce moment",
  broken: "Impossible de montrer celle-ci : {why}",
  size: "{columns} × {rows}",
  value: "{value} {unit}",
  cell: "colonne {column}, ligne {row}",
  noValue: "pas de valeur",
  causeLost: "sa source est perdue",
  causeEnded: "sa source est terminée",
  causeSilent: "aucune image depuis plus longtemps que son rythme",
  scale: "Couleurs",
  automatic: "Automatiques",
  fixed: "Fixes",
  low: "de",
  high: "à",
  isFixed: "fixe",
  badScale: "La première valeur doit être sous la seconde.",
  keys: "Les flèches ou le pointeur lisent chaque valeur.",
  keysEnlarged: "Une fois agrandie, les flèches lisent chaque valeur.",
  save: "Enregistrer l’image",
  savePng: "Enregistrer en image (PNG)",
  saveCsv: "Enregistrer les valeurs (CSV)",
  saveFailed: "Pas enregistré : {why}",
};

const SAY = { en: speaking(ENGLISH), fr: speaking(FRENCH) };

/**
 * @param {import("../ui/words/words.js").Language} language @param {StillWord} word @param {Record<string, string | number>} [parts]
 * @returns {string}
 */
export function sayStill(language, word, parts) {
  return SAY[language](word, parts);
}
