package vigie.live.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vigie.TestClock;
import vigie.hub.Batch;
import vigie.hub.Hub;
import vigie.hub.HubSettings;
import vigie.hub.Inlet;
import vigie.live.frame.FrameKey;
import vigie.live.view.View;
import vigie.protocol.WireFormat;
import vigie.sensor.SensorGlob;
import vigie.sensor.SensorSettings;

class BatchIndexTest {
    private static final int SENSORS = 60;

    private final Hub hub = new Hub(HubSettings.DEFAULT, new TestClock(1), id -> SensorSettings.NONE);
    private final List<Batch> batches = new ArrayList<>();

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void readings_anyView_sameAsLookingAtAll() {
        Random random = new Random(5);
        hub.subscribe(batches::add);
        Inlet inlet = hub.inlet("a");
        IntStream.range(0, SENSORS).forEach(channel -> inlet.channel(channel, "ch" + channel, null));
        List<Audience> audiences = List.of(
                audience("*"),
                audience("a/ch1"),
                audience("a/ch1", "a/ch7", "a/ch59"),
                audience("a/ch1*"),
                audience("a/ch*3"),
                audience("b/*"));
        BatchIndex index = null;
        for (int tick = 1; tick <= 40; tick++) {
            int known = Math.min(SENSORS, tick * 2);
            int count = 1 + random.nextInt(100);
            for (int i = 0; i < count; i++) {
                inlet.add(random.nextInt(known), 1000L * tick + i, random.nextInt(1000));
            }
            inlet.publish();
            hub.tick();
            Batch batch = batches.get(batches.size() - 1);
            if (index == null) {
                index = new BatchIndex(batch);
            } else {
                index.of(batch);
            }
            for (Audience audience : audiences) {
                assertThat(chosen(index, audience)).as("%s", audience.view()).isEqualTo(all(batch, audience.view()));
            }
        }
    }

    private static List<String> chosen(BatchIndex index, Audience audience) {
        List<String> readings = new ArrayList<>();
        index.readings(audience, (sensor, time, value) -> readings.add(sensor + " " + time + " " + value));
        return readings;
    }

    private static List<String> all(Batch batch, View view) {
        return IntStream.range(0, batch.size())
                .filter(i -> view.covers(batch.id(i)))
                .mapToObj(i -> batch.id(i) + " " + batch.time(i) + " " + batch.value(i))
                .toList();
    }

    private static Audience audience(String... globs) {
        View view = View.of(List.of(globs).stream().map(SensorGlob::new).toList());
        return new Audience(new FrameKey(view, WireFormat.JSON, false), 0);
    }
}
