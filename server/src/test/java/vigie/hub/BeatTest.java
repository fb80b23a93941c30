package vigie.hub;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BeatTest {
    private final Beat beat = new Beat(100, 1_000);

    @Test
    void workDoneInTime_nextIsAPeriodLater_notCountedFromItsEnd() {
        assertThat(beat.waitNanos(1_000)).isEqualTo(100);
        assertThat(beat.doneLate(1_130)).isFalse();
        assertThat(beat.waitNanos(1_130)).isEqualTo(70);
    }

    @Test
    void workTakesAPeriod_isLate() {
        assertThat(beat.doneLate(1_199)).isFalse();
        assertThat(beat.doneLate(1_300)).isTrue();
        assertThat(beat.waitNanos(1_300)).isZero();
    }

    @Test
    void workTakesSeveralPeriods_theyAreLeftOut() {
        assertThat(beat.doneLate(1_350)).isTrue();
        assertThat(beat.waitNanos(1_350)).isEqualTo(-50);
        assertThat(beat.doneLate(1_360)).isFalse();
        assertThat(beat.waitNanos(1_360)).isEqualTo(40);
    }
}
