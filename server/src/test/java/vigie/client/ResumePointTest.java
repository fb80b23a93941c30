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

    private void after(String message, @Nullable String place) {
        point.passed(JsonMapper.shared().readTree(message));
        assertThat(point.place() == null ? null : point.place().toString()).isEqualTo(place);
    }
}
