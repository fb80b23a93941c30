package vigie.protocol.document;

import java.io.IOException;
import java.io.OutputStream;
import tools.jackson.core.io.JsonStringEncoder;
import vigie.protocol.Place;
import vigie.protocol.Text;
import vigie.sensor.SensorInfo;

/**
 * Writes series as JSON: {@code {"from":…,"to":…,"bucket":60000,"kept":"EPOCH:SEQ","series":[{"sensor":"bench/temperature","name":"Oven",
 * "unit":"°C","points":[[t,min,max,mean,count],…]}]}}; readings are {@code [t,value]}. A mean that is no number is {@code null}.
 */
public final class JsonSeriesWriter implements SeriesWriter {
    private final TextBuffer out;
    private boolean anySeries;
    private boolean anyPoint;

    public JsonSeriesWriter(OutputStream out) {
        this.out = new TextBuffer(out);
    }

    @Override
    public void begin(long from, long to, long width, Place kept) throws IOException {
        out.add("{\"from\":").add(from).add(",\"to\":").add(to);
        out.add(",\"bucket\":").add(width).add(",\"kept\":\"").add(kept.toString());
        out.add("\",\"series\":[");
    }

    @Override
    public void series(SensorInfo sensor) throws IOException {
        endSeries();
        if (anySeries) {
            out.add(',');
        }
        anySeries = true;
        anyPoint = false;
        out.add("{\"sensor\":");
        quoted(sensor.id().toString());
        out.add(",\"name\":");
        quoted(sensor.name());
        if (sensor.unit() != null) {
            out.add(",\"unit\":");
            quoted(sensor.unit());
        }
        out.add(",\"points\":[");
    }

    @Override
    public void reading(long epochMillis, double value) throws IOException {
        beginPoint();
        out.add(epochMillis).add(',').add(value).add(']');
    }

    @Override
    public void bucket(long start, double min, double max, double mean, long count) throws IOException {
        beginPoint();
        out.add(start).add(',').add(min).add(',').add(max).add(',');
        if (Double.isFinite(mean)) {
            out.add(mean);
        } else {
            out.add("null");
        }
        out.add(',').add(count).add(']');
    }

    @Override
    public void end() throws IOException {
        endSeries();
        out.add("]}\n").flush();
    }

    private void beginPoint() throws IOException {
        if (anyPoint) {
            out.add(',');
        }
        anyPoint = true;
        out.add('[');
    }

    private void endSeries() throws IOException {
        if (anySeries) {
            out.add("]}");
        }
    }

    private void quoted(String text) throws IOException {
        out.add('"')
                .add(JsonStringEncoder.getInstance().quoteAsUTF8(Text.wellFormed(text)))
                .add('"');
    }
}
