// The dashboard: socket → store → charts → features. A new feature is a folder of its own and a line in this list.
import { board } from "./boards/board-feature.js";
import { connection } from "./connection/connection-feature.js";
import { title } from "./connection/title-feature.js";
import { controls } from "./controls/controls-feature.js";
import { detail } from "./detail/detail-feature.js";
import { events } from "./events/events-feature.js";
import { exporting } from "./export/export-feature.js";
import { startPage } from "./page/start-page.js";
import { stats } from "./stats/stats-feature.js";
import { stills } from "./stills/stills-feature.js";
import { timeTravel } from "./time/time-feature.js";

/** In the order in which they are attached: `controls` writes the words of what those before it have added to the document. */
export const FEATURES = [stats, timeTravel, events, controls, connection, title, board, detail, stills, exporting];

/** The page that runs; it becomes what detaches all features and closes the connection. */
export const page = startPage(FEATURES);
