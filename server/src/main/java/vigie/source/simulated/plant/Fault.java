package vigie.source.simulated.plant;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something planned that happens to a simulated device.
 *
 * @param kind what
 * @param channel the channel it happens to; null where it happens to the whole device
 * @param schedule when
 * @param size how far a spike jumps or a drift carries, in the channel's unit; 0 for the others
 */
public record Fault(Kind kind, @Nullable String channel, Schedule schedule, double size) {
    /** What can happen. */
    public enum Kind {
        /** One sensor says nothing while the device still speaks. */
        SILENT,
        /** One reading (or as long as it lasts) far off. */
        SPIKE,
        /** A sensor goes off slowly while it lasts, then is right again. */
        DRIFT,
        /** A line (or as long as it lasts) that nobody can read. */
        RUBBISH,
        /** The cable is pulled, and put back when it is over. */
        UNPLUGGED,
        /** The greenhouse's door stands open: not a fault of the device, but seen by several sensors at once. */
        DOOR;

        /** As in the configuration. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        boolean ofOneChannel() {
            return this == SILENT || this == SPIKE || this == DRIFT;
        }
    }

    public Fault {
        if (kind.ofOneChannel() && channel == null) {
            throw new IllegalArgumentException(
                    "channel: none (expected: the channel that " + kind.word() + " happens to)");
        }
        if (!kind.ofOneChannel() && channel != null) {
            throw new IllegalArgumentException(
                    "channel: " + channel + " (expected: none, " + kind.word() + " happens to the whole device)");
        }
        if (!Double.isFinite(size)) {
            throw new IllegalArgumentException("size: " + size + " (expected: a finite number)");
        }
    }

    /** A sensor that falls silent. */
    public static Fault silent(String channel, Schedule schedule) {
        return new Fault(Kind.SILENT, channel, schedule, 0);
    }

    /** A sensor that jumps. */
    public static Fault spike(String channel, Schedule schedule, double size) {
        return new Fault(Kind.SPIKE, channel, schedule, size);
    }

    /** A sensor that goes off slowly. */
    public static Fault drift(String channel, Schedule schedule, double size) {
        return new Fault(Kind.DRIFT, channel, schedule, size);
    }

    /** Rubbish on the line. */
    public static Fault rubbish(Schedule schedule) {
        return new Fault(Kind.RUBBISH, null, schedule, 0);
    }

    /** A pulled cable. */
    public static Fault unplugged(Schedule schedule) {
        return new Fault(Kind.UNPLUGGED, null, schedule, 0);
    }

    /** An open door. */
    public static Fault door(Schedule schedule) {
        return new Fault(Kind.DOOR, null, schedule, 0);
    }
}
