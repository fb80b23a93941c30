package vigie.config;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Settings from the command line or the environment, which win over the file. Null where nothing was said.
 *
 * @param bind host name or address to listen on
 * @param port to listen on
 * @param data where history is kept
 * @param tick the period of updates
 * @param hosts names to which the server answers, separated by commas
 */
public record Overrides(
        @Nullable String bind,
        @Nullable String port,
        @Nullable String data,
        @Nullable String tick,
        @Nullable String hosts) {
    /** Nothing said. */
    public static final Overrides NONE = new Overrides(null, null, null, null);

    /** Without names. */
    public Overrides(@Nullable String bind, @Nullable String port, @Nullable String data, @Nullable String tick) {
        this(bind, port, data, tick, null);
    }

    /** What {@code VIGIE_BIND}, {@code VIGIE_PORT}, {@code VIGIE_DATA}, {@code VIGIE_TICK} and {@code VIGIE_HOSTS} say. */
    public static Overrides fromEnvironment(Map<String, String> environment) {
        return new Overrides(
                environment.get("VIGIE_BIND"),
                environment.get("VIGIE_PORT"),
                environment.get("VIGIE_DATA"),
                environment.get("VIGIE_TICK"),
                environment.get("VIGIE_HOSTS"));
    }

    /** These, and where they say nothing, the others. */
    public Overrides or(Overrides weaker) {
        return new Overrides(
                bind != null ? bind : weaker.bind,
                port != null ? port : weaker.port,
                data != null ? data : weaker.data,
                tick != null ? tick : weaker.tick,
                hosts != null ? hosts : weaker.hosts);
    }
}
