package vigie.source.serial;

import java.util.Locale;

/** How one side of the line tells the other to wait. */
public enum FlowControl {
    NONE,
    RTS_CTS,
    DSR_DTR,
    XON_XOFF;

    /** As in the configuration, such as {@code rts-cts}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
