package vigie.load.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A result for people: one line for each thing measured. */
public final class LoadTable {
    private static final int LABEL = 18;
    private static final double MEGA = 1e6;
    private static final double KILO = 1e3;
    private static final int CAUSES = 10;

    private final LoadResult result;
    private final List<String> lines = new ArrayList<>();

    private LoadTable(LoadResult result) {
        this.result = result;
    }

    /** The lines, without ends of line. */
    public static List<String> lines(LoadResult result) {
        LoadTable table = new LoadTable(result);
        table.head();
        table.opening();
        table.traffic("", result.steady());
        table.slow();
        table.whole();
        table.witness();
        table.server();
        table.client();
        return List.copyOf(table.lines);
    }

    private void head() {
        line("server", "%s, %s, tick %d ms", result.url(), result.server(), result.tickMillis());
        line(
                "asked for",
                "%s, deflate: %s, views: %s, client on %s",
                result.format(),
                result.deflate(),
                result.views(),
                result.transport());
        line(
                "measured",
                "%.1f s after %.1f s of warming up%s",
                result.measuredSeconds(),
                result.warmupSeconds(),
                result.interrupted() ? "; interrupted" : "");
    }

    private void opening() {
        LoadResult.Opening opening = result.opening();
        line(
                "sessions",
                "%d of %d opened in %.2f s, %d failed%s",
                opening.opened(),
                opening.asked(),
                opening.seconds(),
                opening.failed(),
                opening.notTried() > 0 ? ", " + opening.notTried() + " not tried" : "");
        opening.failures().stream()
                .limit(CAUSES)
                .forEach(failure -> line("  failed", "%d: %s", failure.count(), failure.cause()));
    }

    private void traffic(String prefix, Traffic traffic) {
        line(
                prefix + "messages",
                "%d: %.0f/s, %.0f bytes each, %.2f MB/s",
                traffic.messages(),
                traffic.messagesPerSecond(),
                traffic.bytesPerMessage(),
                traffic.bytesPerSecond() / MEGA);
        line(prefix + "readings", "%d: %.0f/s", traffic.readings(), traffic.readingsPerSecond());
        line(
                prefix + "updates/session",
                "%.2f/s on average, %.2f to %.2f/s, %d sessions without any",
                traffic.updatesPerSecondPerSessionMean(),
                traffic.updatesPerSecondPerSessionMin(),
                traffic.updatesPerSecondPerSessionMax(),
                traffic.silentSessions());
        latency(prefix + "source to client", traffic.sourceToClient());
        latency(prefix + "tick to client", traffic.tickToClient());
        line(
                prefix + "thinned",
                "%d updates came after %d left out",
                traffic.thinnedUpdates(),
                traffic.updatesThinnedAway());
        if (traffic.problems() + traffic.unreadableMessages() > 0) {
            line(
                    prefix + "trouble",
                    "%d problem messages, %d unreadable",
                    traffic.problems(),
                    traffic.unreadableMessages());
        }
    }

    private void latency(String label, LoadResult.Latency latency) {
        line(
                label,
                "p50 %.1f, p99 %.1f, p99.9 %.1f, longest %.1f ms",
                latency.p50Millis(),
                latency.p99Millis(),
                latency.p999Millis(),
                latency.maxMillis());
    }

    private void slow() {
        LoadResult.Slow slow = result.slow();
        if (slow == null) {
            return;
        }
        line(
                "slow sessions",
                "%d open at the end, %d caught up, at latest after %d ms",
                slow.open(),
                slow.caughtUp(),
                slow.caughtUpAfterMillisMax());
        line(
                "  newest value",
                "%d ms old at the end, oldest %d ms",
                slow.newestAgeMillisMedian(),
                slow.newestAgeMillisMax());
        traffic("  ", slow.traffic());
    }

    private void whole() {
        line("lost", "%d updates, %d repeated", result.lostUpdates(), result.repeatedUpdates());
        line("disconnects", "%d", result.disconnectCount());
        result.disconnects().stream()
                .limit(CAUSES)
                .forEach(end ->
                        line("  " + end.code(), "%d%s: %s", end.count(), end.slow() ? " slow ones" : "", end.reason()));
    }

    private void witness() {
        WitnessResult witness = result.witness();
        if (witness == null) {
            return;
        }
        String trouble = witness.trouble();
        if (trouble != null && witness.updates() == 0) {
            line("witness", "saw nothing: %s", trouble);
            return;
        }
        line(
                "witness",
                "%d updates, %d readings, %d missed, %d repeated, %d left out; source to client p50 %.1f, p99 %.1f ms",
                witness.updates(),
                witness.readings(),
                witness.missedUpdates(),
                witness.repeatedUpdates(),
                witness.updatesThinnedAway(),
                witness.sourceToClient().p50Millis(),
                witness.sourceToClient().p99Millis());
        if (trouble != null) {
            line("  ended early", "%s", trouble);
        }
    }

    private void server() {
        LoadResult.ServerCost cost = result.serverProcess();
        if (cost == null) {
            line("server's cost", "unknown (its process is not on this machine, or not ours to see)");
            return;
        }
        line(
                "server's CPU",
                "%.2f s per million messages, %.2f s per million updates: %.2f s, %.0f %% of a core (process %d)",
                cost.cpuSecondsPerMillionMessages(),
                cost.cpuSecondsPerMillionUpdates(),
                cost.cpuSeconds(),
                cost.cpuCores() * 100,
                cost.pid());
        line(
                "server's memory",
                "%.1f MB before, %.1f MB connected, %.1f MB at the end; %.1f kB per session",
                cost.residentBytesBefore() / MEGA,
                cost.residentBytesConnected() / MEGA,
                cost.residentBytesAtEnd() / MEGA,
                cost.residentBytesPerSession() / KILO);
    }

    private void client() {
        LoadResult.ClientCost cost = result.client();
        line(
                "client's CPU",
                "%.0f %% of a core, its event loop %.0f %% busy",
                cost.cpuCores() * 100,
                cost.loopShare() * 100);
        if (cost.wasTheLimit()) {
            line("  beware", "that was the limit: the figures measure the client");
        }
    }

    private void line(String label, String format, Object... values) {
        lines.add(String.format(Locale.ROOT, "%-" + LABEL + "s ", label) + String.format(Locale.ROOT, format, values));
    }
}
