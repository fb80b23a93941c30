package vigie.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vigie.sensor.SourceState;
import vigie.sensor.SourceStatus;

class SourceSupervisorTest {
    private final List<SourceStatus> told = new CopyOnWriteArrayList<>();
    private final FakeOutput output = new FakeOutput();
    private final ScriptedSource source = new ScriptedSource();
    private final SourceSupervisor supervisor = new SourceSupervisor(
            "bench",
            source,
            output,
            told::add,
            new Backoff(Duration.ofMillis(1), Duration.ofMillis(4)),
            Clock.systemUTC());

    @AfterEach
    void close() {
        supervisor.close();
    }

    @Test
    void run_fails_isTriedAgainUntilItOpens_andEachCauseIsToldOnce() {
        source.script(fail("no such port"), fail("no such port"), fail("no permission"), open());
        supervisor.start();
        await().until(() -> supervisor.status().state() == SourceState.LIVE);
        assertThat(told)
                .extracting(SourceStatus::state, SourceStatus::cause)
                .containsExactly(
                        tuple(SourceState.OPENING, null),
                        tuple(SourceState.LOST, "no such port"),
                        tuple(SourceState.LOST, "no permission"),
                        tuple(SourceState.LIVE, null));
    }

    @Test
    void run_breaksOffAfterOpening_isReopened() {
        source.script(openThenFail("was unplugged"), open());
        supervisor.start();
        await().until(() -> output.opened.size() == 2);
        assertThat(told)
                .extracting(SourceStatus::state)
                .containsExactly(SourceState.OPENING, SourceState.LIVE, SourceState.LOST, SourceState.LIVE);
    }

    @Test
    void run_throwsUnexpectedly_isLostWithACauseAndTriedAgain() {
        source.script(
                out -> {
                    throw new IllegalStateException("on purpose");
                },
                open());
        supervisor.start();
        await().until(() -> supervisor.status().state() == SourceState.LIVE);
        assertThat(told.get(1).cause()).contains("internal error").contains("on purpose");
    }

    @Test
    void run_findsNoNativeLibrary_isLostWithACause() {
        source.script(
                out -> {
                    throw new UnsatisfiedLinkError("no such library");
                },
                open());
        supervisor.start();
        await().until(() -> supervisor.status().state() == SourceState.LIVE);
        assertThat(told.get(1).state()).isEqualTo(SourceState.LOST);
        assertThat(told.get(1).cause()).contains("no such library");
    }

    @Test
    void run_ends_isEndedAndNotTriedAgain() {
        source.script(out -> out.opened(false));
        supervisor.start();
        await().until(() -> supervisor.status().state() == SourceState.ENDED);
        supervisor.close();
        assertThat(source.runs).isEqualTo(1);
    }

    @Test
    void close_whileRunning_stopsTheSourceAndSaysNothingMore() {
        source.script(open());
        supervisor.start();
        await().until(() -> supervisor.status().state() == SourceState.LIVE);
        supervisor.close();
        assertThat(supervisor.status().state()).isEqualTo(SourceState.LIVE);
        assertThat(told).hasSize(2);
    }

    private static Step fail(String cause) {
        return out -> {
            throw new SourceException(cause);
        };
    }

    private static Step open() {
        return out -> {
            out.opened(true);
            out.bytes("x:1\n".getBytes(StandardCharsets.US_ASCII), 0, 4, 0);
            new CountDownLatch(1).await();
        };
    }

    private static Step openThenFail(String cause) {
        return out -> {
            out.opened(true);
            throw new SourceException(cause);
        };
    }

    private interface Step {
        void run(SourceOutput out) throws SourceException, InterruptedException;
    }

    private static final class ScriptedSource implements Source {
        private volatile List<Step> steps = List.of();
        private volatile int runs;

        void script(Step... script) {
            steps = List.of(script);
        }

        @Override
        public String name() {
            return "Bench";
        }

        @Override
        public String detail() {
            return "scripted";
        }

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate")
        public void run(SourceOutput out) throws SourceException, InterruptedException {
            steps.get(runs++).run(out);
        }
    }

    private static final class FakeOutput implements SourceOutput {
        private final List<Boolean> opened = new CopyOnWriteArrayList<>();

        @Override
        public void opened(boolean midLine) {
            opened.add(midLine);
        }

        @Override
        public void bytes(byte[] bytes, int offset, int length, long arrivalMillis) {}

        @Override
        public void quiet() {}
    }
}
