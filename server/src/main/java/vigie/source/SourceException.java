package vigie.source;

import vigie.sensor.PrintableText;

/** A source could not be opened or broke off. The message is the cause, in words that a person can act on. */
public final class SourceException extends Exception {
    private static final long serialVersionUID = 1;

    public SourceException(String cause) {
        super(PrintableText.line(cause));
    }

    public SourceException(String cause, Throwable origin) {
        super(PrintableText.line(cause), origin);
    }
}
