package vigie.api;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vigie.api.still.StillHandler;
import vigie.http.route.Workers;
import vigie.work.health.HealthIssue;

/**
 * Who answers requests, shared by all connections.
 *
 * @param api answers {@code /api/…}
 * @param history answers questions about the past, if there is one
 * @param stills answers questions about stills and takes them, if there are any
 * @param workers for the page's files
 * @param ready whether sessions are taken
 * @param issues what is not well with the server; empty when all is
 */
public record HttpAnswers(
        ApiHandler api,
        @Nullable HistoryHandler history,
        @Nullable StillHandler stills,
        Workers workers,
        BooleanSupplier ready,
        Supplier<List<HealthIssue>> issues) {}
