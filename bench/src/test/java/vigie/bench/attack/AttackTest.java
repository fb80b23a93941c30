package vigie.bench.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vigie.bench.VigieCommand;

/**
 * Each attack, shorter than {@code bench/attack} runs it. Attacks with the same target share a server, so that each also shows that the
 * ones before left nothing behind. Nothing here asserts how long something took.
 */
final class AttackTest {
    private static final Duration LENGTH = Duration.ofSeconds(1);
    private static final double SHORT = 0.2;
    private static final double FULL = 1;
    /** Enough for a line about each kind of refusal, too little for a line about each connection. */
    private static final long MOST_LOG_BYTES = 16_000;

    private static final Map<AttackTarget, AttackedServer> SERVERS = new EnumMap<>(AttackTarget.class);

    @AfterAll
    static void close() {
        SERVERS.values().forEach(AttackedServer::close);
    }

    @ParameterizedTest
    @EnumSource(AttackKind.class)
    void othersAreServed_duringAndAfter(AttackKind kind) throws Exception {
        AttackedServer server = SERVERS.computeIfAbsent(kind.target(), AttackTest::start);
        boolean survived = false;
        try (Watcher watcher = new Watcher(server.url())) {
            watcher.begin();
            attack(kind, server, watcher);
            survived = true;
        } finally {
            if (!survived) {
                // What is broken now would fail the attacks that follow, too.
                SERVERS.remove(kind.target());
                server.close();
            }
        }
    }

    private static void attack(AttackKind kind, AttackedServer server, Watcher watcher) throws Exception {
        long logged = server.logBytes();
        try (AttackContext attack = new AttackContext(server.url(), scale(kind), LENGTH, kind.addresses())) {
            kind.attack().run(attack);
            assertThat(watcher.getsUpdates())
                    .as(
                            "updates come while the attacker is there (%s): %s",
                            attack.counts().soFar(), server.lastLogged(20))
                    .isTrue();
            assertFacts(kind, attack.counts().soFar(), server);
        }
        assertThat(watcher.isServed())
                .as("everybody is served after the attacker left: %s", server.lastLogged(20))
                .isTrue();
        assertThat(watcher.report().holes())
                .as("updates missing without a word")
                .isZero();
        assertThat(server.state()).isEqualTo("alive");
        assertThat(server.outOfMemoryErrors()).isZero();
        assertThat(server.logBytes() - logged).as(() -> server.lastLogged(20)).isLessThan(MOST_LOG_BYTES);
    }

    /** What is true of one attack alone. */
    private static void assertFacts(AttackKind kind, Map<String, Long> noticed, AttackedServer server)
            throws Exception {
        switch (kind) {
            case NOTES -> {
                assertThat(noticed).containsKey("notes kept");
                assertThat(PastReadings.count(server.url()))
                        .as("readings that the notes left: %s", noticed)
                        .isEqualTo(AttackTarget.PAST_READINGS);
            }
            case ONE_ADDRESS ->
                assertThat(noticed.getOrDefault("opened", 0L))
                        .as(
                                "sessions of the %s connections that one address opened: %s",
                                noticed.get("connected"), noticed)
                        .isLessThan(noticed.get("connected"));
            case ODD_REQUESTS ->
                assertThat(noticed.keySet())
                        .containsExactlyInAnyOrder(
                                "own host 200",
                                "foreign host 421",
                                "foreign upgrade 421",
                                "no host 400",
                                "two hosts 400",
                                "HTTP/9.9 400",
                                "obs-fold 400");
            default -> {}
        }
    }

    /** What takes memory is as large as it is in full; what only takes time is smaller. */
    private static double scale(AttackKind kind) {
        return switch (kind) {
            case FRAGMENTS, DEFLATED_FRAGMENTS, PIPELINE, DOCUMENTS, WELCOME, MATRIX, LEAVE, DESCRIPTORS -> FULL;
            default -> SHORT;
        };
    }

    private static AttackedServer start(AttackTarget target) {
        try {
            AttackedServer server = AttackedServer.start(VigieCommand.JAR, "auto", target);
            if (target == AttackTarget.FILLED_HISTORY) {
                PastReadings.awaitAll(server.url());
            }
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
