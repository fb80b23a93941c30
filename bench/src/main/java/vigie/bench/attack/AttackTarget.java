package vigie.bench.attack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import vigie.bench.VigieCommand;

/** What the attacked server is set up with. All have the sensor {@code pulse/c1}, which the watcher views, and take stills. */
enum AttackTarget {
    /** Twenty sensors. */
    FEW_SENSORS(0) {
        @Override
        String settings(Path folder) {
            return VigieCommand.source("load", 20, 200);
        }
    },
    /** A thousand sensors, whose ids begin as alike as they can. */
    MANY_SENSORS(0) {
        @Override
        String settings(Path folder) {
            return VigieCommand.source("a".repeat(32), 1000, 1000);
        }
    },
    /** A small history, and 240 000 readings of the last 40 minutes in it. */
    FILLED_HISTORY(0) {
        @Override
        String settings(Path folder) throws IOException {
            return replay(folder, PAST, pastReadings()) + "history: { max-size: 10MB }\n";
        }
    },
    /** 200 sensors that cross their limit ten times a second. */
    FLAPPING_ALARMS(0) {
        @Override
        String settings(Path folder) throws IOException {
            return replay(folder, "flapping", line(200, 0) + line(200, 1)).replace("rate: max", "loop: true")
                    + "alarms:\n  - { sensor: \"flapping/*\", above: 0.5 }\n";
        }
    },
    /** Twenty sensors, and limits for one address that hold for this machine, too; it has none by default. */
    LIMITED_ADDRESSES(0) {
        @Override
        String settings(Path folder) {
            return VigieCommand.source("load", 20, 200);
        }
    },
    /** A process that may open 256 files and connections. */
    FEW_DESCRIPTORS(256) {
        @Override
        String settings(Path folder) {
            return VigieCommand.source("load", 20, 200);
        }
    };

    /** The source of the readings in {@link #FILLED_HISTORY}. */
    static final String PAST = "past";

    static final int PAST_READINGS = 240_000;
    private static final int PAST_SENSORS = 100;
    private static final int NO_LIMIT = 0;
    private static final String ADDRESS_LIMITS = ", max-share: 25, connections-per-second: 200";

    private final int descriptors;

    AttackTarget(int descriptors) {
        this.descriptors = descriptors;
    }

    /** How many files and connections the process may open; 0 for as many as the caller. */
    int descriptors() {
        return descriptors;
    }

    boolean limitsDescriptors() {
        return descriptors != NO_LIMIT;
    }

    /** Whether it has settings that older builds do not know; these are attacked without. */
    boolean isNew() {
        return this == LIMITED_ADDRESSES;
    }

    /**
     * The whole configuration.
     *
     * @param transport the setting {@code server.transport}
     * @param folder for files that sources read
     * @param limits whether with the settings that {@link #isNew} is about
     */
    String yaml(String transport, Path folder, boolean limits) throws IOException {
        return "server: { bind: 127.0.0.1, transport: " + transport + (limits && isNew() ? ADDRESS_LIMITS : "")
                + " }\nsources:\n"
                + VigieCommand.source("pulse", 1, 10) + "  - { id: oven, type: stills }\n" + settings(folder);
    }

    /** More lines under {@code sources}, and what comes after these. */
    abstract String settings(Path folder) throws IOException;

    private static String replay(Path folder, String id, String lines) throws IOException {
        Path file = Files.writeString(folder.resolve(id + ".txt"), lines);
        return "  - { id: " + id + ", type: replay, file: \"" + file + "\", format: json, rate: max }\n";
    }

    private static String pastReadings() {
        int lines = PAST_READINGS / PAST_SENSORS;
        long begin = System.currentTimeMillis() - lines * 1000L;
        return IntStream.range(0, lines)
                .mapToObj(i -> line(PAST_SENSORS, i % 97).replace("{", "{\"time\":" + (begin + i * 1000L) + ","))
                .collect(Collectors.joining());
    }

    private static String line(int sensors, int value) {
        return IntStream.range(0, sensors)
                .mapToObj(i -> "\"c" + i + "\":" + value)
                .collect(Collectors.joining(",", "{", "}\n"));
    }
}
