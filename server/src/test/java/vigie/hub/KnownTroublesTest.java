package vigie.hub;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import vigie.sensor.Trouble;

/** What is wrong with the server itself goes through the stream as everything does. */
final class KnownTroublesTest extends HubByHand {
    private static final Trouble FULL = new Trouble("history", "the disk is full", false, START);
    private static final Trouble KEPT = new Trouble("history", "kept again", true, START + 5);

    @Test
    void troubleChanged_comesWithTheNextTick_andStandsInTheSnapshot() {
        hub.troubleChanged(FULL);
        assertThat(hub.snapshot().troubles()).as("not told yet").isEmpty();
        hub.tick();
        Change.TroubleChanged told = new Change.TroubleChanged(1, FULL);
        assertThat(batches).hasSize(1);
        assertThat(batches.get(0).changes()).containsExactly(told);
        assertThat(hub.snapshot().standingTroubles()).containsExactly(told);
        hub.tick();
        assertThat(batches).as("told once").hasSize(1);
    }

    @Test
    void troubleOver_isTold_andStandsNoMore() {
        hub.troubleChanged(FULL);
        hub.tick();
        hub.troubleChanged(KEPT);
        hub.tick();
        Change.TroubleChanged over = new Change.TroubleChanged(2, KEPT);
        assertThat(batches.get(1).changes()).containsExactly(over);
        assertThat(hub.snapshot().standingTroubles()).isEmpty();
        assertThat(hub.snapshot().troubles()).as("the last news").containsExactly(over);
    }

    @Test
    void troublesOfTwoKinds_standBesideEachOther() {
        Trouble other = new Trouble("clock", "the clock jumped", false, START);
        hub.troubleChanged(FULL);
        hub.troubleChanged(other);
        hub.tick();
        assertThat(hub.snapshot().standingTroubles())
                .extracting(Change.TroubleChanged::trouble)
                .containsExactly(FULL, other);
    }
}
