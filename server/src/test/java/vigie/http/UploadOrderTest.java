package vigie.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stills that are sent before the request ahead of them is answered. */
final class UploadOrderTest {
    @TempDir
    private Path folder;

    @Test
    void stillThatIsRefused_isAnsweredAfterTheRequestAheadOfIt() throws Exception {
        try (StillServer running = new StillServer(folder);
                RawSocket raw = new RawSocket(running.server.port())) {
            raw.send("GET /api/sensors HTTP/1.1\r\n"
                    + "Host: localhost\r\n\r\n"
                    + "POST /api/stills/no/such HTTP/1.1\r\n"
                    + "Host: localhost\r\n"
                    + "Content-Type: image/png\r\n"
                    + "Content-Length: 3\r\n\r\n"
                    + "abc");
            assertThat(raw.answer()).contains("\"sensors\"");
            assertThat(raw.answer()).contains("takes no stills");
            assertThat(raw.rest()).as("then it ends").isEmpty();
        }
    }
}
