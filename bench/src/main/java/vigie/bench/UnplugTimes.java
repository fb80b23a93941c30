package vigie.bench;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/** From pulling the plug to "lost" on the page, and from putting it back to a live reading there. Five rounds. */
final class UnplugTimes {
    private static final String CARD = "[data-sensor='pty/n']";

    private UnplugTimes() {}

    public static void main(String[] args) throws IOException {
        Path folder = Files.createTempDirectory("vigie-measure");
        Pty pty = new Pty(folder);
        try (var server = new MeasuredServer(
                        folder, "sources:\n  - { id: pty, type: serial, port: " + pty.port() + ", format: pairs }\n");
                var browser = new MeasuredBrowser()) {
            Page page = browser.open(server.url(), 1280, 800);
            Talk talk = new Talk(pty);
            page.waitForSelector(CARD + "[data-status=live]");
            for (int round = 1; round <= 5; round++) {
                page.waitForTimeout(2_000);
                talk.close();
                long pulled = System.nanoTime();
                pty.close();
                page.waitForSelector(CARD + "[data-status=lost]");
                double lost = (System.nanoTime() - pulled) / 1e9;
                page.waitForTimeout(3_000);
                pty = new Pty(folder);
                long back = System.nanoTime();
                talk = new Talk(pty);
                page.waitForSelector(CARD + "[data-status=live]");
                System.out.printf(
                        "round %d: lost after %.2f s, live again after %.2f s%n",
                        round, lost, (System.nanoTime() - back) / 1e9);
            }
            talk.close();
        } finally {
            pty.close();
        }
    }

    /** A device that says a line every 50 ms. */
    private static final class Talk {
        private final Thread thread;
        private volatile boolean closed;

        Talk(Pty pty) {
            thread = new Thread(() -> talk(pty), "device");
            thread.start();
        }

        private void talk(Pty pty) {
            try {
                for (int n = 0; !closed; n++) {
                    pty.device().write(("n:" + n + "\n").getBytes(StandardCharsets.US_ASCII));
                    LockSupport.parkNanos(50_000_000);
                }
            } catch (IOException e) {
                System.err.println("device: " + e);
            }
        }

        void close() {
            closed = true;
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
