package vigie.bench;

import java.io.ByteArrayOutputStream;
import java.util.concurrent.TimeUnit;
import java.util.zip.Deflater;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import vigie.protocol.WireFormat;
import vigie.protocol.message.MessageWriter;

/** What is done once per tick and view, however many share it: one update as bytes, and the same deflated. */
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class MessageBenchmark {
    private static final long TIME = 1_763_875_200_223L;

    /** How it is spelt. */
    @Param({"JSON", "CBOR"})
    public WireFormat format = WireFormat.JSON;

    /** Readings in the update, each of another sensor. */
    @Param({"20", "1000"})
    public int readings = 20;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 17);
    private final byte[] deflated = new byte[1 << 17];
    private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    private MessageWriter writer = new MessageWriter(format);
    private String[] ids = {};
    private double[] values = {};
    private long seq;

    /** Names the sensors. */
    @Setup
    public void name() {
        writer = new MessageWriter(format);
        ids = new String[readings];
        values = new double[readings];
        for (int i = 0; i < readings; i++) {
            ids[i] = Contenders.SOURCE + "/c" + i;
            values[i] = (4_000 + i * 37 % 2_000) / 100.0;
        }
    }

    /** The message. */
    @Benchmark
    public int written() {
        write();
        return bytes.size();
    }

    /** The message, and compressed without a context, as for permessage-deflate (RFC 7692). */
    @Benchmark
    public int deflated() {
        write();
        deflater.reset();
        deflater.setInput(bytes.toByteArray());
        return deflater.deflate(deflated, 0, deflated.length, Deflater.SYNC_FLUSH);
    }

    /** Gives the compressor's memory back. */
    @TearDown
    public void end() {
        deflater.end();
    }

    private void write() {
        bytes.reset();
        writer.update(bytes, ++seq, TIME + seq, 0, sink -> {
            for (int i = 0; i < readings; i++) {
                sink.reading(ids[i], TIME + seq, values[i]);
            }
        });
    }
}
