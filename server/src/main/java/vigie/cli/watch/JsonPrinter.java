package vigie.cli.watch;

import java.io.PrintStream;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import vigie.client.LiveListener;
import vigie.client.LiveStill;
import vigie.sensor.PrintableText;

/** Prints a live session for programs: one message a line, as it came but for what a terminal would obey, which is escaped. News of the connection go to the error stream. */
public final class JsonPrinter implements LiveListener {
    private final PrintStream out;
    private final PrintStream err;

    public JsonPrinter(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public void message(String text, JsonNode message) {
        out.println(PrintableText.json(text));
        out.flush();
    }

    /** What stands before its bytes. */
    @Override
    public void still(LiveStill still) {
        out.println(PrintableText.json(still.header().toString()));
        out.flush();
    }

    @Override
    public void disconnected(String cause, Duration retryIn) {
        err.println("disconnected: " + PrintableText.line(cause) + "; trying again in " + retryIn.toMillis() / 1000.0
                + " s");
    }

    @Override
    public void refused(String cause) {
        err.println("vigie watch: " + PrintableText.line(cause));
    }
}
