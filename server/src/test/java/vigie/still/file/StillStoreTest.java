package vigie.still.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vigie.TestClock;
import vigie.event.Trouble;
import vigie.sensor.SensorId;
import vigie.sensor.SensorInfo;
import vigie.still.SamplePictures;
import vigie.still.StillHub;
import vigie.still.content.MatrixScale;
import vigie.still.content.Still;
import vigie.still.content.StillException;
import vigie.still.content.StillSettings;
import vigie.still.reader.MatrixBytes;

class StillStoreTest {
    private static final long NOW = 1_763_875_200_000L;
    private static final SensorId DOOR = new SensorId("door", "camera");
    private static final SensorId OVEN = new SensorId("oven", "thermal");
    private static final StillSettings SETTINGS = new StillSettings(1_000_000, Duration.ofHours(1), 500_000, 1_000_000);

    @TempDir
    private Path data;

    private final TestClock clock = new TestClock(NOW);
    private final List<Trouble> troubles = new ArrayList<>();

    @Test
    void keptStills_areThereAfterARestart_withTheirTimesAndBytes() throws Exception {
        byte[] picture = SamplePictures.jpeg(20, 10);
        StillHub hub = open();
        publish(hub, DOOR, NOW - 2000, picture);
        publish(hub, DOOR, NOW - 1000, SamplePictures.png(8, 8));
        publish(hub, OVEN, NOW, SamplePictures.matrix(3, 4).getBytes(StandardCharsets.UTF_8));
        StillHub again = open();
        assertThat(again.sensors()).extracting(sensor -> sensor.info().id()).containsExactly(DOOR, OVEN);
        Still first = Objects.requireNonNull(again.at(DOOR, NOW - 1001));
        assertThat(first.epochMillis()).isEqualTo(NOW - 2000);
        assertThat(first.content().payload()).isEqualTo(picture);
        assertThat(again.at(DOOR, NOW - 2001)).isNull();
        Still matrix = Objects.requireNonNull(again.at(OVEN, Long.MAX_VALUE));
        assertThat(matrix.content().scale()).isEqualTo(new MatrixScale("°C", 0, 11));
        assertThat(MatrixBytes.values(matrix.content())[11]).isEqualTo(11);
        assertThat(again.times(DOOR, 0, NOW, 10)).containsExactly(NOW - 2000, NOW - 1000);
        assertThat(again.times(DOOR, 0, NOW, 1)).containsExactly(NOW - 1000);
        StillHub.Published next = publish(again, DOOR, NOW, picture);
        assertThat(next.still().id()).as("numbers go on").isEqualTo(4);
        assertThat(next.kept()).isTrue();
    }

    @Test
    void keptStills_areClosedToOtherUsers_alsoThoseOfEarlierVersions() throws Exception {
        StillHub hub = open();
        publish(hub, DOOR, NOW - 1000, SamplePictures.png(8, 8));
        Path folder = data.resolve("stills/door+camera");
        Path still;
        try (Stream<Path> files = Files.list(folder)) {
            still = files.findFirst().orElseThrow();
        }
        assertThat(modes(data.resolve("stills"), folder, still)).containsExactly("rwx------", "rwx------", "rw-------");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(still, PosixFilePermissions.fromString("rw-r--r--"));
        open();
        assertThat(modes(data.resolve("stills"), folder, still)).containsExactly("rwx------", "rwx------", "rw-------");
    }

    private static List<String> modes(Path... paths) throws IOException {
        List<String> modes = new ArrayList<>();
        for (Path path : paths) {
            modes.add(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
        }
        return modes;
    }

    @Test
    void whateverStandsInTheFolder_theOthersAreShown() throws Exception {
        StillHub hub = open();
        publish(hub, DOOR, NOW - 1000, SamplePictures.png(8, 8));
        Path folder = data.resolve("stills/door+camera");
        Files.createSymbolicLink(folder.resolve("1763875199001-7.png"), folder.resolve("nowhere"));
        Files.createDirectories(folder.resolve("1763875199002-8.png/folder"));
        Files.createFile(folder.resolve("1763875199003-9.png"));
        try (RandomAccessFile huge =
                new RandomAccessFile(folder.resolve("1763875199004-10.png").toFile(), "rw")) {
            huge.setLength(1L << 40);
        }
        Files.writeString(folder.resolve("1763875199005-11.png"), "no picture");
        Files.writeString(folder.resolve("1763875199006-12.vmx"), "no matrix");
        Files.writeString(folder.resolve("999999999999999-999999999999999999.png"), "no picture");
        Files.createSymbolicLink(data.resolve("stills/oven+thermal"), data.resolve("stills/oven+thermal"));
        StillHub again = open();
        assertThat(Objects.requireNonNull(again.at(DOOR, Long.MAX_VALUE)).epochMillis())
                .isEqualTo(NOW - 1000);
    }

    @Test
    void sourceIsStoppedWhileItsStillIsWritten_itIsKept() throws Exception {
        StillHub hub = open();
        Thread.currentThread().interrupt();
        StillHub.Published last = publish(hub, DOOR, NOW - 500, SamplePictures.png(4, 4));
        assertThat(Thread.interrupted()).as("still known to be stopped").isTrue();
        assertThat(last.kept()).isTrue();
        assertThat(troubles).isEmpty();
        assertThat(open().times(DOOR, 0, NOW, 10)).containsExactly(NOW - 500);
    }

    @Test
    void twoOfTheSameTime_areBothKept_theSecondAMillisecondLater() throws Exception {
        StillHub hub = open();
        publish(hub, DOOR, NOW - 500, SamplePictures.png(4, 4));
        publish(hub, DOOR, NOW - 500, SamplePictures.png(5, 5));
        assertThat(hub.times(DOOR, 0, NOW, 10)).containsExactly(NOW - 500, NOW - 499);
        Still second = Objects.requireNonNull(hub.at(DOOR, NOW - 499));
        assertThat(second.content().columns()).isEqualTo(5);
    }

    @Test
    void moreThanThereIsRoomFor_theOldestGo() throws Exception {
        StillHub hub = open();
        byte[] large = SamplePictures.largePng(240_000);
        for (int i = 0; i < 6; i++) {
            publish(hub, i % 2 == 0 ? DOOR : OVEN, NOW - 60_000 + i, large);
        }
        assertThat(hub.tally().bytes()).isPositive().isLessThanOrEqualTo(1_000_000);
        assertThat(bytesOnDisk()).isLessThanOrEqualTo(1_000_000);
        assertThat(hub.times(DOOR, 0, NOW, 10)).doesNotContain(NOW - 60_000L).contains(NOW - 60_000L + 4);
        assertThat(hub.tally().kept()).isEqualTo(files().size());
    }

    @Test
    void olderThanTheRetention_goes() throws Exception {
        StillHub hub = open();
        publish(hub, DOOR, NOW, SamplePictures.png(4, 4));
        clock.advance(Duration.ofMinutes(61).toMillis());
        publish(hub, OVEN, clock.millis(), SamplePictures.png(4, 4));
        assertThat(hub.tally().kept()).isEqualTo(1);
        clock.advance(Duration.ofMinutes(61).toMillis());
        assertThat(open().tally().kept()).as("also at the start").isZero();
        assertThat(files()).isEmpty();
    }

    @Test
    void foreignAndDamagedFiles_arePassedOver_whatWasUnfinishedIsRemoved() throws Exception {
        StillHub hub = open();
        publish(hub, DOOR, NOW - 3000, SamplePictures.png(4, 4));
        publish(hub, DOOR, NOW - 2000, SamplePictures.png(5, 5));
        publish(hub, OVEN, NOW - 1000, SamplePictures.matrix(4, 4).getBytes(StandardCharsets.UTF_8));
        Path door = data.resolve("stills/door+camera");
        Path newest = door.resolve((NOW - 2000) + "-2.png");
        byte[] bytes = Files.readAllBytes(newest);
        bytes[bytes.length - 20] ^= 1;
        Files.write(newest, bytes);
        Path matrix = data.resolve("stills/oven+thermal").resolve((NOW - 1000) + "-3.vmx");
        Files.write(matrix, Arrays.copyOf(Files.readAllBytes(matrix), 40));
        Files.writeString(door.resolve("notes.txt"), "mine");
        Files.writeString(door.resolve(".unfinished-" + NOW + "-9.png"), "half");
        Files.createFile(door.resolve(NOW + "-7.png"));
        Files.createDirectories(data.resolve("stills/other"));
        StillHub again = open();
        Still left = Objects.requireNonNull(again.at(DOOR, Long.MAX_VALUE));
        assertThat(left.epochMillis()).isEqualTo(NOW - 3000);
        assertThat(again.at(OVEN, Long.MAX_VALUE)).isNull();
        assertThat(door.resolve("notes.txt")).exists();
        assertThat(door.resolve(".unfinished-" + NOW + "-9.png")).doesNotExist();
    }

    @Test
    void notKept_isStillShown_andTheTroubleIsToldOnceAndItsEnd() throws Exception {
        StillHub hub = open();
        Files.writeString(data.resolve("stills"), "in the way");
        List<Still> shown = new ArrayList<>();
        hub.subscribe(shown::add);
        assertThat(publish(hub, DOOR, NOW - 2, SamplePictures.png(4, 4)).kept()).isFalse();
        assertThat(publish(hub, DOOR, NOW - 1, SamplePictures.png(4, 4)).kept()).isFalse();
        assertThat(shown).hasSize(2);
        assertThat(hub.at(DOOR, NOW)).as("the newest is remembered").isNotNull();
        assertThat(troubles).singleElement().satisfies(trouble -> {
            assertThat(trouble.about()).isEqualTo("stills");
            assertThat(trouble.text()).startsWith("stills are shown, but not kept: ");
        });
        Files.delete(data.resolve("stills"));
        assertThat(publish(hub, DOOR, NOW, SamplePictures.png(4, 4)).kept()).isTrue();
        assertThat(troubles).hasSize(2);
        assertThat(troubles.get(1).over()).isTrue();
        assertThat(troubles.get(1).text()).contains("2 were not");
    }

    @Test
    void withoutAStore_theNewestIsRemembered() throws Exception {
        StillHub hub = new StillHub(SETTINGS, null, clock);
        publish(hub, DOOR, NOW - 1, SamplePictures.png(4, 4));
        publish(hub, DOOR, NOW, SamplePictures.png(5, 5));
        assertThat(hub.times(DOOR, 0, NOW + 1, 10)).containsExactly(NOW);
        assertThat(hub.at(DOOR, NOW - 1)).isNull();
        assertThat(hub.at(DOOR, NOW)).isNotNull();
    }

    private StillHub open() throws IOException {
        return new StillHub(SETTINGS, StillStore.open(data.resolve("stills"), SETTINGS, clock, troubles::add), clock);
    }

    private static StillHub.Published publish(StillHub hub, SensorId sensor, long time, byte[] bytes)
            throws StillException {
        return hub.intake(new SensorInfo(sensor, sensor.channel(), null, null, null))
                .take(bytes, time, null);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(data)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private long bytesOnDisk() throws IOException {
        long bytes = 0;
        for (Path file : files()) {
            bytes += Files.size(file);
        }
        return bytes;
    }
}
