package vigie.load.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import vigie.load.result.LoadResult;
import vigie.load.result.MessageFacts;
import vigie.load.result.WitnessResult;

/** What the witness makes of the messages of its session. */
final class WitnessCountsTest {
    private static final long MILLIS = 1_763_875_200_000L;

    private final WitnessCounts counts = new WitnessCounts();

    @Test
    void updatesOneAfterTheOther_areCountedWithTheirReadings_andNoneIsMissed() {
        take("{'type':'welcome','seq':7}");
        take("{'type':'update','seq':8,'readings':[['a/b',%d,1.5],['a/c',%d,2]]}".formatted(MILLIS, MILLIS));
        take("{'type':'status','sensor':'a/b','status':'stale'}");
        take("{'type':'update','seq':9,'readings':[]}");
        WitnessResult result = counts.result(null);
        assertThat(result.updates()).isEqualTo(2);
        assertThat(result.readings()).isEqualTo(2);
        assertThat(result.missedUpdates()).isZero();
        assertThat(result.repeatedUpdates()).isZero();
        assertThat(result.trouble()).isNull();
    }

    @Test
    void hole_isMissed_exceptForWhatWasToldThinned() {
        take("{'type':'welcome','seq':7}");
        take("{'type':'update','seq':11,'thinned':3,'readings':[]}");
        assertThat(counts.result(null).missedUpdates()).isZero();
        take("{'type':'update','seq':20,'thinned':2,'readings':[]}");
        take("{'type':'update','seq':20,'readings':[]}");
        WitnessResult result = counts.result(null);
        assertThat(result.missedUpdates()).isEqualTo(6);
        assertThat(result.updatesThinnedAway()).isEqualTo(5);
        assertThat(result.repeatedUpdates()).isEqualTo(1);
    }

    @Test
    void latency_isThatOfTheNewestReading() {
        String update = "{'type':'update','seq':%d,'time':%d,'readings':[['a/b',%d,1],['a/c',%d,1],['a/d',%d,1]]}";
        take(update.formatted(1, MILLIS, MILLIS - 900, MILLIS - 20, MILLIS - 500), MILLIS + 5);
        take("{'type':'update','seq':2,'readings':[]}", MILLIS + 100);
        LoadResult.Latency latency = counts.result(null).sourceToClient();
        assertThat(latency.count()).isEqualTo(1);
        assertThat(latency.maxMillis()).isEqualTo(25);
    }

    @Test
    void whatCameBeforeCountingBegan_doesNotCount_butAHoleAfterItDoes() {
        take("{'type':'welcome','seq':0}");
        take("{'type':'update','seq':5,'thinned':1,'readings':[['a/b',%d,1]]}".formatted(MILLIS));
        counts.begin();
        assertThat(counts.result("gone"))
                .isEqualTo(new WitnessResult(0, 0, 0, 0, 0, new LoadResult.Latency(0, 0, 0, 0, 0), "gone"));
        take("{'type':'update','seq':7,'readings':[]}");
        assertThat(counts.result(null).missedUpdates()).isEqualTo(1);
    }

    private void take(String message) {
        take(message, MILLIS);
    }

    private void take(String message, long arrivalMillis) {
        counts.take(MessageFacts.of(JsonMapper.shared().readTree(message.replace('\'', '"'))), arrivalMillis * 1000);
    }
}
