package vigie.load.run;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntFunction;
import vigie.load.LoadException;
import vigie.load.LoadProgress;
import vigie.load.LoadSettings;
import vigie.load.result.LoadResult;
import vigie.load.socket.ClientTransport;
import vigie.load.socket.Connector;
import vigie.load.socket.LoopThread;
import vigie.load.viewer.DistinctViews;
import vigie.load.viewer.Greeting;

/**
 * One run: asks who is there, opens the sessions, lets them warm up, measures, leaves. {@link #run} belongs to one thread,
 * {@link #stop} may be called from any.
 */
public final class LoadRun {
    private static final Path PROCESSES = Path.of("/proc");
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
        Greeting greeting = new Probe(settings).greeting();
        IntFunction<String> views = views(greeting);
        ClientTransport transport = ClientTransport.detect();
        try (LoopThread loop = new LoopThread(transport)) {
            Connector connector = new Connector(loop.group(), transport, server);
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

    private IntFunction<String> views(Greeting greeting) throws LoadException {
        if (settings.views() == LoadSettings.Views.SAME) {
            String same = String.join(",", settings.sensors());
            return number -> same;
        }
        List<String> views = DistinctViews.of(greeting.sensors(), settings.clients());
        return views::get;
    }
}
