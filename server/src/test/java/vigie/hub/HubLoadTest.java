package vigie.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class HubLoadTest {
    private static final long BEGIN = -5_000_000_000L;

    private final HubLoad load = new HubLoad(Duration.ofMillis(100), BEGIN);

    @Test
    void fewLateTicks_areCountedAndNotSaid() {
        ticks(600, HubLoad.LATE_WORTH_SAYING - 1);
        assertThat(load.complaint(at(59))).isNull();
        assertThat(load.lateTicks()).isEqualTo(HubLoad.LATE_WORTH_SAYING - 1);
        assertThat(load.ticks()).isEqualTo(600);
        assertThat(load.readings()).isEqualTo(6_000);
    }

    @Test
    void fewLateTicksEachMinute_areNeverSaid() {
        for (int minute = 0; minute < 10; minute++) {
            ticks(600, HubLoad.LATE_WORTH_SAYING - 1);
            assertThat(load.complaint(at(60L * (minute + 1)))).isNull();
        }
    }

    @Test
    void manyLateTicks_areSaidAtOnce_withTheCure_andOnceAMinute() {
        ticks(20, 15);
        assertThat(load.complaint(at(2)))
                .isEqualTo("readings arrive faster than they can be handed on: 15 of 20 ticks took longer than 100 ms,"
                        + " with 10 readings each. Raise server.tick or send fewer readings");
        ticks(500, 400);
        assertThat(load.complaint(at(61))).isNull();
        ticks(1, 1);
        assertThat(load.complaint(at(62))).contains("401 of 501 ticks");
        assertThat(load.complaint(at(123))).isNull();
    }

    @Test
    void sourcesWaitWithoutLateTicks_theTickIsTooLong() {
        ticks(10, 0);
        load.waited("bench", Duration.ofMillis(900).toNanos());
        assertThat(load.complaint(at(1))).isNull();
        load.waited("tape", Duration.ofMillis(1_300).toNanos());
        assertThat(load.complaint(at(2)))
                .isEqualTo("readings arrive faster than a tick of 100 ms can hold, which is 262144; sources had to wait"
                        + " (bench 0.9 s, tape 1.3 s), and what a serial port cannot buffer meanwhile is lost."
                        + " Lower server.tick or send fewer readings");
    }

    @Test
    void sourcesWaitAndOneTickWasLate_theTickIsTooLong() {
        ticks(30, 1);
        load.waited("bench", Duration.ofSeconds(2).toNanos());
        assertThat(load.complaint(at(3))).contains("Lower server.tick").doesNotContain("Raise");
    }

    @Test
    void lateTicksAndWaitingSources_areSaidTogether() {
        ticks(30, 10);
        load.waited("bench", Duration.ofMillis(900).toNanos());
        assertThat(load.complaint(at(3))).contains("10 of 30 ticks", "bench 0.9 s", "Raise server.tick");
    }

    private void ticks(int count, int late) {
        for (int i = 0; i < count; i++) {
            load.ticked(10);
            if (i < late) {
                load.wasLate();
            }
        }
    }

    private static long at(long seconds) {
        return BEGIN + Duration.ofSeconds(seconds).toNanos();
    }
}
