package vigie.protocol.document;

import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import vigie.event.AlarmStep;
import vigie.event.Event;
import vigie.event.EventKind;
import vigie.event.Happening;

/**
 * Writes events as CSV (RFC 4180) in UTF-8, a row an event. {@code about} is the sensor, the source, or what a trouble is about; what
 * an event has not is empty. One answer, one thread.
 */
public final class CsvEventWriter {
    private final TextBuffer out;

    /** Begins the answer. */
    public CsvEventWriter(OutputStream out) throws IOException {
        this.out = new TextBuffer(out);
        this.out
                .add("time,epoch_ms,id,kind,about,severity,rule,alarm,value,text,by,until_ms,over")
                .add(CsvText.END);
    }

    /** The next row. */
    public void event(Event event) throws IOException {
        Happening what = event.what();
        out.addTime(what.epochMillis())
                .add(',')
                .add(what.epochMillis())
                .add(',')
                .add(event.id());
        text(what.kind().word());
        text(what.subject());
        step(event, what.alarm());
        text(what.text());
        text(what.by());
        out.add(',');
        if (what.alarm() != null && what.alarm().untilMillis() > 0) {
            out.add(what.alarm().untilMillis());
        }
        text(what.kind() == EventKind.TROUBLE ? Boolean.toString(what.over()) : "");
        out.add(CsvText.END);
    }

    /** Everything is given to the stream, which stays open. */
    public void end() throws IOException {
        out.flush();
    }

    private void step(Event event, @Nullable AlarmStep step) throws IOException {
        if (step == null) {
            out.add(",,,,");
            return;
        }
        text(step.severity().word());
        text(step.rule());
        out.add(',').add(event.alarm()).add(',');
        if (Double.isFinite(step.value())) {
            out.add(step.value());
        }
    }

    private void text(@Nullable String text) throws IOException {
        out.add(',').add(text == null ? "" : CsvText.field(text));
    }
}
