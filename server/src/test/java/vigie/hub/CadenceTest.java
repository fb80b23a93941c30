package vigie.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CadenceTest {
    private final Cadence cadence = new Cadence(null);

    @Test
    void unknown_isPatient() {
        assertThat(cadence.patienceMillis()).isEqualTo(Cadence.FIRST_PATIENCE);
        assertThat(cadence.millis()).isZero();
    }

    @Test
    void steadySlowSensor_patienceFollowsItsPace() {
        for (int i = 0; i < 20; i++) {
            cadence.heardAfter(5_000);
        }
        assertThat(cadence.millis()).isEqualTo(5_000);
        assertThat(cadence.patienceMillis()).isEqualTo(20_000);
    }

    @Test
    void oneLongSilence_isNotLearnt() {
        for (int i = 0; i < 20; i++) {
            cadence.heardAfter(100);
        }
        cadence.heardAfter(90_000);
        assertThat(cadence.millis()).isEqualTo(100);
    }

    @Test
    void burstsWithPauses_areAHabitAfterThree() {
        for (int i = 0; i < 2; i++) {
            burst();
            cadence.heardAfter(10_000);
        }
        assertThat(cadence.patienceMillis()).isEqualTo(Cadence.LEAST_PATIENCE);
        burst();
        cadence.heardAfter(11_000);
        assertThat(cadence.patienceMillis()).isEqualTo(22_000);
        burst();
        assertThat(cadence.millis()).as("the pace within a burst").isEqualTo(100);
        assertThat(cadence.patienceMillis()).isEqualTo(22_000);
    }

    @Test
    void pausesThatAreNotAlike_areNoHabit() {
        for (int pause : new int[] {90_000, 5_000, 40_000, 3_000, 60_000, 20_000}) {
            burst();
            cadence.heardAfter(pause);
        }
        assertThat(cadence.patienceMillis()).isEqualTo(Cadence.LEAST_PATIENCE);
    }

    @Test
    void pausesThatDoNotComeAgain_areForgotten() {
        for (int i = 0; i < 3; i++) {
            burst();
            cadence.heardAfter(10_000);
        }
        for (int i = 0; i <= 1_000; i++) {
            cadence.heardAfter(100);
        }
        assertThat(cadence.patienceMillis()).isEqualTo(Cadence.LEAST_PATIENCE);
    }

    @Test
    void whatIsSet_isNotLearnt() {
        Cadence set = new Cadence(Duration.ofSeconds(5));
        for (int i = 0; i < 20; i++) {
            set.heardAfter(100);
        }
        assertThat(set.millis()).isEqualTo(5_000);
        assertThat(set.patienceMillis()).isEqualTo(20_000);
    }

    private void burst() {
        for (int i = 0; i < 10; i++) {
            cadence.heardAfter(100);
        }
    }

    @Test
    void sensorBecameSlower_isLearntAfterThreeTimes() {
        for (int i = 0; i < 20; i++) {
            cadence.heardAfter(100);
        }
        for (int i = 0; i < 3; i++) {
            cadence.heardAfter(10_000);
        }
        assertThat(cadence.millis()).isEqualTo(10_000);
    }
}
