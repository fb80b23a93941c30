package vigie.sensor;

import org.jspecify.annotations.Nullable;

/**
 * How a source does, since when, and why. Its texts hold nothing that a terminal would obey (see {@link PrintableText}).
 *
 * @param id the source
 * @param name what people call it
 * @param detail where it reads from, such as {@code /dev/ttyUSB0 · 115200 baud}
 * @param state how it does
 * @param cause why it is not live, in words a person can act on; null when it is
 * @param sinceMillis since when, epoch milliseconds
 */
public record SourceStatus(
        String id,
        String name,
        String detail,
        SourceState state,
        @Nullable String cause,
        long sinceMillis) {
    public SourceStatus {
        name = PrintableText.name(name);
        detail = PrintableText.line(detail);
        cause = cause == null ? null : PrintableText.line(cause);
    }

    /** As of now, epoch milliseconds: when the server's clock was set back, it has been so since now. */
    public SourceStatus asOf(long nowMillis) {
        return sinceMillis <= nowMillis ? this : new SourceStatus(id, name, detail, state, cause, nowMillis);
    }
}
