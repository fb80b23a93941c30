package vigie.bench.attack;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Attacks a fresh server with one kind of attack, and measures what that does.
 *
 * @param jar which build of the server
 * @param transport its setting {@code server.transport}
 * @param length how long the attack lasts
 */
record AttackTrial(Path jar, String transport, Duration length) {
    private static final Duration WARM_UP = Duration.ofSeconds(3);
    /** What an attacker may take longer than it should, since a server may be too busy to let it go on. */
    private static final Duration OVERTIME = Duration.ofSeconds(40);

    AttackOutcome run(AttackKind kind) throws IOException, InterruptedException {
        try (AttackedServer server = AttackedServer.start(jar, transport, kind.target());
                ChildProgram watcher = ChildProgram.watcher(server.url())) {
            boolean hasPast = kind.target() == AttackTarget.FILLED_HISTORY;
            if (hasPast) {
                PastReadings.awaitAll(server.url());
            }
            TimeUnit.NANOSECONDS.sleep(WARM_UP.toNanos());
            watcher.ask("begin");
            long residentBefore = server.residentMegabytes();
            long logBefore = server.logBytes();
            long dataBefore = server.dataBytes();
            String noticed = attack(kind, server);
            long recovered = Long.parseLong(watcher.ask("recover"));
            WatchReport watched = WatchReport.parse(watcher.ask("report"));
            return new AttackOutcome(
                    watched,
                    recovered,
                    residentBefore,
                    server.peakMegabytes(),
                    server.residentMegabytes(),
                    server.logBytes() - logBefore,
                    server.dataBytes() - dataBefore,
                    server.outOfMemoryErrors(),
                    hasPast ? PastReadings.count(server.url()) + " of " + AttackTarget.PAST_READINGS : "",
                    server.state(),
                    noticed);
        }
    }

    private String attack(AttackKind kind, AttackedServer server) throws IOException, InterruptedException {
        try (ChildProgram attacker = ChildProgram.attacker(kind, server.url(), length)) {
            return attacker.lastWords(length.plus(OVERTIME));
        }
    }
}
