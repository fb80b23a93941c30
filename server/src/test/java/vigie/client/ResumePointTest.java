package vigie.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

final class ResumePointTest {
    private final ResumePoint point = new ResumePoint();

    @Test
    void beforeTheFirstWelcome_nowhere() {
        after("{\"type\":\"update\",\"seq\":7}", null);
    }

    @Test
    void followsUpdates_andNothingElse() {
        after("{\"type\":\"welcome\",\"epoch\":\"9f2c61d0\",\"seq\":5}", "9f2c61d0:5");
        after("{\"type\":\"update\",\"seq\":6}", "9f2c61d0:6");
        after("{\"type\":\"status\",\"seq\":99}", "9f2c61d0:6");
        after("{\"type\":\"update\",\"seq\":9,\"thinned\":2}", "9f2c61d0:9");
        after("{\"type\":\"update\"}", "9f2c61d0:9");
        after("[]", "9f2c61d0:9");
    }

    @Test
    void back_staysUntilTheBackfillCame() {
        after("{\"type\":\"welcome\",\"epoch\":\"9f2c61d0\",\"seq\":5}", "9f2c61d0:5");
        after("{\"type\":\"welcome\",\"epoch\":\"9f2c61d0\",\"seq\":50}", "9f2c61d0:5");
        after("{\"type\":\"backfill\",\"from\":5,\"to\":20,\"complete\":true}", "9f2c61d0:20");
        after("{\"type\":\"backfill\",\"from\":20,\"to\":50,\"complete\":true}", "9f2c61d0:50");
    }

    @Test
    void backAtAnotherEpoch_fromItsBeginning() {
        after("{\"type\":\"welcome\",\"epoch\":\"9f2c61d0\",\"seq\":5}", "9f2c61d0:5");
        after("{\"type\":\"welcome\",\"epoch\":\"00000001\",\"seq\":50}", "00000001:0");
        after("{\"type\":\"backfill\",\"from\":0,\"to\":50,\"complete\":false}", "00000001:50");
    }

    @Test
    void events_areAskedForAfterTheLastOne() {
        event("{\"type\":\"event\",\"id\":3}", null);
        event("{\"type\":\"welcome\",\"event\":5}", 5L);
        event("{\"type\":\"event\",\"id\":6}", 6L);
        event("{\"type\":\"welcome\",\"event\":9}", 6L);
        event("{\"type\":\"event\",\"id\":8}", 8L);
        event("{\"type\":\"update\",\"seq\":1}", 9L);
        event("{\"type\":\"welcome\",\"event\":50,\"eventsFrom\":40}", 40L);
        event("{\"type\":\"backfill\",\"to\":1}", 50L);
        event("{\"type\":\"welcome\",\"event\":17}", 17L);
    }

    private void event(String message, @Nullable Long last) {
        point.passed(JsonMapper.shared().readTree(message));
        assertThat(point.event()).isEqualTo(last);
    }

    private void after(String message, @Nullable String place) {
        point.passed(JsonMapper.shared().readTree(message));
        assertThat(point.place() == null ? null : point.place().toString()).isEqualTo(place);
    }
}
