package vigie.source.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StillSourceSettingsTest {
    @ParameterizedTest
    @CsvSource({
        "100, every 100 ms",
        "1500, every 1500 ms",
        "2000, every 2 s",
        "90000, every 90 s",
        "300000, every 5 min",
        "86400000, every 24 h"
    })
    void pace_isSaidAsPeopleSayIt(long millis, String words) {
        StillSourceSettings settings =
                new StillSourceSettings("test", null, "camera", new StillOrigin.Posted(), Duration.ofMillis(millis));
        assertThat(settings.everyInWords()).isEqualTo(words);
    }
}
