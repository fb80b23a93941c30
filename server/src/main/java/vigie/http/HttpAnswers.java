package vigie.http;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Who answers requests, shared by all connections.
 *
 * @param api answers {@code /api/…}
 * @param history answers questions about the past, if there is one
 * @param workers for the page's files
 * @param ready whether sessions are taken
 */
record HttpAnswers(ApiHandler api, @Nullable HistoryHandler history, Workers workers, BooleanSupplier ready) {}
