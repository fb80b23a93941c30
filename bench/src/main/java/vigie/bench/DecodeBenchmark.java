package vigie.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import vigie.decode.Decoder;
import vigie.decode.DecoderOutput;
import vigie.decode.line.format.DecoderFormat;

/** One line to readings, per format, from pieces of the size a port delivers. */
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DecodeBenchmark {
    private static final int LINES = 1_000;
    private static final int PIECE = 4_096;

    /** The format; {@code auto} is fed lines of pairs. */
    @Param({"json", "pairs", "csv", "teleplot", "auto"})
    public String format = "json";

    private byte[] bytes = {};
    private Decoder decoder = DecoderFormat.AUTO.create();
    private final Sum sum = new Sum();

    /** Writes the lines. */
    @Setup
    public void lines() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < LINES; i++) {
            text.append(String.format(Locale.ROOT, pattern(), 20 + i % 7, i % 100));
        }
        bytes = text.toString().getBytes(UTF_8);
        decoder = DecoderFormat.parse(format).create();
    }

    /** Decodes all lines. */
    @Benchmark
    @OperationsPerInvocation(LINES)
    public double line() {
        for (int at = 0; at < bytes.length; at += PIECE) {
            decoder.decode(bytes, at, Math.min(PIECE, bytes.length - at), 0, sum);
        }
        return sum.value;
    }

    private String pattern() {
        return switch (format) {
            case "json" -> "{\"temperature\":%d.%d,\"humidity\":40.1}\n";
            case "csv" -> "%d.%d,40.1\n";
            case "teleplot" -> ">temperature:%d.%d§°C|g\n";
            default -> "temperature:%d.%d,humidity:40.1\n";
        };
    }

    /** Takes the readings, so that they are not optimised away. */
    private static final class Sum implements DecoderOutput {
        private double value;

        @Override
        public void channel(int channel, String name, @Nullable String unit) {}

        @Override
        public void reading(int channel, long epochMillis, double reading) {
            value += reading;
        }
    }
}
