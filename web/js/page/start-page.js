import { loadCharts } from "../charts/charts.js";
import { byId } from "../ui/dom.js";
import { browserContext } from "./browser-context.js";
import { attachAll } from "./feature.js";
import { PageContext } from "./page-context.js";

/**
 * Starts the page in this window.
 *
 * @param {readonly import("./feature.js").Feature[]} features
 * @returns {Promise<() => void>} what detaches the features and closes the connection
 */
export async function startPage(features) {
  const charts = await loadCharts(document);
  byId("no-charts").hidden = charts !== null;
  const query = new URLSearchParams(location.search);
  document.documentElement.toggleAttribute("data-wall", query.has("wall"));
  const context = new PageContext(browserContext(), charts);
  const detach = attachAll(features, context);
  if (query.has("stats")) {
    context.ports.stats.toggle();
  }
  context.start();
  byId("boot").remove();
  return () => {
    detach();
    context.stop();
  };
}
