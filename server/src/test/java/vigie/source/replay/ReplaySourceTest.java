package vigie.source.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vigie.TestClock;
import vigie.source.ClockSleeper;
import vigie.source.CollectedOutput;
import vigie.source.SourceException;

class ReplaySourceTest {
    private static final long NOW = 1_763_875_200_000L;
    private static final String FIRST = "vigie-recording 1 2020-01-01T00:00:00Z - -\n";
    private static final String TAPE = FIRST + "+40 a\\n\n+200 b\\n\n+0 c\\n\n+1000 d\\n\n";

    @TempDir
    Path folder;

    private final TestClock clock = new TestClock(NOW);
    private final ClockSleeper sleeper = new ClockSleeper(clock);
    private final CollectedOutput out = new CollectedOutput();

    @Test
    void run_ownPace_arrivesNowWithTheTimesBetween() throws Exception {
        source(TAPE, 1, false).run(out);
        assertThat(text()).isEqualTo("a\nb\nc\nd\n");
        assertThat(out.arrivals()).containsExactly(NOW + 40, NOW + 240, NOW + 240, NOW + 1240);
        assertThat(out.calls()).containsExactly("opened true");
    }

    @Test
    void run_tenTimesFaster_tenthOfTheTime() throws Exception {
        source(TAPE, 10, false).run(out);
        assertThat(out.arrivals()).containsExactly(NOW + 4, NOW + 24, NOW + 24, NOW + 124);
    }

    @Test
    void run_asFastAsItGoes_neverSleeps() throws Exception {
        source(TAPE, ReplaySettings.AS_FAST_AS_IT_GOES, false).run(out);
        assertThat(text()).isEqualTo("a\nb\nc\nd\n");
        assertThat(sleeper.sleeps()).isEmpty();
    }

    @Test
    void run_loop_beginsAgainAsAnewStream() throws Exception {
        ReplaySource source = source(TAPE, 1, true);
        sleeper.afterEachSleep(() -> {
            if (clock.millis() > NOW + 2_000) {
                source.stop();
            }
        });
        source.run(out);
        assertThat(text()).isEqualTo("a\nb\nc\nd\na\nb\nc\n");
        assertThat(out.calls()).containsExactly("opened true", "opened true");
        assertThat(out.arrivals().get(4)).isEqualTo(NOW + 1240 + 100 + 40);
    }

    @Test
    void run_beginsWithSilence_saysThatALineBegins() throws Exception {
        source(FIRST + "+1000 a\\n\n", 1, false).run(out);
        assertThat(out.calls()).containsExactly("opened true", "quiet");
    }

    @Test
    void run_plainOutput_tenLinesASecondFromItsFirstByte() throws Exception {
        source("a\nb\nc\n", 1, false).run(out);
        assertThat(out.arrivals()).containsExactly(NOW, NOW + 100, NOW + 200);
        assertThat(out.calls()).containsExactly("opened false");
    }

    @Test
    void run_machineSlept_goesOnWhereItWas() throws Exception {
        ReplaySource source = source(TAPE, 1, false);
        sleeper.afterEachSleep(() -> {
            if (sleeper.sleeps().size() == 2) {
                clock.advance(3_600_000);
            }
        });
        source.run(out);
        long late = NOW + 240 + 3_600_000;
        assertThat(out.arrivals()).containsExactly(NOW + 40, late, late, late + 1_000);
    }

    @Test
    void run_clockSetBack_keepsThePace() throws Exception {
        ReplaySource source = source(TAPE, 1, false);
        sleeper.afterEachSleep(() -> {
            if (sleeper.sleeps().size() == 2) {
                clock.advance(-3_600_000);
            }
        });
        source.run(out);
        assertThat(sleeper.sleeps().stream().mapToLong(it -> it).sum()).isLessThan(2_000);
        assertThat(text()).isEqualTo("a\nb\nc\nd\n");
    }

    @Test
    void run_holdsNothing_failsInsteadOfSpinning() throws Exception {
        assertThatThrownBy(() -> source(FIRST, 1, true).run(out))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("holds no bytes");
    }

    @Test
    void run_malformedInTheMiddle_playsWhatIsBefore() throws Exception {
        ReplaySource source = source(FIRST + "+0 a\\n\nnonsense\n", 1, false);
        assertThatThrownBy(() -> source.run(out)).hasMessageContaining("line 3: expected +<milliseconds> <bytes>");
        assertThat(text()).isEqualTo("a\n");
    }

    @Test
    void detail_saysFileAndPace() throws Exception {
        assertThat(source(TAPE, 2.5, true).detail()).endsWith("tape · ×2.5 · in a loop");
        assertThat(source(TAPE, 0, false).detail()).endsWith("tape · as fast as it goes");
        assertThat(source(TAPE, 1, false).name()).isEqualTo("tape");
    }

    @Test
    void settings_wrongRate_saysWhatWasExpected() {
        assertThat(ReplaySettings.parseRate("max")).isEqualTo(ReplaySettings.AS_FAST_AS_IT_GOES);
        assertThat(ReplaySettings.parseRate("2.5")).isEqualTo(2.5);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReplaySettings.parseRate("fast"))
                .withMessage("rate: fast (expected: a number such as 1.0, or max)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReplaySettings("tape", null, folder, "auto", -1, false))
                .withMessageContaining("rate: -1.0 (expected: 0.001 to 1000, or max");
    }

    private ReplaySource source(String content, double rate, boolean loop) throws IOException {
        Path file = Files.writeString(folder.resolve("tape"), content);
        return new ReplaySource(new ReplaySettings("tape", null, file, "auto", rate, loop), clock, sleeper);
    }

    private String text() {
        return new String(out.bytes(), UTF_8);
    }
}
