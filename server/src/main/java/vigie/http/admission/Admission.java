package vigie.http.admission;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Admits connections and sessions, so that one address cannot take all of them. Programs on this machine are exempt unless the settings
 * say a share: all viewers of a server on loopback have the same address. Thread-safe.
 */
public final class Admission {
    private final boolean sharesOwn;
    private final boolean pacesOwn;
    private final int percent;
    private final int perSecond;
    private final AddressShare connections;
    private final AddressShare sessions;
    private final ConnectionPace pace;

    /**
     * @param connectionLimit how many connections there may be
     * @param sessionLimit how many sessions there may be
     * @param nanos the time, as {@link System#nanoTime}
     */
    public Admission(AdmissionSettings settings, int connectionLimit, int sessionLimit, LongSupplier nanos) {
        this.sharesOwn = settings.maxShare() > 0;
        this.pacesOwn = settings.connectionsPerSecond() > 0;
        this.percent = sharesOwn ? settings.maxShare() : AdmissionSettings.DEFAULT_SHARE;
        this.perSecond = pacesOwn ? settings.connectionsPerSecond() : AdmissionSettings.DEFAULT_CONNECTIONS_PER_SECOND;
        this.connections = new AddressShare(connectionLimit, percent);
        this.sessions = new AddressShare(sessionLimit, percent);
        this.pace = new ConnectionPace(perSecond, perSecond * AdmissionSettings.BURST_SECONDS, nanos);
    }

    /** Takes a connection; {@link #connectionClosed} gives it back. Returns why not, or null. */
    public @Nullable String admitConnection(ClientAddress client) {
        if ((pacesOwn || !client.isThisMachine()) && !pace.take(client.key())) {
            return "connections: " + client.text() + " opens more than " + perSecond
                    + " a second (expected: fewer, or a higher server.connections-per-second)";
        }
        return shares(client) && !connections.take(client.key())
                ? "connections: " + client.text() + " has " + connections.most()
                        + ", its share (expected: fewer, or more than " + percent + " % as server.max-share)"
                : null;
    }

    /** Gives back a connection that was admitted. */
    public void connectionClosed(ClientAddress client) {
        if (shares(client)) {
            connections.give(client.key());
        }
    }

    /** Takes a session; {@link #sessionClosed} gives it back. Returns why not, or null. */
    public @Nullable String admitSession(ClientAddress client) {
        return shares(client) && !sessions.take(client.key())
                ? "sessions: " + client.text() + " has " + sessions.most()
                        + ", its share (expected: fewer, or more than " + percent + " % as server.max-share)"
                : null;
    }

    /** Gives back a session that was admitted. */
    public void sessionClosed(ClientAddress client) {
        if (shares(client)) {
            sessions.give(client.key());
        }
    }

    private boolean shares(ClientAddress client) {
        return sharesOwn || !client.isThisMachine();
    }
}
