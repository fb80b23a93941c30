package vigie.hub;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CadenceTest {
    private final Cadence cadence = new Cadence();

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
