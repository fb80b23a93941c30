package vigie.protocol;

import java.util.Locale;

/** What kind of thing is wrong with a message. */
public enum ProblemCode {
    /** It cannot be understood. */
    BAD_MESSAGE,
    /** Messages come faster than the limit allows; this one was ignored. */
    TOO_MANY_MESSAGES,
    /** It names more sensors than the limit allows. */
    TOO_MANY_SENSORS,
    /** It names an alarm that does not stand. */
    UNKNOWN_ALARM,
    /** It could not be kept; nothing came of it. */
    NOT_KEPT;

    /** As on the wire, such as {@code bad-message}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
