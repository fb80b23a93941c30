package vigie.bench;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import vigie.http.HttpServer;
import vigie.http.settings.BindException;
import vigie.http.settings.HttpSettings;
import vigie.http.settings.TransportChoice;
import vigie.hub.Hub;
import vigie.hub.HubSettings;
import vigie.hub.Inlet;
import vigie.journal.EventLog;
import vigie.live.LiveFeed;
import vigie.live.LiveStages;
import vigie.live.limits.LiveSettings;
import vigie.sensor.SensorSettings;

/**
 * How much the event loops allocate per client and tick, counted by the Java machine: server and clients in one process, of which only
 * the event loops' threads are counted. What a tick allocates once for all clients is told apart by a run with few and one with
 * many of them. An object per client would show as 16 bytes or more. Netty's leak detection, which samples one buffer in 128, is off
 * here: with it 22 bytes are counted.
 */
final class AllocationPerTick {
    private static final int FEW = 50;
    private static final int MANY = 250;
    private static final int WARM_UP = 2000;
    private static final int TICKS = 500;
    private static final Duration TICK = Duration.ofMillis(20);

    private AllocationPerTick() {}

    public static void main(String[] arguments) throws IOException, InterruptedException, BindException {
        System.setProperty("io.netty.leakDetection.level", "disabled");
        for (TransportChoice transport : List.of(TransportChoice.EPOLL, TransportChoice.IO_URING)) {
            double few = bytesPerTick(transport, FEW);
            double many = bytesPerTick(transport, MANY);
            System.out.printf("%s: %.2f bytes per client and tick%n", transport.word(), (many - few) / (MANY - FEW));
        }
    }

    private static double bytesPerTick(TransportChoice transport, int clients)
            throws IOException, InterruptedException, BindException {
        Hub hub = new Hub(HubSettings.DEFAULT, Clock.systemUTC(), id -> SensorSettings.NONE);
        EventLog none = EventLog.ofThisRun(Clock.systemUTC());
        LiveFeed feed = new LiveFeed(LiveStages.of(hub, none, Clock.systemUTC()), LiveSettings.of("vigie", TICK));
        hub.subscribe(feed);
        Inlet inlet = hub.inlet("a");
        for (int channel = 0; channel < 20; channel++) {
            inlet.channel(channel, "channel" + channel, null);
        }
        try (HttpServer server = new HttpServer(HttpSettings.of("127.0.0.1", 0).with(transport), feed, Map.of());
                Selector selector = Selector.open()) {
            server.start();
            for (int i = 0; i < clients; i++) {
                connect(server.port()).register(selector, SelectionKey.OP_READ);
            }
            Thread reader = new Thread(() -> drain(selector), "reader");
            reader.start();
            while (feed.tally().sessions() < clients) {
                Thread.sleep(10);
            }
            tick(hub, inlet, WARM_UP);
            long dropped = feed.tally().droppedTicks();
            long before = allocated();
            tick(hub, inlet, TICKS);
            double bytes = (double) (allocated() - before) / TICKS;
            System.out.printf(
                    "%d clients: %.0f bytes per tick (%d ticks, %d dropped, %d skipped)%n",
                    clients,
                    bytes,
                    TICKS,
                    feed.tally().droppedTicks() - dropped,
                    feed.tally().skippedUpdates());
            reader.interrupt();
            reader.join();
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            return bytes;
        } finally {
            hub.close();
        }
    }

    private static void tick(Hub hub, Inlet inlet, int ticks) throws InterruptedException {
        for (int tick = 0; tick < ticks; tick++) {
            for (int channel = 0; channel < 20; channel++) {
                inlet.add(channel, System.currentTimeMillis(), tick % 100 + 0.5);
            }
            inlet.publish();
            hub.tick();
            Thread.sleep(TICK.toMillis());
        }
    }

    private static long allocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getAllThreadIds())
                .filter(id -> threads.getThreadInfo(id) != null
                        && threads.getThreadInfo(id).getThreadName().startsWith("http-write"))
                .map(threads::getThreadAllocatedBytes)
                .sum();
    }

    private static SocketChannel connect(int port) throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.write(ByteBuffer.wrap(("GET /live HTTP/1.1\r\nHost: 127.0.0.1:" + port
                        + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII)));
        channel.configureBlocking(false);
        return channel;
    }

    private static void drain(Selector selector) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 16);
        try {
            while (!Thread.currentThread().isInterrupted()) {
                selector.select();
                for (SelectionKey key : selector.selectedKeys()) {
                    ((SocketChannel) key.channel()).read(buffer.clear());
                }
                selector.selectedKeys().clear();
            }
        } catch (IOException e) {
            System.err.println("reader: " + e.getMessage());
        }
    }
}
