package vigie.http;

import java.util.Map;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Who answers requests, shared by all connections.
 *
 * @param documents what each path under {@code /api/} shows; asked on the workers
 * @param history answers questions about the past, if there is one
 * @param workers for what takes time
 * @param files for what takes as long as its client likes
 * @param ready whether sessions are taken
 */
record HttpAnswers(
        Map<String, ApiDocument> documents,
        @Nullable HistoryHandler history,
        Workers workers,
        Workers files,
        BooleanSupplier ready) {
    HttpAnswers {
        documents = Map.copyOf(documents);
    }

    /** What is under {@code /api/}, in words. */
    String paths() {
        TreeSet<String> paths = new TreeSet<>(documents.keySet());
        if (history != null) {
            paths.addAll(HistoryHandler.paths());
        }
        return String.join(", ", paths);
    }
}
