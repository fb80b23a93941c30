package vigie.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import vigie.alarm.trial.TrialFeed;
import vigie.decode.line.format.DecoderFormat;
import vigie.source.replay.ReplaySettings;
import vigie.work.Durations;

/** Reads what a trial plays: {@code readings}, a {@code recording}, a {@code simulated} device. */
final class TrialFeedReader {
    private TrialFeedReader() {}

    /**
     * All of them.
     *
     * @param folder where recordings are looked for
     */
    static List<TrialFeed> feeds(Section test, Path folder) throws ConfigException {
        List<TrialFeed> feeds = new ArrayList<>();
        points(test.section("readings"), feeds);
        if (test.has("recording")) {
            Section recording = test.section("recording");
            feeds.add(recording.make(() -> recording(recording, folder)));
            recording.requireNothingElse();
        }
        if (test.has("simulated")) {
            Section simulated = test.section("simulated");
            simulated(simulated, feeds);
            simulated.requireNothingElse();
        }
        return feeds;
    }

    private static void points(Section readings, List<TrialFeed> feeds) throws ConfigException {
        for (String sensor : readings.names()) {
            List<TrialFeed.Point> points = new ArrayList<>();
            for (Node item : readings.items(sensor)) {
                points.add(point(item));
            }
            feeds.add(readings.make(() -> new TrialFeed.Points(TrialFields.sensorId("readings", sensor), points)));
        }
    }

    private static TrialFeed.Point point(Node item) throws ConfigException {
        if (item instanceof Node.Items pair
                && pair.items().size() == 2
                && pair.items().get(0) instanceof Node.Text time
                && pair.items().get(1) instanceof Node.Text value) {
            try {
                return new TrialFeed.Point(Durations.parse(time.text()).toMillis(), Double.parseDouble(value.text()));
            } catch (IllegalArgumentException e) {
                throw item.place()
                        .problem("readings: [" + time.text() + ", " + value.text()
                                + "] (expected: a time and a value, such as [10s, 290])");
            }
        }
        throw item.place().problem("readings (expected: a time and a value each, such as [[0s, 20], [10s, 290]])");
    }

    private static TrialFeed recording(Section section, Path folder) throws ConfigException {
        return new TrialFeed.Recording(new ReplaySettings(
                section.requiredText("source", "the id its sensors begin with, such as bench"),
                null,
                file(section, folder),
                DecoderFormat.parse(section.text("format", DecoderFormat.AUTO.word()))
                        .word(),
                1,
                false));
    }

    private static Path file(Section section, Path folder) throws ConfigException {
        String expected = "a recording or a file of device output";
        return folder.resolve(SettingsFile.path("file", section.requiredText("file", expected), expected));
    }

    private static void simulated(Section section, List<TrialFeed> feeds) throws ConfigException {
        Duration lasts = section.duration("lasts", Duration.ofMinutes(10));
        for (SourceConfig source : SourceReader.simulated(section)) {
            if (source instanceof SourceConfig.Simulated simulated) {
                feeds.add(new TrialFeed.Simulated(simulated.settings(), lasts));
            }
        }
    }
}
