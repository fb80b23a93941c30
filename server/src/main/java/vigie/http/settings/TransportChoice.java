package vigie.http.settings;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Which of the kernel's ways to move bytes the server shall use; {@code server.transport} in the configuration. */
public enum TransportChoice {
    /** The best that works on this machine. */
    AUTO("auto"),
    /** Linux, since kernel 5.9; often forbidden in containers. */
    IO_URING("io_uring"),
    /** Linux. */
    EPOLL("epoll"),
    /** The JDK's own, everywhere. */
    NIO("nio");

    private final String word;

    TransportChoice(String word) {
        this.word = word;
    }

    /** As in the configuration. */
    public String word() {
        return word;
    }

    /** All, by their words. */
    public static Map<String, TransportChoice> words() {
        return Arrays.stream(values())
                .collect(Collectors.toMap(TransportChoice::word, choice -> choice, (a, b) -> a, LinkedHashMap::new));
    }
}
