package vigie.http.settings;

import io.netty.util.internal.PlatformDependent;

/**
 * What strangers may take.
 *
 * @param sessions WebSockets at a time; beyond it 503
 * @param echoBytes how long a message on {@code /echo} may be
 * @param headerBytes how long all header lines of a request may be; beyond it 431
 * @param urlBytes how long a request line may be; beyond it 414
 * @param arrivingBytes how much memory the messages and requests of all connections together may hold until they are whole and handled, or
 *     back from {@code /echo}; beyond it 1013 and 503
 */
public record HttpLimits(int sessions, int echoBytes, int headerBytes, int urlBytes, int arrivingBytes) {
    /** 10 000 sessions; 16 MiB, 8 KiB and 4 KiB; a third of the memory. */
    public static final HttpLimits DEFAULT =
            new HttpLimits(10_000, 16 * 1024 * 1024, 8 * 1024, 4 * 1024, thirdOfTheMemory());

    public HttpLimits {
        HttpSettings.requireRange("max-sessions", sessions, 1, 1_000_000);
        HttpSettings.requireRange("max-echo-bytes", echoBytes, 1, 1 << 30);
        HttpSettings.requireRange("max-header-bytes", headerBytes, 512, 1 << 20);
        HttpSettings.requireRange("max-url-bytes", urlBytes, 64, 1 << 20);
        HttpSettings.requireRange("max-arriving-bytes", arrivingBytes, 1024, Integer.MAX_VALUE);
    }

    /** Connections of all kinds at a time: each session may have come by another that is still open. */
    public int connections() {
        return 2 * sessions + 100;
    }

    /** Of the heap or of the memory for buffers, whichever is less. The rest is for answers, frames, and what they are made of. */
    private static int thirdOfTheMemory() {
        long memory = Math.min(Runtime.getRuntime().maxMemory(), PlatformDependent.maxDirectMemory());
        return (int) Math.min(Integer.MAX_VALUE, memory / 3);
    }
}
