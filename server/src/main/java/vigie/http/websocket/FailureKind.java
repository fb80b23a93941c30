package vigie.http.websocket;

import io.netty.handler.codec.CodecException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.EncoderException;
import io.netty.handler.codec.PrematureChannelClosureException;
import java.io.IOException;
import vigie.http.transport.ReadBuffers;

/** Whose fault it is when something fails on a connection. */
public enum FailureKind {
    /** The client is gone, perhaps in the middle of a message. Nobody is left to answer. */
    CLIENT_GONE,
    /** The client sent what it must not send. Clients cause this at will, so the log has no line for each. */
    CLIENT_FAULT,
    /** The server has no memory left for it. */
    OUT_OF_MEMORY,
    /** The server failed. */
    SERVER_FAULT;

    private static final int DEEPEST = 10;

    /** Judges a failure; one that a codec wrapped, by what went wrong inside. */
    public static FailureKind of(Throwable failure) {
        Throwable current = failure;
        for (int depth = 0; depth < DEEPEST; depth++) {
            current = unwrapped(current);
        }
        if (current instanceof OutOfMemoryError || current instanceof ReadBuffers.NoReadBufferException) {
            return OUT_OF_MEMORY;
        }
        if (current instanceof IOException || current instanceof PrematureChannelClosureException) {
            return CLIENT_GONE;
        }
        return current instanceof CodecException || current instanceof WebSocketRefusedException
                ? CLIENT_FAULT
                : SERVER_FAULT;
    }

    private static Throwable unwrapped(Throwable failure) {
        Throwable cause = failure.getCause();
        boolean wraps = failure.getClass() == DecoderException.class || failure.getClass() == EncoderException.class;
        return wraps && cause != null ? cause : failure;
    }
}
