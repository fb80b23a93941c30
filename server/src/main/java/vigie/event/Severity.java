package vigie.event;

import java.util.Locale;

/** How urgent an alarm is, in the sense of ISA-18.2's priority; the later, the more. */
public enum Severity {
    INFO,
    WARNING,
    CRITICAL;

    /** As on the wire and in the configuration. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
