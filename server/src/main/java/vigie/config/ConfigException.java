package vigie.config;

import vigie.sensor.PrintableText;

/** A wrong setting. The message says where it stands, its name, its value and what was expected. */
public final class ConfigException extends Exception {
    private static final long serialVersionUID = 1;

    public ConfigException(String message) {
        super(PrintableText.line(message));
    }

    public ConfigException(String message, Throwable cause) {
        super(PrintableText.line(message), cause);
    }
}
