package vigie.source.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.TestClock;
import vigie.source.CollectedOutput;
import vigie.source.SourceException;
import vigie.still.SamplePictures;
import vigie.still.content.StillSettings;
import vigie.still.content.StillType;

/** A camera on a free port that answers as the test says. */
class SnapshotSourceTest {
    private static final long NOW = 1_763_875_200_000L;

    private final TestClock clock = new TestClock(NOW);
    private final TakenStills taken =
            new TakenStills(new StillSettings(10_000_000, Duration.ofHours(1), 100_000, 1_000_000), clock);
    private final CollectedOutput output = new CollectedOutput();
    private final BlockingQueue<Reply> replies = new LinkedBlockingQueue<>();
    private final List<HttpExchange> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch hung = new CountDownLatch(1);
    private HttpServer camera;

    private interface Reply {
        void to(HttpExchange exchange) throws IOException, InterruptedException;
    }

    @BeforeEach
    void start() throws IOException {
        camera = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        camera.createContext("/", exchange -> {
            asked.add(exchange);
            try (exchange) {
                replies.take().to(exchange);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        camera.start();
    }

    @AfterEach
    void stop() {
        hung.countDown();
        camera.stop(0);
    }

    @Test
    void pictures_comeOneAfterTheOther_withTheTimeOfTheirAnswer() throws Exception {
        replies.add(picture(SamplePictures.jpeg(10, 10), "image/jpeg"));
        replies.add(picture(SamplePictures.png(11, 10), "image/jpeg"));
        replies.add(picture(SamplePictures.matrix(2, 12).getBytes(StandardCharsets.UTF_8), "application/json"));
        run("/snapshot.jpg");
        assertThat(taken.widths()).containsExactly(10, 11, 12);
        assertThat(taken.stills.get(2).content().type()).isEqualTo(StillType.MATRIX);
        assertThat(taken.stills.get(0).epochMillis()).isEqualTo(NOW);
        assertThat(taken.stills.get(1).epochMillis()).isEqualTo(NOW + 1000);
        assertThat(output.calls()).containsExactly("opened false");
    }

    @Test
    void whoSaysWhatItHas_isAskedForWhatIsNew() throws Exception {
        replies.add(exchange -> {
            exchange.getResponseHeaders().add("ETag", "\"abc\"");
            exchange.getResponseHeaders().add("Last-Modified", "Sun, 23 Nov 2025 05:20:00 GMT");
            picture(SamplePictures.jpeg(10, 10), "image/jpeg").to(exchange);
        });
        replies.add(exchange -> exchange.sendResponseHeaders(304, -1));
        replies.add(picture(SamplePictures.jpeg(11, 10), "image/jpeg"));
        run("/");
        assertThat(taken.widths()).containsExactly(10, 11);
        assertThat(asked.get(0).getRequestHeaders().getFirst("If-None-Match")).isNull();
        assertThat(asked.get(1).getRequestHeaders().getFirst("If-None-Match")).isEqualTo("\"abc\"");
        assertThat(asked.get(1).getRequestHeaders().getFirst("If-Modified-Since"))
                .isEqualTo("Sun, 23 Nov 2025 05:20:00 GMT");
    }

    @Test
    void nameAndPassword_areSent_andNotShown() throws Exception {
        replies.add(picture(SamplePictures.jpeg(10, 10), "image/jpeg"));
        String address = "http://anne:s%20cret@127.0.0.1:" + camera.getAddress().getPort() + "/a";
        SnapshotSource source = source(URI.create(address), Duration.ofSeconds(10));
        assertThat(source.detail()).doesNotContain("cret").contains("/a");
        runToEnd(source);
        assertThat(asked.get(0).getRequestHeaders().getFirst("Authorization"))
                .isEqualTo(
                        "Basic " + Base64.getEncoder().encodeToString("anne:s cret".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void cameraThatRedirects_isFollowed_withNameAndPasswordOnItsOwnHostOnly() throws Exception {
        int port = camera.getAddress().getPort();
        replies.add(redirection("/moved"));
        replies.add(redirection("http://localhost:" + port + "/elsewhere"));
        replies.add(picture(SamplePictures.jpeg(10, 10), "image/jpeg"));
        runToEnd(source(URI.create("http://anne:secret@127.0.0.1:" + port + "/a"), Duration.ofSeconds(10)));
        assertThat(taken.widths()).containsExactly(10);
        assertThat(asked)
                .extracting(exchange -> exchange.getRequestURI().getPath())
                .containsExactly("/a", "/moved", "/elsewhere");
        assertThat(asked)
                .extracting(exchange -> exchange.getRequestHeaders().containsKey("Authorization"))
                .containsExactly(true, true, false);
    }

    @Test
    void cameraThatRedirectsForEver_isToldSo() {
        for (int i = 0; i < 6; i++) {
            replies.add(redirection("/again"));
        }
        assertThatThrownBy(() -> run("/")).hasMessageContaining("answers 302");
        assertThat(asked).hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://127.0.0.1/x", "http://", "not an address", "//"})
    void redirectionThatLeadsNowhere_isNotFollowed(String location) {
        replies.add(redirection(location));
        assertThatThrownBy(() -> run("/")).hasMessageContaining("answers 302");
    }

    private static Reply redirection(String location) {
        return exchange -> {
            exchange.getResponseHeaders().add("Location", location);
            exchange.sendResponseHeaders(302, -1);
        };
    }

    @ParameterizedTest
    @CsvSource({
        "401, name and password?",
        "404, correct the source's url",
        "503, ask less often",
        "500, expected: 200 with a picture",
    })
    void anotherStatus_isToldWithTheRemedy(int status, String words) {
        replies.add(exchange -> exchange.sendResponseHeaders(status, -1));
        assertThatThrownBy(() -> run("/"))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("answers " + status)
                .hasMessageContaining(words);
        assertThat(output.calls()).as("never opened").isEmpty();
    }

    @Test
    void noPicture_isTold() {
        replies.add(picture("<html>Login</html>".getBytes(StandardCharsets.UTF_8), "text/html"));
        assertThatThrownBy(() -> run("/"))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("still: begins with 3C 68")
                .hasMessageContaining("expected: PNG, JPEG");
        assertThat(taken.intake.refused()).isEqualTo(1);
    }

    @Test
    void tooMuch_isNotReadToItsEnd() {
        replies.add(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] some = new byte[64 * 1024];
            try {
                while (true) {
                    exchange.getResponseBody().write(some);
                }
            } catch (IOException e) {
                // The client has hung up, as it should.
            }
        });
        assertThatThrownBy(() -> run("/"))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("answers with more than 100000 bytes");
    }

    @Test
    void film_isTold() {
        replies.add(exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "multipart/x-mixed-replace; boundary=a");
            exchange.sendResponseHeaders(200, 0);
            // Newer JDKs keep the head until then.
            exchange.getResponseBody().write('-');
            exchange.getResponseBody().flush();
            hung.await();
        });
        assertThatThrownBy(() -> run("/"))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("answers with a film")
                .hasMessageContaining("the camera's address for single pictures");
    }

    @Test
    void noAnswer_isTold() {
        replies.add(exchange -> hung.await());
        assertThatThrownBy(() -> runToEnd(source(address("/"), Duration.ofMillis(200))))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("does not answer within 200 ms: camera off or hung?");
    }

    @Test
    void answerThatStops_isTold() {
        replies.add(exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write(new byte[10]);
            exchange.getResponseBody().flush();
            hung.await();
        });
        assertThatThrownBy(() -> runToEnd(source(address("/"), Duration.ofMillis(300))))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("does not answer within");
    }

    @Test
    void nobodyThere_isTold() {
        int port = camera.getAddress().getPort();
        camera.stop(0);
        assertThatThrownBy(() -> runToEnd(source(URI.create("http://127.0.0.1:" + port + "/"), Duration.ofSeconds(10))))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("refuses the connection: camera off");
    }

    @Test
    void unknownHost_isTold() {
        assertThatThrownBy(() -> runToEnd(source(URI.create("http://no-such-host.invalid/"), Duration.ofSeconds(10))))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("http://no-such-host.invalid/ ");
    }

    private static Reply picture(byte[] bytes, String type) {
        return exchange -> {
            exchange.getResponseHeaders().add("Content-Type", type);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    private void run(String path) throws SourceException {
        runToEnd(source(address(path), Duration.ofSeconds(10)));
    }

    /** Until the camera has no more to say. */
    private void runToEnd(SnapshotSource source) throws SourceException {
        try {
            source.run(output);
        } catch (InterruptedException e) {
            assertThat(replies).isEmpty();
        }
    }

    private SnapshotSource source(URI url, Duration patience) {
        StillOrigin.Url origin = new StillOrigin.Url(url);
        return new SnapshotSource(TakenStills.settings(origin), origin, taken.intake, clock, this::pause, patience);
    }

    private void pause(long millis) throws InterruptedException {
        if (replies.isEmpty()) {
            throw new InterruptedException();
        }
        clock.advance(millis);
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + camera.getAddress().getPort() + path);
    }
}
