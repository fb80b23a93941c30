package vigie.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import vigie.sensor.SensorSettings;

/** More readings than are taken: sources wait, nothing is lost, and it is counted. */
final class HubUnderLoadTest extends HubByHand {
    @Test
    void publish_openBatchFull_waitsAndLosesNothing() throws InterruptedException {
        inlet.channel(0, "fast", null);
        int readings = Hub.MAX_OPEN * 2;
        Thread source = new Thread(() -> {
            for (int i = 0; i < readings; i++) {
                inlet.add(0, START, i);
            }
            inlet.publish();
        });
        source.start();
        while (source.isAlive()) {
            hub.tick();
            source.join(1);
        }
        hub.tick();
        assertThat(batches.stream().mapToInt(Batch::size).sum()).isEqualTo(readings);
        assertThat(batches).allMatch(batch -> batch.size() <= Hub.MAX_OPEN);
    }

    @Test
    void subscriberThatHangs_readingsWaitUpToTheBoundOnly_andArriveInOrder() throws InterruptedException {
        Semaphore slow = new Semaphore(0);
        hub.subscribe(batch -> slow.acquireUninterruptibly());
        inlet.channel(0, "fast", null);
        int readings = Hub.MAX_OPEN * 4;
        Thread source = new Thread(() -> {
            for (int i = 0; i < readings; i++) {
                inlet.add(0, START, i);
            }
            inlet.publish();
        });
        Thread ticking = new Thread(() -> {
            while (hub.tally().readings() < readings) {
                hub.tick();
            }
        });
        source.start();
        ticking.start();
        for (int handedOn = 0; handedOn < 2; handedOn++) {
            int before = handedOn;
            await().until(() -> slow.hasQueuedThreads() && source.getState() == Thread.State.WAITING);
            assertThat(batches.size()).isGreaterThan(before);
            assertThat(hub.tally().waiting()).isLessThanOrEqualTo(Hub.MAX_OPEN).isGreaterThan(Hub.MAX_OPEN - 4096);
            slow.release();
            await().until(() -> batches.size() > before + 1 || !source.isAlive());
        }
        slow.release(1_000_000);
        source.join();
        ticking.join();

        assertThat(batches.stream().mapToInt(Batch::size).sum()).isEqualTo(readings);
        assertThat(batches).allMatch(batch -> batch.size() <= Hub.MAX_OPEN);
        double next = 0;
        for (Batch batch : batches) {
            for (int i = 0; i < batch.size(); i++) {
                assertThat(batch.value(i)).isEqualTo(next++);
            }
        }
        HubTally tally = hub.tally();
        assertThat(tally.readings()).isEqualTo(readings);
        assertThat(tally.waiting()).isZero();
        assertThat(tally.inlets()).singleElement().satisfies(it -> {
            assertThat(it.source()).isEqualTo("bench");
            assertThat(it.readings()).isEqualTo(readings);
            assertThat(it.waits()).isPositive();
        });
    }

    @Test
    void tally_countsTicksAlsoWithoutABatch() {
        inlet.channel(0, "soil", null);
        ticks(3, 0);
        ticks(2);
        HubTally tally = hub.tally();
        assertThat(tally.ticks()).isEqualTo(5);
        assertThat(tally.readings()).isEqualTo(3);
        assertThat(tally.lateTicks()).isZero();
        assertThat(tally.inlets()).containsExactly(new InletTally("bench", 3, 0, 0));
    }

    @Test
    void start_subscriberTakesLongerThanATick_lateTicksAreCounted() {
        Hub quick = new Hub(HubSettings.DEFAULT.withTick(Duration.ofMillis(10)), clock, id -> SensorSettings.NONE);
        Semaphore slow = new Semaphore(0);
        quick.subscribe(batch -> slow.acquireUninterruptibly());
        Inlet fast = quick.inlet("bench");
        fast.channel(0, "x", null);
        quick.start();
        await().until(slow::hasQueuedThreads);
        long begin = System.nanoTime();
        await().until(() -> System.nanoTime() - begin > Duration.ofMillis(20).toNanos());
        slow.release();
        await().until(() -> quick.tally().lateTicks() > 0);
        quick.close();
    }
}
