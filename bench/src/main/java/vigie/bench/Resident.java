package vigie.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** From starting java to listening, and resident memory with the demo and five browsers after a minute. */
final class Resident {
    private static final int STARTS = 5;
    private static final int BROWSERS = 5;

    private Resident() {}

    public static void main(String[] args) throws IOException {
        Path folder = Files.createTempDirectory("vigie-measure");
        String demo = "sources:\n  - { id: demo, type: simulated }\n";
        for (int i = 0; i < STARTS; i++) {
            try (var server = new MeasuredServer(folder, demo)) {
                System.out.printf("listening after %.2f s%n", server.startUp().toMillis() / 1e3);
            }
        }
        try (var server = new MeasuredServer(folder, demo);
                var browser = new MeasuredBrowser()) {
            for (int i = 0; i < BROWSERS; i++) {
                browser.open(server.url(), 1280, 800).waitForSelector("[data-status=live]");
            }
            browser.open(server.url(), 400, 300).waitForTimeout(60_000);
            System.out.printf("resident with %d pages: %d MB%n", BROWSERS + 1, server.residentMegabytes());
        }
    }
}
