package vigie.load.viewer;

import java.util.function.IntFunction;
import vigie.load.LoadSettings;
import vigie.load.socket.Connector;
import vigie.load.socket.Handshake;
import vigie.load.socket.LoadSocket;

/**
 * Opens the sessions of a run, a limited number at a time. Owned by the event loop; {@link #isDone} and {@link #seconds} may be
 * asked anywhere.
 */
public final class SessionOpener {
    /** More would only wait in the server's queue of connections. */
    private static final int AT_A_TIME = 100;

    private final LoadSettings settings;
    private final IntFunction<String> sensors;
    private final Connector connector;
    private final Viewers viewers;
    private long beginNanos;
    private int next;
    /** How long it took; 0 until every session was welcomed or failed. */
    private volatile long tookNanos;

    /**
     * @param sensors what the session of each number asks for
     */
    public SessionOpener(LoadSettings settings, IntFunction<String> sensors, Connector connector, Viewers viewers) {
        this.settings = settings;
        this.sensors = sensors;
        this.connector = connector;
        this.viewers = viewers;
    }

    /** Whether every session was welcomed or failed. */
    public boolean isDone() {
        return tookNanos > 0;
    }

    /** From the first connection to the last welcome. */
    public double seconds() {
        return tookNanos / 1e9;
    }

    /** Opens as many as may be opened now; called again whenever one was welcomed or failed. */
    public void open() {
        if (next == 0) {
            beginNanos = System.nanoTime();
        }
        while (next < settings.clients() && next - settled() < AT_A_TIME) {
            int number = next++;
            boolean slow = isSlow(number);
            Viewer viewer = viewers.add(slow);
            LoadSocket socket = new LoadSocket(Handshake.of(settings, sensors.apply(number)), viewer);
            viewer.connecting(socket);
            connector.connect(socket, Connector.sourceOf(number, settings.clients(), connector.server()), slow);
        }
        if (settled() >= settings.clients() && tookNanos == 0) {
            tookNanos = Math.max(1, System.nanoTime() - beginNanos);
        }
    }

    private int settled() {
        return viewers.openedCount() + viewers.failedCount();
    }

    /** Spread evenly, so that no event loop of the server has them all. */
    private boolean isSlow(int number) {
        long slow = settings.slow();
        return (number + 1) * slow / settings.clients() > number * slow / settings.clients();
    }
}
