package vigie.decode.line;

import org.jspecify.annotations.Nullable;
import vigie.decode.Decoder;
import vigie.decode.DecoderOutput;
import vigie.decode.DecoderTally;

/**
 * The decoder of a device that speaks in lines: cuts lines, has a format read them, tells and counts. A
 * line that is not text, as at a wrong baud rate, is malformed in every format.
 */
public final class LineDecoder implements Decoder, LineSplitter.Lines {
    private final LineFormat format;
    private final LineSplitter splitter = new LineSplitter();
    private final LineReadings readings = new LineReadings(new ChannelTable());
    private final LineCounts counts = new LineCounts();
    private long arrival;
    private DecoderOutput output = NoOutput.INSTANCE;
    private volatile DecoderTally tally;

    public LineDecoder(LineFormat format) {
        this.format = format;
        this.tally = counts.tally(format.name(), readings.limit());
    }

    @Override
    public void decode(byte[] bytes, int offset, int length, long arrivalMillis, DecoderOutput out) {
        arrival = arrivalMillis;
        output = out;
        try {
            splitter.split(bytes, offset, length, this);
        } finally {
            output = NoOutput.INSTANCE;
            tally = counts.tally(format.name(), readings.limit());
        }
    }

    @Override
    public void restart(boolean midLine) {
        splitter.restart(midLine);
        format.restart();
    }

    @Override
    public DecoderTally tally() {
        return tally;
    }

    @Override
    public void line(byte[] bytes, int lineFrom, int lineTo) {
        int from = LineText.skipBlanks(bytes, lineFrom, lineTo);
        int to = LineText.trimEnd(bytes, from, lineTo);
        if (from == to) {
            return;
        }
        if (!LineText.isText(bytes, from, to)) {
            counts.malformed(bytes, from, to);
            return;
        }
        readings.begin(arrival);
        switch (format.read(bytes, from, to, readings)) {
            case DECODED -> tell();
            case NOISE -> counts.noise();
            case MALFORMED -> counts.malformed(bytes, from, to);
            case OVER_LIMIT -> {
                counts.noise();
                counts.overLimit(readings.overLimit());
            }
        }
    }

    /** First the readings: of several new names in the line, the last ones may find no room any more. */
    private void tell() {
        int told = readings.tell(output);
        counts.decoded(told, readings.skipped());
        counts.overLimit(readings.overLimit());
    }

    @Override
    public void tooLong(byte[] bytes, int from, int to) {
        counts.malformed(bytes, from, to);
    }

    @Override
    public void partial() {
        counts.partial();
    }

    /** Between calls nobody is told anything. */
    private enum NoOutput implements DecoderOutput {
        INSTANCE;

        @Override
        public void channel(int channel, String name, @Nullable String unit) {}

        @Override
        public void reading(int channel, long epochMillis, double value) {}
    }
}
