package vigie.load.run;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import vigie.load.LoadSettings;
import vigie.load.result.LoadResult;
import vigie.load.result.WitnessResult;
import vigie.load.socket.Connector;
import vigie.load.socket.LoopThread;
import vigie.load.viewer.ArrivalClock;
import vigie.load.viewer.Greeting;
import vigie.load.viewer.KnownMessages;
import vigie.load.viewer.MessageDecoder;
import vigie.load.viewer.SessionOpener;
import vigie.load.viewer.Viewer;
import vigie.load.viewer.Viewers;
import vigie.load.viewer.Witness;

/** The part of a run that has sessions: opening, warming up, measuring, leaving. One use, on the thread of the run. */
final class LoadCourse implements AutoCloseable {
    /** After so long without a session that opens or fails, the rest has failed. */
    private static final Duration OPENING_TIMEOUT = Duration.ofSeconds(15);

    private static final Duration LEAVING_TIMEOUT = Duration.ofSeconds(3);
    /** Each slow viewer stops reading for so much of the time. */
    private static final double STOPPED_SHARE = 2.0 / 3;
    /**
     * Over so much of it they stop, and read again, one after the other, as people do: if all came back at once, this client's one
     * loop would have to read what waited for all of them, and the others' latencies would be its own.
     */
    private static final double SPREAD_SHARE = 1.0 / 6;

    private static final double NANOS = 1e9;

    private final LoadSettings settings;
    private final LoopThread loop;
    private final Connector connector;
    private final @Nullable ServerProcess server;
    private final Patience patience;
    private final Viewers viewers;
    private final Witness witness;
    /** Owned by the loop. */
    private @Nullable SessionOpener opener;

    LoadCourse(
            LoadSettings settings,
            LoopThread loop,
            Connector connector,
            @Nullable ServerProcess server,
            Patience patience) {
        this.settings = settings;
        this.loop = loop;
        this.connector = connector;
        this.server = server;
        this.patience = patience;
        ArrivalClock clock = new ArrivalClock();
        this.witness = new Witness(settings, clock);
        this.viewers = new Viewers(
                clock, new KnownMessages(new MessageDecoder(settings.format())), () -> loop.execute(this::openMore));
    }

    /** How long it took until it counted, and since when it does. */
    private record Timing(double openingSeconds, double warmupSeconds, Mark begin) {}

    /**
     * Goes through all of it.
     *
     * @param sensors what the session of each number asks for
     */
    LoadResult run(Greeting greeting, IntFunction<String> sensors) throws InterruptedException {
        ServerMeter meter = new ServerMeter(server);
        double openingSeconds = open(new SessionOpener(settings, sensors, connector, viewers));
        meter.connected();
        callWitness();
        long warmupBegin = System.nanoTime();
        loop.tell(() -> slowComeAndGo(settings.warmup()));
        patience.await(settings.warmup(), phase("warming up"));
        double warmupSeconds = (System.nanoTime() - warmupBegin) / NANOS;
        witness.beginCounting();
        Timing timing = new Timing(openingSeconds, warmupSeconds, loop.ask(this::begin));
        measure();
        WitnessResult seen = settings.witnessed() ? witness.result() : null;
        LoadResult result = loop.ask(() -> result(greeting, timing, seen, meter));
        leave();
        return result;
    }

    /** Returns how many seconds it took. */
    private double open(SessionOpener sessions) throws InterruptedException {
        long begin = System.nanoTime();
        loop.tell(() -> {
            opener = sessions;
            sessions.open();
        });
        patience.await(Duration.ofDays(1), new OpeningPhase(loop, viewers, sessions, OPENING_TIMEOUT));
        double seconds = (System.nanoTime() - begin) / NANOS;
        loop.tell(() -> {
            opener = null;
            if (!patience.isOver()) {
                viewers.giveUpOpening("no answer within " + OPENING_TIMEOUT.toSeconds() + " s");
            }
        });
        return sessions.isDone() ? sessions.seconds() : seconds;
    }

    /** Now that all are there, it takes the place of none. */
    private void callWitness() {
        if (settings.witnessed() && !patience.isOver()) {
            witness.open();
        }
    }

    private Phase phase(String name) throws InterruptedException {
        return new Phase(loop, viewers, name);
    }

    private void openMore() {
        if (opener != null) {
            opener.open();
        }
    }

    private Mark begin() {
        viewers.beginCounting();
        slowComeAndGo(settings.measured());
        return Mark.now(server);
    }

    private void measure() throws InterruptedException {
        String matter =
                settings.slow() == 0 ? "measuring" : "measuring, " + settings.slow() + " stop reading for a while";
        patience.await(settings.measured(), phase(matter));
    }

    /** On the loop; while warming up, too, so that the server knows these ways as well as the others when it counts. */
    private void slowComeAndGo(Duration within) {
        List<Viewer> slow = viewers.slowOnes();
        double all = within.toNanos();
        for (int i = 0; i < slow.size(); i++) {
            Viewer viewer = slow.get(i);
            double begin = all * SPREAD_SHARE * i / slow.size();
            loop.schedule(viewer::stopReading, (long) begin);
            loop.schedule(() -> viewers.readAgain(viewer), (long) (begin + all * STOPPED_SHARE));
        }
    }

    private LoadResult result(Greeting greeting, Timing timing, @Nullable WitnessResult seen, ServerMeter meter) {
        Mark begin = timing.begin();
        Mark end = Mark.now(server);
        double seconds = end.secondsSince(begin);
        return new LoadResult(
                settings.server().toString(),
                greeting.server(),
                greeting.tickMillis(),
                settings.format().subprotocol(),
                settings.deflate() ? viewers.deflateUsed() ? "on" : "not offered by the server" : "off",
                settings.views().name().toLowerCase(Locale.ROOT),
                connector.transport().name(),
                patience.isOver(),
                LoadResult.rounded(timing.warmupSeconds()),
                LoadResult.rounded(seconds),
                opening(timing.openingSeconds()),
                viewers.traffic(false, seconds),
                viewers.slow(seconds),
                viewers.lost(),
                viewers.repeated(),
                viewers.endings().disconnects(),
                seen,
                meter.cost(begin, end, viewers),
                end.clientCostSince(begin));
    }

    private LoadResult.Opening opening(double seconds) {
        int opened = viewers.openedCount();
        int failed = viewers.failedCount();
        return new LoadResult.Opening(
                settings.clients(),
                opened,
                failed,
                settings.clients() - opened - failed,
                seconds,
                viewers.endings().failures());
    }

    private void leave() throws InterruptedException {
        loop.tell(viewers::leave);
        long end = System.nanoTime() + LEAVING_TIMEOUT.toNanos();
        while (System.nanoTime() < end && loop.ask(viewers::presentCount) > 0) {
            Thread.sleep(10);
        }
        loop.tell(viewers::abort);
    }

    @Override
    public void close() {
        witness.close();
        loop.execute(() -> {
            viewers.leave();
            viewers.abort();
            viewers.close();
        });
    }
}
