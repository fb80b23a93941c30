package vigie;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import vigie.work.health.HealthIssue;

/** How a broken server ends. */
final class BrokenServerExitTest {
    private static final HealthIssue ISSUE = new HealthIssue("hub ticker", "no progress", 1_763_875_200_000L);

    private final List<String> steps = new CopyOnWriteArrayList<>();

    @Test
    void writesWhatItHolds_thenEndsWithItsOwnExitCode() {
        new BrokenServerExit(() -> steps.add("closed"), Duration.ofMinutes(1), code -> steps.add("halt " + code))
                .broken(ISSUE);
        assertThat(steps).containsExactly("closed", "halt 70");
    }

    @Test
    void closingHangs_endsAllTheSame() {
        CountDownLatch never = new CountDownLatch(1);
        new BrokenServerExit(() -> hang(never), Duration.ofMillis(1), code -> steps.add("halt " + code)).broken(ISSUE);
        never.countDown();
        assertThat(steps).containsExactly("halt 70");
    }

    @Test
    void closingFails_endsAllTheSame() {
        List<Integer> codes = new ArrayList<>();
        new BrokenServerExit(
                        () -> {
                            throw new OutOfMemoryError("on purpose");
                        },
                        Duration.ofMinutes(1),
                        codes::add)
                .broken(ISSUE);
        assertThat(codes).containsExactly(BrokenServerExit.CODE);
    }

    private static void hang(CountDownLatch never) {
        try {
            never.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
