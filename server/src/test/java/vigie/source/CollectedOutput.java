package vigie.source;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Keeps what a source delivers. One thread. */
public final class CollectedOutput implements SourceOutput {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<Long> arrivals = new ArrayList<>();
    private final List<String> calls = new ArrayList<>();

    @Override
    public void opened(boolean midLine) {
        calls.add("opened " + midLine);
    }

    @Override
    public void bytes(byte[] more, int offset, int length, long arrivalMillis) {
        bytes.write(more, offset, length);
        arrivals.add(arrivalMillis);
    }

    @Override
    public void quiet() {
        calls.add("quiet");
    }

    public byte[] bytes() {
        return bytes.toByteArray();
    }

    /** One for each piece. */
    public List<Long> arrivals() {
        return arrivals;
    }

    /** What was said besides bytes. */
    public List<String> calls() {
        return calls;
    }
}
