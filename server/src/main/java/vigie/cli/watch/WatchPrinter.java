package vigie.cli.watch;

import java.io.PrintStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import vigie.client.LiveListener;
import vigie.client.LiveStill;
import vigie.sensor.PrintableText;

/** Prints a live session for people: a line a reading, and a line for whatever else happens. */
public final class WatchPrinter implements LiveListener {
    private static final String RED = "\u001b[31m";
    private static final String YELLOW = "\u001b[33m";
    private static final String GREEN = "\u001b[32m";
    private static final String PLAIN = "\u001b[0m";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

    private final PrintStream out;
    private final PrintStream err;
    private final boolean colours;
    private final ZoneId zone;
    private final Map<String, String> units = new HashMap<>();

    /**
     * @param out readings and changes go here
     * @param err news of the connection go here
     * @param colours whether both understand ANSI colours
     * @param zone times are printed for it
     */
    public WatchPrinter(PrintStream out, PrintStream err, boolean colours, ZoneId zone) {
        this.out = out;
        this.err = err;
        this.colours = colours;
        this.zone = zone;
    }

    @Override
    public void connected() {
        err.println(coloured(GREEN, "connected"));
    }

    @Override
    public void disconnected(String cause, Duration retryIn) {
        err.println(coloured(
                RED,
                "disconnected: " + PrintableText.line(cause) + "; trying again in " + retryIn.toMillis() / 1000.0
                        + " s"));
    }

    @Override
    public void refused(String cause) {
        err.println(coloured(RED, "vigie watch: " + PrintableText.line(cause)));
    }

    @Override
    public void message(String text, JsonNode message) {
        switch (text(message.path("type"))) {
            case "welcome" -> welcome(message);
            case "sensor" -> remember(message);
            case "update", "backfill" -> readings(message);
            case "status" -> status(message, text(message.path("sensor")), message.path("status"));
            case "source" -> status(message, "source " + text(message.path("id")), message.path("state"));
            case "event" -> event(message);
            case "problem" -> err.println(coloured(RED, text(message.path("message"))));
            default -> {}
        }
    }

    @Override
    public void still(LiveStill still) {
        JsonNode header = still.header();
        String measures =
                header.path("columns").asInt(0) + " × " + header.path("rows").asInt(0);
        if (header.path("skipped").asLong(0) > 0) {
            err.println(coloured(
                    YELLOW,
                    header.path("skipped").asLong() + " stills of " + PrintableText.line(still.sensor())
                            + " left out: this client is too slow"));
        }
        out.println(time(still.epochMillis()) + "  " + PrintableText.line(still.sensor()) + "  "
                + PrintableText.line(still.media()) + ", " + measures + ", " + still.bytes().length + " bytes"
                + range(header));
        out.flush();
    }

    private static String range(JsonNode header) {
        return header.path("low").isNumber()
                ? ", " + text(header.path("low")) + " to "
                        + text(header.path("high"))
                        + suffix(text(header.path("unit")))
                : "";
    }

    private void welcome(JsonNode welcome) {
        welcome.path("troubles").forEach(this::trouble);
        for (JsonNode sensor : welcome.path("sensors")) {
            remember(sensor);
            if (!"live".equals(text(sensor.path("status")))) {
                status(sensor, text(sensor.path("id")), sensor.path("status"));
            }
        }
    }

    private void remember(JsonNode sensor) {
        units.put(text(sensor.path("id")), text(sensor.path("unit")));
    }

    private void readings(JsonNode message) {
        if (message.path("complete").isBoolean() && !message.path("complete").asBoolean()) {
            err.println(coloured(
                    YELLOW, "the server's memory does not reach back to where we were: readings are missing here"));
        }
        if (message.path("thinned").asLong(0) > 0) {
            err.println(
                    coloured(YELLOW, message.path("thinned").asLong() + " updates left out: this client is too slow"));
        }
        for (JsonNode reading : message.path("readings")) {
            String sensor = text(reading.path(0));
            out.println(time(reading.path(1).asLong()) + "  " + sensor + "  "
                    + BigDecimal.valueOf(reading.path(2).asDouble()).toPlainString()
                    + suffix(units.getOrDefault(sensor, "")));
        }
        out.flush();
    }

    private void status(JsonNode message, String who, JsonNode state) {
        String word = text(state);
        String cause = text(message.path("cause"));
        String colour =
                switch (word) {
                    case "live" -> GREEN;
                    case "lost" -> RED;
                    default -> YELLOW;
                };
        out.println(time(message.path("since").asLong()) + "  " + who + "  "
                + coloured(colour, word + (cause.isEmpty() ? "" : ": " + cause)));
    }

    private void trouble(JsonNode event) {
        String colour = event.path("over").asBoolean(false) ? GREEN : RED;
        out.println(time(event.path("time").asLong()) + "  " + coloured(colour, text(event.path("text"))));
    }

    private void event(JsonNode event) {
        String kind = text(event.path("kind"));
        switch (kind) {
            case "trouble" -> trouble(event);
            case "note" -> event(event, "", PLAIN);
            case "alarm-raised" -> event(event, kind, RED);
            case "source-lost" -> event(event, kind, RED);
            case "alarm-cleared", "source-back" -> event(event, kind, GREEN);
            default -> event(event, kind, YELLOW);
        }
    }

    /** What it is about, who did it, what happened, and in words. */
    private void event(JsonNode event, String kind, String colour) {
        String about = text(event.path(event.has("sensor") ? "sensor" : "source"));
        String by = text(event.path("by"));
        String what = joined(" ", text(event.path("severity")), kind);
        String text = PrintableText.line(event.path("text").asString("").replace('\n', ' '));
        out.println(joined(
                "  ",
                time(event.path("time").asLong()),
                about,
                coloured(colour, joined(": ", joined(" ", by, what), text))));
        out.flush();
    }

    /** What comes from a server is never printed otherwise. */
    private static String text(JsonNode node) {
        return PrintableText.line(node.asString(""));
    }

    private static String joined(String between, String... words) {
        return Stream.of(words).filter(word -> !word.isEmpty()).collect(Collectors.joining(between));
    }

    private String time(long epochMillis) {
        return TIME.format(Instant.ofEpochMilli(epochMillis).atZone(zone));
    }

    private static String suffix(String unit) {
        return unit.isEmpty() ? "" : " " + unit;
    }

    private String coloured(String colour, String text) {
        return colours ? colour + text + PLAIN : text;
    }
}
