package vigie.cli.watch;

import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vigie.client.SocketClient;
import vigie.client.SocketError;
import vigie.client.SocketListener;
import vigie.sensor.PrintableText;

/**
 * Sends one message and prints what comes back: text as it came, of binary messages the size and the first bytes. Good for one run,
 * on one thread.
 */
public final class Exchange {
    private static final int SHOWN_BYTES = 32;
    private static final String WHO = "vigie send: ";

    private final URI address;
    private final Function<SocketClient, CompletableFuture<@Nullable Void>> message;
    private final AnswerFilter filter;
    private final PrintStream out;
    private final PrintStream err;
    private final CountDownLatch sent = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean all;
    private volatile boolean leaving;
    private volatile boolean answered; // written by the client's thread
    private volatile boolean failed; // written by the client's thread

    private Exchange(
            URI address,
            Function<SocketClient, CompletableFuture<@Nullable Void>> message,
            AnswerFilter filter,
            PrintStream out,
            PrintStream err) {
        this.address = address;
        this.message = message;
        this.filter = filter;
        this.out = out;
        this.err = err;
    }

    /** One that sends text. What comes back goes to {@code out}, what goes wrong to {@code err}. */
    public static Exchange ofText(URI address, String text, PrintStream out, PrintStream err) {
        return new Exchange(
                address, socket -> socket.sendText(text), new AnswerFilter(text, isLive(address)), out, err);
    }

    /** One that sends bytes. What comes back goes to {@code out}, what goes wrong to {@code err}. */
    public static Exchange ofBinary(URI address, byte[] bytes, PrintStream out, PrintStream err) {
        return new Exchange(
                address, socket -> socket.sendBinary(bytes), new AnswerFilter("", isLive(address)), out, err);
    }

    /**
     * Sends the message and waits for the answer.
     *
     * @param patience how long to wait after the message was sent
     * @param everything whether all that comes meanwhile is printed, instead of the answer alone
     * @return whether it was answered, or everything was wanted and nothing went wrong
     */
    public boolean run(Duration patience, boolean everything) throws InterruptedException {
        all = everything;
        try (SocketClient socket = new SocketClient(address, new Printer())) {
            var unused = message.apply(socket).thenRun(sent::countDown);
            socket.open();
            sent.await();
            boolean ended = over.await(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended && !all) {
                err.println(WHO + "no answer within " + patience.toMillis() / 1000.0 + " s");
            }
            leaving = true;
            return !failed && (answered || all);
        } finally {
            out.flush();
        }
    }

    private static boolean isLive(URI address) {
        return String.valueOf(address.getPath()).endsWith("/live");
    }

    /** On the client's thread. */
    private final class Printer implements SocketListener {
        @Override
        public void text(String text) {
            if (all || (!answered && filter.isAnswer(text))) {
                print(isDocument(text) ? PrintableText.json(text) : text);
            }
        }

        @Override
        public void binary(byte[] bytes) {
            if (all || !answered) {
                String more = bytes.length > SHOWN_BYTES ? " …" : "";
                byte[] shown = Arrays.copyOf(bytes, Math.min(bytes.length, SHOWN_BYTES));
                print("binary, " + bytes.length + " bytes: "
                        + HexFormat.ofDelimiter(" ").formatHex(shown) + more);
            }
        }

        @Override
        public void error(SocketError error) {
            failed = true;
            err.println(WHO + PrintableText.line(error.text()));
        }

        @Override
        public void disconnected(int code, String reason) {
            if (!leaving && !failed && !answered) {
                failed = true;
                err.println(WHO + "closed by the server with " + code
                        + (reason.isEmpty() ? "" : ": " + PrintableText.line(reason)));
            }
            sent.countDown();
            over.countDown();
        }

        private static boolean isDocument(String text) {
            return text.startsWith("{") || text.startsWith("[");
        }

        private void print(String line) {
            out.println(PrintableText.lines(line));
            answered = true;
            if (!all) {
                over.countDown();
            }
        }
    }
}
