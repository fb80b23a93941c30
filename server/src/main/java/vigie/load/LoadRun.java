package vigie.load;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;

/**
 * One run: asks who is there, opens the sessions, lets them warm up, measures, leaves. {@link #run} belongs to one thread,
 * {@link #stop} may be called from any.
 */
public final class LoadRun {
    private static final Path PROCESSES = Path.of("/proc");
    private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(10);
    /** Descriptors that the Java machine itself needs. */
    private static final int OWN_DESCRIPTORS = 100;

    private final LoadSettings settings;
    private final LoadProgress progress;
    private final CountDownLatch stopped = new CountDownLatch(1);

    public LoadRun(LoadSettings settings, LoadProgress progress) {
        this.settings = settings;
        this.progress = progress;
    }

    /** The run ends soon, with the result so far. */
    public void stop() {
        stopped.countDown();
    }

    /**
     * Runs to the end, or until stopped.
     *
     * @throws LoadException when there is nothing to measure
     */
    public LoadResult run() throws LoadException, InterruptedException {
        requireDescriptors();
        InetSocketAddress server = address();
        ClientTransport transport = ClientTransport.detect();
        try (LoopThread loop = new LoopThread(transport)) {
            Connector connector = new Connector(loop.group(), transport, server);
            Greeting greeting = greeting(loop, connector);
            IntFunction<String> views = views(greeting);
            ServerProcess process = ServerProcess.listeningOn(server, PROCESSES).orElse(null);
            Patience patience = new Patience(stopped, progress);
            try (LoadCourse course = new LoadCourse(settings, loop, connector, process, patience)) {
                return course.run(greeting, views);
            }
        }
    }

    private void requireDescriptors() throws LoadException {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
            int needed = settings.clients() + OWN_DESCRIPTORS;
            if (system.getMaxFileDescriptorCount() < needed) {
                throw new LoadException(settings.clients() + " sessions need " + needed + " file descriptors, only "
                        + system.getMaxFileDescriptorCount() + " are allowed (first: ulimit -n " + needed
                        + ", here and where the server starts)");
            }
        }
    }

    private InetSocketAddress address() throws LoadException {
        String host = settings.server().getHost();
        try {
            return new InetSocketAddress(InetAddress.getByName(host), settings.port());
        } catch (UnknownHostException e) {
            throw new LoadException("there is no host " + host);
        }
    }

    private Greeting greeting(LoopThread loop, Connector connector) throws LoadException, InterruptedException {
        Probe probe = new Probe(settings.format());
        LoadSocket socket = new LoadSocket(Handshake.of(settings, String.join(",", settings.sensors())), probe);
        loop.execute(() -> connector.connect(socket, null, false));
        try {
            return probe.greeting().get(PROBE_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw notAVigie(cause == null ? e.toString() : String.valueOf(cause.getMessage()));
        } catch (TimeoutException e) {
            throw notAVigie("no welcome within " + PROBE_TIMEOUT.toSeconds() + " s");
        }
    }

    private LoadException notAVigie(String cause) {
        String authority = settings.server().getAuthority();
        return new LoadException(
                cause.equals("connection refused")
                        ? "no server answers at " + authority + " (is it running? ./vigie starts one)"
                        : authority + ": " + cause + " (is this a Vigie server?)");
    }

    private IntFunction<String> views(Greeting greeting) throws LoadException {
        if (settings.views() == LoadSettings.Views.SAME) {
            String same = String.join(",", settings.sensors());
            return number -> same;
        }
        List<String> views = DistinctViews.of(greeting.sensors(), settings.clients());
        return views::get;
    }
}
