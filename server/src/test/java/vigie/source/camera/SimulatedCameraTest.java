package vigie.source.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import vigie.TestClock;
import vigie.source.CollectedOutput;
import vigie.still.content.MatrixScale;
import vigie.still.content.StillSettings;

class SimulatedCameraTest {
    private static final long NOW = 1_763_875_200_700L;

    private final TestClock clock = new TestClock(NOW);
    private final TakenStills taken = new TakenStills(StillSettings.DEFAULT, clock);
    private final StillSourceSettings settings = StillSourceSettings.demo("thermal", 1);

    @Test
    void seesAMatrixEveryTwoSeconds_onTheClocksGrid() {
        SimulatedCamera camera = new SimulatedCamera(settings, 1, taken.intake, clock, millis -> {
            if (taken.stills.size() == 3) {
                throw new InterruptedException();
            }
            clock.advance(millis);
        });
        try {
            camera.run(new CollectedOutput());
        } catch (InterruptedException e) {
            // After three.
        }
        assertThat(taken.stills).extracting(still -> still.epochMillis() - NOW).containsExactly(0L, 1300L, 3300L);
        assertThat(taken.stills).allSatisfy(still -> {
            assertThat(still.content().rows()).isEqualTo(24);
            assertThat(still.content().columns()).isEqualTo(32);
            MatrixScale scale = Objects.requireNonNull(still.content().scale());
            assertThat(scale.unit()).isEqualTo("°C");
            assertThat(scale.low()).isBetween(15f, 30f);
            assertThat(scale.high()).isBetween(35f, 90f);
        });
    }

    @Test
    void saysWhatItIs() {
        SimulatedCamera camera = new SimulatedCamera(settings, 1, taken.intake, clock);
        assertThat(camera.detail()).isEqualTo("simulated · 24 × 32 every 2 s");
    }

    @Test
    void sameSeedAndTime_sameMatrix() {
        SimulatedCamera one = new SimulatedCamera(settings, 1, taken.intake, clock);
        SimulatedCamera two = new SimulatedCamera(settings, 2, taken.intake, clock);
        assertThat(one.json(NOW))
                .isEqualTo(one.json(NOW))
                .isNotEqualTo(two.json(NOW))
                .isNotEqualTo(one.json(NOW + 1));
    }
}
