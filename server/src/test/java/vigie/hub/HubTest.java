package vigie.hub;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import vigie.sensor.SensorId;
import vigie.sensor.SensorInfo;
import vigie.sensor.SensorSettings;

/** Batches: numbered, handed on, remembered. */
final class HubTest extends HubByHand {
    @Test
    void tick_nothingHappened_noBatch() {
        hub.tick();
        assertThat(batches).isEmpty();
        assertThat(hub.snapshot().seq()).isZero();
    }

    @Test
    void tick_readings_oneNumberedBatchInOrderOfArrival() {
        inlet.channel(0, "temperature", "°C");
        inlet.channel(1, "humidity", null);
        add(0, 21.5);
        add(1, 40);
        hub.tick();
        add(0, 21.6);
        hub.tick();

        assertThat(batches).extracting(Batch::seq).containsExactly(1L, 2L);
        Batch first = batches.get(0);
        assertThat(first.changes()).hasSize(2).allMatch(Change.SensorAdded.class::isInstance);
        assertThat(first.id(0)).hasToString("bench/temperature");
        assertThat(first.id(1)).hasToString("bench/humidity");
        assertThat(batches.get(1).changes()).isEmpty();
        assertThat(batches.get(1).value(0)).isEqualTo(21.6);
        SensorSnapshot temperature = hub.snapshot().sensors().get(0);
        assertThat(temperature.lastValue()).isEqualTo(21.6);
        assertThat(temperature.info().unit()).isEqualTo("°C");
    }

    @Test
    void batch_subscriberThrows_othersStillGetIt() {
        Hub fragile = new Hub(HubSettings.DEFAULT, clock, id -> SensorSettings.NONE);
        fragile.subscribe(batch -> {
            throw new IllegalStateException("on purpose");
        });
        fragile.subscribe(batch -> {
            throw new StackOverflowError("on purpose");
        });
        fragile.subscribe(batches::add);
        fragile.inlet("bench").channel(0, "x", null);
        fragile.tick();
        assertThat(batches).hasSize(1);
        fragile.close();
    }

    @Test
    void since_placeInMemory_exactlyWhatWasMissed() {
        inlet.channel(0, "soil", null);
        ticks(5, 0);
        Past past = hub.since(2);
        assertThat(past.complete()).isTrue();
        assertThat(past.batches()).extracting(Batch::seq).containsExactly(3L, 4L, 5L);
        assertThat(past.now().seq()).isEqualTo(5);
        assertThat(hub.since(5).batches()).isEmpty();
        assertThat(hub.since(5).complete()).isTrue();
        assertThat(hub.since(6).complete()).isFalse();
        assertThat(hub.since(6).reachesMillis())
                .as("nothing is forgotten: all since the start")
                .isEqualTo(START);
    }

    @Test
    void since_placeForgotten_saysSo() {
        inlet.channel(0, "soil", null);
        ticks(150, 0);
        Past past = hub.since(1);
        assertThat(past.complete()).isFalse();
        assertThat(past.batches()).hasSize(101);
        assertThat(past.reachesMillis()).as("the last forgotten one").isEqualTo(START + 49 * 100);
        assertThat(past.batches().get(0).time(0)).isGreaterThan(past.reachesMillis());
    }

    @Test
    void observe_lateReading_doesNotReplaceTheLatest() {
        inlet.channel(0, "soil", null);
        inlet.add(0, START, 2);
        inlet.add(0, START - 500, 1);
        inlet.publish();
        hub.tick();
        assertThat(hub.snapshot().sensors().get(0).lastValue()).isEqualTo(2);
        assertThat(batches.get(0).size()).isEqualTo(2);
    }

    @Test
    void info_ofASensorHeard_andOfOneThatIsOnlyConfigured() {
        Hub told = new Hub(HubSettings.DEFAULT, clock, id -> new SensorSettings("Oven", null, null, 300.0));
        told.inlet("bench").channel(0, "oven", "°C");
        SensorId heard = SensorId.parse("bench/oven");
        SensorId gone = SensorId.parse("attic/oven");
        assertThat(told.info(heard)).isEqualTo(new SensorInfo(heard, "Oven", "°C", null, 300.0));
        assertThat(told.info(gone)).isEqualTo(new SensorInfo(gone, "Oven", null, null, 300.0));
        told.close();
    }
}
