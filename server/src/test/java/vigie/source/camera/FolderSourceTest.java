package vigie.source.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vigie.TestClock;
import vigie.source.CollectedOutput;
import vigie.source.Sleeper;
import vigie.source.SourceException;
import vigie.still.SamplePictures;
import vigie.still.content.StillSettings;

/** A folder that changes between the looks as the test says. */
class FolderSourceTest {
    private static final long NOW = 1_763_875_200_000L;

    @TempDir
    private Path folder;

    private final TakenStills taken =
            new TakenStills(new StillSettings(10_000_000, Duration.ofHours(1), 100_000, 1_000_000), new TestClock(NOW));
    private final CollectedOutput output = new CollectedOutput();
    private final Queue<Step> steps = new ArrayDeque<>();

    private interface Step {
        void run() throws IOException;
    }

    @Test
    void newPicture_countsWhenItRests_withTheTimeOfItsLastChange() throws Exception {
        before(() -> write("a.png", SamplePictures.png(11, 4), 5000));
        before(() -> assertThat(taken.stills).as("seen once").isEmpty());
        before(() -> assertThat(taken.stills).hasSize(1));
        before(() -> assertThat(taken.stills).as("counted once").hasSize(1));
        run();
        assertThat(taken.stills.get(0).epochMillis()).isEqualTo(NOW - 5000);
        assertThat(output.calls()).containsExactly("opened false");
    }

    @Test
    void halfWrittenPicture_isWaitedFor_howeverLongItRests() throws Exception {
        byte[] whole = SamplePictures.jpeg(12, 9);
        before(() -> write("a.jpg", Arrays.copyOf(whole, whole.length / 2), 9000));
        rest(FolderSource.PATIENCE - 2);
        before(() -> write("a.jpg", whole, 8000));
        rest(3);
        run();
        assertThat(taken.widths()).containsExactly(12);
        assertThat(taken.intake.refused()).isZero();
    }

    @Test
    void pictureThatBreaksOff_isRefusedInTheEnd_once() throws Exception {
        byte[] whole = SamplePictures.png(12, 9);
        before(() -> write("a.png", Arrays.copyOf(whole, whole.length - 1), 9000));
        rest(FolderSource.PATIENCE + 5);
        run();
        assertThat(taken.stills).isEmpty();
        assertThat(taken.intake.refused()).isEqualTo(1);
        assertThat(taken.intake.lastRefused()).startsWith("a.png: PNG: breaks off");
    }

    @Test
    void whatIsNoPicture_orTooLarge_isRefused_othersGoOn() throws Exception {
        before(() -> {
            write("a.png", "no picture".getBytes(StandardCharsets.UTF_8), 9000);
            write("b.png", SamplePictures.largePng(150_000), 8000);
            write("c.txt", "not looked at".getBytes(StandardCharsets.UTF_8), 7000);
            write(".d.png", "not looked at".getBytes(StandardCharsets.UTF_8), 7000);
            write("e.JPG", SamplePictures.jpeg(7, 7), 6000);
        });
        rest(3);
        run();
        assertThat(taken.widths()).containsExactly(7);
        assertThat(taken.intake.refused()).isEqualTo(2);
        assertThat(taken.intake.lastRefused()).startsWith("b.png: still: 1").contains("max-still-bytes");
    }

    @Test
    void fileThatIsWrittenAnew_countsEachTime() throws Exception {
        before(() -> write("now.png", SamplePictures.png(5, 5), 9000));
        rest(2);
        before(() -> write("now.png", SamplePictures.png(6, 5), 5000));
        rest(2);
        run();
        assertThat(taken.widths()).containsExactly(5, 6);
    }

    @Test
    void matrixLines_theLastOneCounts() throws Exception {
        before(() -> write("m.json", SamplePictures.matrix(1, 3).getBytes(StandardCharsets.UTF_8), 9000));
        rest(2);
        before(() -> write(
                "m.json",
                (SamplePictures.matrix(1, 3) + "\n" + SamplePictures.matrix(1, 4) + "\n")
                        .getBytes(StandardCharsets.UTF_8),
                8000));
        rest(2);
        run();
        assertThat(taken.widths()).containsExactly(3, 4);
    }

    @Test
    void atTheBeginning_theNewestFileAloneCounts() throws Exception {
        write("a.png", SamplePictures.png(5, 5), 9000);
        write("b.png", SamplePictures.png(6, 5), 5000);
        write("c.png", SamplePictures.png(7, 5), 8000);
        rest(3);
        run();
        assertThat(taken.widths()).containsExactly(6);
    }

    @Test
    void afterARestart_whatCameMeanwhileCounts_inOrder() throws Exception {
        taken.intake.take(SamplePictures.png(1, 1), NOW - 8500, null);
        write("a.png", SamplePictures.png(5, 5), 9000);
        write("b.png", SamplePictures.png(6, 5), 5000);
        write("c.png", SamplePictures.png(7, 5), 8000);
        rest(3);
        run();
        assertThat(taken.widths()).containsExactly(1, 7, 6);
    }

    @Test
    void fileThatGoesBetweenTwoLooks_isNothing() throws Exception {
        before(() -> write("a.png", SamplePictures.png(5, 5), 9000));
        before(() -> Files.delete(folder.resolve("a.png")));
        rest(3);
        run();
        assertThat(taken.stills).isEmpty();
        assertThat(taken.intake.refused()).isZero();
    }

    @Test
    void noFolder_saysSo_andNoticesItsReturn() throws Exception {
        Path missing = folder.resolve("missing");
        FolderSource source = new FolderSource(settings(missing), missing, taken.intake);
        assertThat(source.returned()).isFalse();
        assertThatThrownBy(() -> source.run(output))
                .isInstanceOf(SourceException.class)
                .hasMessage(missing + " does not exist: make it, or correct the source's folder");
        Files.writeString(missing, "");
        assertThatThrownBy(() -> source.run(output)).hasMessageContaining("is no folder");
        Files.delete(missing);
        Files.createDirectory(missing);
        assertThat(source.returned()).isTrue();
    }

    @Test
    void tooManyFiles_saysSo() throws Exception {
        for (int i = 0; i < 4; i++) {
            write(i + ".png", SamplePictures.png(2, 2), i);
        }
        FolderSource source = new FolderSource(settings(folder), folder, taken.intake, Sleeper.THREAD, 3);
        assertThatThrownBy(() -> source.run(output))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("holds more than 3 pictures: move old ones elsewhere");
    }

    private void before(Step nextLook) {
        steps.add(nextLook);
    }

    private void rest(int looks) {
        for (int i = 0; i < looks; i++) {
            steps.add(() -> {});
        }
    }

    /** Until there is nothing left to do. */
    private void run() throws SourceException {
        FolderSource source = new FolderSource(settings(folder), folder, taken.intake, this::next, 100);
        try {
            source.run(output);
        } catch (InterruptedException e) {
            assertThat(steps).isEmpty();
        }
    }

    private void next(long millis) throws InterruptedException {
        Step step = steps.poll();
        if (step == null) {
            throw new InterruptedException();
        }
        try {
            step.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String name, byte[] bytes, long ageMillis) throws IOException {
        Path file = Files.write(folder.resolve(name), bytes);
        Files.setLastModifiedTime(file, FileTime.fromMillis(NOW - ageMillis));
    }

    private static StillSourceSettings settings(Path folder) {
        return TakenStills.settings(new StillOrigin.Folder(folder));
    }
}
