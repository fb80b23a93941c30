/** All texts of a chart are so large. Pixels. */
export const FONT_SIZE = 12;

/** What Highcharts would find out of a text of that size: its line height and where its baseline is. Pixels. */
const METRICS = { f: FONT_SIZE, h: FONT_SIZE + 3, b: Math.round((FONT_SIZE + 3) * 0.8) };

/**
 * A Highcharts chart that is made and redrawn without asking the browser. For each text, and for its own size again and
 * again, Highcharts reads back from the document what it has just written; each time the browser brings the styles of the
 * page up to date first, which took most of the time to make a chart, and made scrolling stop.
 *
 * So it is for charts as those of cards: one size of text, no titles, no pointer, only made and drawn where they have room.
 *
 * @param {any} highcharts
 * @returns {new (element: HTMLElement, options: any) => any}
 */
export function quickChart(highcharts) {
  /** Sizes of labels, by their length: the same in all charts. */
  const [cache, cacheKeys] = [{}, /** @type {string[]} */ ([])];

  class QuickElement extends highcharts.SVGElement {
    /** @param {string} name */
    getStyle(name) {
      return name === "font-size" ? `${FONT_SIZE}px` : super.getStyle(name);
    }
  }

  return class extends highcharts.Chart {
    getContainer() {
      super.getContainer();
      const { renderer } = this;
      Object.assign(renderer, { Element: QuickElement, cache, cacheKeys, fontMetrics: () => METRICS, isHidden: () => false });
      renderer.boxWrapper.getStyle = QuickElement.prototype.getStyle;
    }

    /** While it is made, its room stays as it is. */
    getContainerBox() {
      return this.hasRendered ? super.getContainerBox() : this.containerBox ?? super.getContainerBox();
    }

    /** There are no titles. */
    applyDescription() {}

    /** Nobody points at it: where it is in the page is not looked for. */
    render() {
      this.pointer.getChartPosition = () => ({ left: 0, top: 0, scaleX: 1, scaleY: 1 });
      super.render();
    }
  };
}
