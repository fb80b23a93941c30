package vigie.http.settings;

import java.net.UnknownHostException;

/** The server cannot listen. The message is one line that names what, and the remedy. */
public final class BindException extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean wrongSetting;

    private BindException(String message, Throwable cause) {
        this(message, cause, false);
    }

    private BindException(String message, Throwable cause, boolean wrongSetting) {
        super(message, cause);
        this.wrongSetting = wrongSetting;
    }

    /** Whether it can never work on this machine: a setting is wrong. Otherwise something is in the way now, such as another program. */
    public boolean isWrongSetting() {
        return wrongSetting;
    }

    public static BindException of(TransportChoice choice, Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return new BindException(
                "transport: " + choice.word() + " is not to be had on this machine: " + root.getMessage()
                        + " (expected: auto, or another one)",
                cause,
                true);
    }

    public static BindException of(HttpSettings settings, Throwable cause) {
        String where = settings.bind() + ":" + settings.port();
        String reason = String.valueOf(cause.getMessage());
        if (cause instanceof UnknownHostException) {
            return new BindException(
                    "bind: " + settings.bind() + ": unknown host (expected: a host name or address of this machine)",
                    cause,
                    true);
        }
        if (reason.contains("already in use")) {
            return new BindException(
                    "port: " + where
                            + " is in use (expected: a free port; stop the other program, or choose another with"
                            + " --port, 0 for any)",
                    cause);
        }
        if (reason.contains("ermission denied")) {
            return new BindException(
                    "port: no permission to listen on " + where
                            + " (expected: a port from 1024 up, such as --port 8080)",
                    cause);
        }
        if (reason.contains("assign requested address")) {
            return new BindException(
                    "bind: " + settings.bind()
                            + " is no address of this machine (expected: 127.0.0.1, 0.0.0.0 or one of" + " its own)",
                    cause,
                    true);
        }
        return new BindException("bind: cannot listen on " + where + ": " + reason, cause);
    }
}
