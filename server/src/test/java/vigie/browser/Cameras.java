package vigie.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import vigie.sensor.SensorId;
import vigie.sensor.SensorInfo;
import vigie.still.StillHub;
import vigie.still.content.StillSettings;
import vigie.still.file.StillStore;

/** The cameras of the plant that browser tests look at, and what they send. What they sent is kept until it is closed. */
final class Cameras implements AutoCloseable {
    static final String DOOR = "door/camera";
    static final String HALL = "hall/thermal";
    private static final int WIDTH = 640;
    private static final int HEIGHT = 360;

    final StillHub hub;
    private final Path folder;

    Cameras(Clock clock) {
        try {
            folder = Files.createTempDirectory("vigie-stills");
            hub = new StillHub(
                    StillSettings.DEFAULT, StillStore.open(folder, StillSettings.DEFAULT, clock, trouble -> {}), clock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where stills of this sensor are taken from now on. */
    void install(String sensor, String name) {
        var unused = hub.openIntake(new SensorInfo(SensorId.parse(sensor), name, null, null, null));
    }

    /** A picture of one colour, with a white square in the middle. */
    static byte[] png(Color colour) {
        return picture("png", colour);
    }

    static byte[] jpeg(Color colour) {
        return picture("jpeg", colour);
    }

    private static byte[] picture(String format, Color colour) {
        BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = picture.createGraphics();
        pen.setColor(colour);
        pen.fillRect(0, 0, WIDTH, HEIGHT);
        pen.setColor(Color.WHITE);
        pen.fillRect(WIDTH / 2 - 40, HEIGHT / 2 - 40, 80, 80);
        pen.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(picture, format, bytes)) {
                throw new IllegalStateException(format + ": not written (expected: png or jpeg)");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** 24 rows of 32 values in °C: 20 in the first corner, 44 in the last, a hot spot in between; none in the other two corners. */
    static byte[] matrix() {
        String values = IntStream.range(0, 24 * 32)
                .mapToObj(at -> value(at / 32, at % 32))
                .collect(Collectors.joining(","));
        return ("{\"rows\":24,\"columns\":32,\"unit\":\"°C\",\"values\":[" + values + "]}").getBytes(UTF_8);
    }

    private static String value(int row, int column) {
        boolean blind = (row < 3 && column > 28) || (row > 20 && column < 3);
        double spot = 6 * Math.exp(-(Math.pow(row - 14, 2) + Math.pow(column - 20, 2)) / 12);
        return blind ? "null" : String.format(Locale.ROOT, "%.2f", 20 + 12 * (row / 23.0 + column / 31.0) + spot);
    }

    /** Sends a still as a camera does. @return the status it is answered with */
    static int send(String url, String sensor, String media, byte[] still) {
        return send(url, sensor, media, still, System.currentTimeMillis());
    }

    /** The same, of one that was taken at that time. */
    static int send(String url, String sensor, String media, byte[] still, long epochMillis) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "api/stills/" + sensor + "?time=" + epochMillis))
                .header("Content-Type", media)
                .POST(HttpRequest.BodyPublishers.ofByteArray(still))
                .build();
        try {
            return HttpClient.newHttpClient()
                    .send(request, BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(Cameras::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
