package vigie.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The fake is a history like any other. */
final class MemoryHistoryTest extends HistoryContract {
    @Override
    protected History open() {
        return new MemoryHistory();
    }

    @Test
    void append_toldToFail_keepsNothing_untilToldOtherwise() throws HistoryException {
        MemoryHistory history = new MemoryHistory();
        history.failAppends("the disk is full");
        assertThatThrownBy(() -> history.append(List.of(reading("a/x", 1, 1))))
                .isInstanceOf(HistoryException.class)
                .hasMessage("the disk is full");
        assertThat(history.sensors()).isEmpty();
        history.failAppends(null);
        history.append(List.of(reading("a/x", 1, 1)));
        assertThat(history.size().readings()).isEqualTo(1);
    }
}
