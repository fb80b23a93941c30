package vigie.protocol.document;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import vigie.protocol.Place;
import vigie.sensor.SensorInfo;

/**
 * Writes series as CSV (RFC 4180) in UTF-8, a row a point: {@code time,epoch_ms,sensor,value,unit,name}, or with
 * {@code min,max,mean,count} in place of the value. Every row says unit and name, so that a row means the same wherever it is
 * moved to. A unit not known, and a mean that is no number, are empty.
 */
public final class CsvSeriesWriter implements SeriesWriter {
    private static final byte[] NOTHING = {};

    private final TextBuffer out;
    /** What stands between the numbers of each row of this series, and behind them. */
    private byte[] sensor = NOTHING;

    private byte[] described = NOTHING;

    public CsvSeriesWriter(OutputStream out) {
        this.out = new TextBuffer(out);
    }

    @Override
    public void begin(long from, long to, long width, Place kept) throws IOException {
        out.add("time,epoch_ms,sensor,")
                .add(width == 0 ? "value" : "min,max,mean,count")
                .add(",unit,name")
                .add(CsvText.END);
    }

    @Override
    public void series(SensorInfo info) {
        String unit = info.unit() == null ? "" : info.unit();
        sensor = utf8("," + CsvText.field(info.id().toString()) + ",");
        described = utf8("," + CsvText.field(unit) + "," + CsvText.field(info.name()) + CsvText.END);
    }

    @Override
    public void reading(long epochMillis, double value) throws IOException {
        beginRow(epochMillis);
        out.add(value).add(described);
    }

    @Override
    public void bucket(long start, double min, double max, double mean, long count) throws IOException {
        beginRow(start);
        out.add(min).add(',').add(max).add(',');
        if (Double.isFinite(mean)) {
            out.add(mean);
        }
        out.add(',').add(count).add(described);
    }

    @Override
    public void end() throws IOException {
        out.flush();
    }

    private void beginRow(long epochMillis) throws IOException {
        out.addTime(epochMillis).add(',').add(epochMillis).add(sensor);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
