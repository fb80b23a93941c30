import { gradient, place } from "../charts/matrix/colour-scale.js";
import { HighWater } from "../charts/scales/high-water.js";
import { decimalsOf } from "../charts/matrix/matrix-picture.js";
import { textWidth } from "../charts/scales/text-width.js";
import { make, setText } from "../ui/dom.js";
import { sayStill } from "./still-words.js";

/** Of the ends, pixels: that of the larger legend. */
const SIZE = 13;

/** What the colours of a matrix mean: the scale, upright or, where the style sheet says so, along; its ends in numbers, and the value that is pointed at. */
export class StillLegend {
  element = make("div", { class: "legend", "data-role": "legend" });
  #format;
  #high = make("span", { class: "end", "data-role": "high" });
  #low = make("span", { class: "end", "data-role": "low" });
  #unit = make("span", { class: "unit", "data-role": "unit" });
  #fixed = make("span", { class: "fixed", "data-role": "fixed" });
  #mark = make("i", { class: "mark" });
  #width = new HighWater(0);
  #sensor = "";
  #bar = make("div", { class: "bar", "aria-hidden": "true" }, this.#mark);

  /** @param {import("../ui/format.js").Format} format */
  constructor(format) {
    this.#format = format;
    this.#bar.style.setProperty("--up", gradient("to top"));
    this.#bar.style.setProperty("--along", gradient("to right"));
    this.element.append(this.#bar, make("div", { class: "ends" }, this.#high, this.#unit, this.#fixed, this.#low));
  }

  /** @param {import("./still-screen.js").StillScreen} screen @param {boolean} fixed whether a person has chosen the ends */
  draw(screen, fixed) {
    const { matrix, scale, value, frame } = screen;
    this.element.hidden = matrix === null;
    if (matrix === null) {
      return;
    }
    this.#of(frame?.still.sensor ?? "");
    const least = decimalsOf(scale.low, scale.high);
    const [high, low] = [scale.high, scale.low].map(each => this.#format.reading(each, least));
    setText(this.#high, high);
    setText(this.#low, low);
    this.#makeRoom([high, low], frame?.still.time ?? 0);
    setText(this.#unit, matrix.shape.unit);
    setText(this.#fixed, fixed ? sayStill(this.#format.language, "isFixed") : "");
    this.#mark.hidden = value === undefined || Number.isNaN(value);
    if (value !== undefined) {
      this.#mark.style.setProperty("--at", `${100 * place(value, scale.low, scale.high)}%`);
    }
  }

  /** @param {string} sensor whose scale it is from now on */
  #of(sensor) {
    if (sensor !== this.#sensor) {
      this.#sensor = sensor;
      this.#width = new HighWater(0);
    }
  }

  /** For the longer end. @param {string[]} ends @param {number} now */
  #makeRoom(ends, now) {
    const width = this.#width.fit(Math.ceil(Math.max(...ends.map(end => textWidth(end, SIZE)))), now);
    this.element.style.setProperty("--ends", `${width}px`);
  }
}

/** The value that is pointed at, in words. @param {import("./still-screen.js").StillScreen} screen @param {import("../ui/format.js").Format} format @returns {string} empty while none is */
export function pointedAt({ matrix, scale, value }, format) {
  if (value === undefined || matrix === null) {
    return "";
  }
  if (Number.isNaN(value)) {
    return sayStill(format.language, "noValue");
  }
  const text = format.reading(value, decimalsOf(scale.low, scale.high) + 1);
  return sayStill(format.language, "value", { value: text, unit: matrix.shape.unit }).trim();
}
