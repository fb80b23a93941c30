package vigie.load;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import vigie.protocol.WireFormat;

/**
 * What a run does.
 *
 * @param server the server's address, {@code http}
 * @param clients how many sessions
 * @param slow how many of them stop reading for two thirds of the measured time
 * @param warmup how long everything runs before it counts
 * @param measured how long it counts
 * @param format how messages are asked for
 * @param deflate whether permessage-deflate (RFC 7692) is offered
 * @param views which sensors the sessions ask for
 * @param sensors globs; everything when empty
 * @param stills whether pictures and matrices are asked for, too; then the format is CBOR, as theirs is
 * @param witnessed whether one more session, that of a program, checks what the others say
 */
public record LoadSettings(
        URI server,
        int clients,
        int slow,
        Duration warmup,
        Duration measured,
        WireFormat format,
        boolean deflate,
        Views views,
        List<String> sensors,
        boolean stills,
        boolean witnessed) {
    /** The most sessions: source ports of a handful of loopback addresses. */
    public static final int MAX_CLIENTS = 200_000;

    /** Whether sessions see the same. */
    public enum Views {
        /** All ask for the same. */
        SAME,
        /** Each has a filter of its own. */
        DISTINCT
    }

    /** One that asks for no stills, with a witness. */
    public LoadSettings(
            URI server,
            int clients,
            int slow,
            Duration warmup,
            Duration measured,
            WireFormat format,
            boolean deflate,
            Views views,
            List<String> sensors) {
        this(server, clients, slow, warmup, measured, format, deflate, views, sensors, false, true);
    }

    public LoadSettings {
        sensors = List.copyOf(sensors);
        if (stills && format != WireFormat.CBOR) {
            throw new IllegalArgumentException("--stills: with " + format + " (expected: with --cbor)");
        }
        if (!"http".equals(server.getScheme()) || server.getHost() == null) {
            throw new IllegalArgumentException(
                    "URL: " + server + " (expected: an address such as http://127.0.0.1:8080)");
        }
        if (clients < 1 || clients > MAX_CLIENTS) {
            throw new IllegalArgumentException("--clients: " + clients + " (expected: 1 to " + MAX_CLIENTS + ")");
        }
        if (slow < 0 || slow >= clients) {
            throw new IllegalArgumentException(
                    "--slow: " + slow + " (expected: 0 to " + (clients - 1) + ", fewer than --clients)");
        }
        if (measured.isNegative() || measured.isZero()) {
            throw new IllegalArgumentException("--seconds: " + measured.toSeconds() + " (expected: at least 1)");
        }
        if (warmup.isNegative()) {
            throw new IllegalArgumentException("--warmup: " + warmup.toSeconds() + " (expected: at least 0)");
        }
    }

    /** What a session that sees these sensors asks for: globs separated by commas, all when empty. */
    public String target(String globs) {
        List<String> query = new ArrayList<>();
        if (!globs.isEmpty()) {
            query.add("sensors=" + URLEncoder.encode(globs, StandardCharsets.UTF_8));
        }
        if (stills) {
            query.add("stills=true");
        }
        return "/live" + (query.isEmpty() ? "" : "?" + String.join("&", query));
    }

    /** The port of the address, or that of its scheme. */
    public int port() {
        return server.getPort() < 0 ? 80 : server.getPort();
    }
}
