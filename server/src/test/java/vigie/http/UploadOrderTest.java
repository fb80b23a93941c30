package vigie.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stills that are sent before the request ahead of them is answered. */
final class UploadOrderTest {
    private static final String REFUSED = String.join(
            "\r\n",
            "POST /api/stills/no/such HTTP/1.1",
            "Host: localhost",
            "Content-Type: image/png",
            "Content-Length: 3",
            "",
            "abc");

    @TempDir
    private Path folder;

    @Test
    void stillThatIsRefused_isAnsweredAfterTheRequestAheadOfIt() throws Exception {
        try (StillServer running = new StillServer(folder);
                RawSocket raw = new RawSocket(running.server.port())) {
            raw.send("GET /api/sensors HTTP/1.1\r\nHost: localhost\r\n\r\n" + REFUSED);
            assertThat(raw.answer()).contains("\"sensors\"");
            assertThat(raw.answer()).contains("takes no stills");
            assertThat(raw.rest()).as("then it ends").isEmpty();
        }
    }
}
