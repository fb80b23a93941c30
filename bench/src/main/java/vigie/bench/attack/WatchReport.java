package vigie.bench.attack;

import tools.jackson.databind.json.JsonMapper;

/**
 * What an honest viewer noticed.
 *
 * @param gapMillis the longest time between two updates
 * @param updates how many came
 * @param thinned how many the server left out and said so
 * @param holes updates that are missing without a word
 * @param reconnects how often the viewer had to come back
 * @param health answers of {@code /healthz}, four times a second
 * @param answers answers of {@code /api/sources} and a short {@code /api/history}, once a second
 * @param newcomers new viewers until their first update, once a second
 * @param pauseMillis the longest time for which the watcher itself did not run: nothing shorter than this means much
 */
record WatchReport(
        long gapMillis,
        long updates,
        long thinned,
        long holes,
        long reconnects,
        Worst.Figures health,
        Worst.Figures answers,
        Worst.Figures newcomers,
        long pauseMillis) {
    /** Reads what {@link #json} wrote. */
    static WatchReport parse(String json) {
        return JsonMapper.shared().readValue(json, WatchReport.class);
    }

    /** One line. */
    String json() {
        return JsonMapper.shared().writeValueAsString(this);
    }
}
