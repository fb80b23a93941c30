package vigie.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vigie.sensor.PrintableText;
import vigie.source.SourceException;
import vigie.source.SourceOutput;
import vigie.source.replay.RecordingHeader;
import vigie.source.replay.RecordingWriter;
import vigie.source.serial.SerialPorts;
import vigie.source.serial.SerialSettings;
import vigie.source.serial.SerialSource;

/** {@code vigie record}: writes down what a serial port says, to be replayed. */
@Command(
        name = "record",
        description = "Write down what a serial port says, until interrupted; play it with a source of type replay.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class RecordCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "PORT", description = "The port, by path or name; vigie ports lists them.")
    private String port;

    @Parameters(index = "1", paramLabel = "FILE", description = "A new file.")
    private Path file;

    @Option(names = "--baud", description = "Its speed. Default: ${DEFAULT-VALUE}", defaultValue = "115200")
    private int baud;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        if (Files.exists(file)) {
            err.println(PrintableText.line("vigie record: " + file + " exists already (expected: a new file)"));
            return 2;
        }
        SerialSettings settings;
        try {
            settings = SerialSettings.of("record", port).withBaud(baud);
        } catch (IllegalArgumentException e) {
            err.println(PrintableText.line("vigie record: " + e.getMessage()));
            return 2;
        }
        try (RecordingWriter writer = RecordingWriter.create(
                file, new RecordingHeader(Clock.systemUTC().instant(), port, baud))) {
            err.println(PrintableText.line("recording " + port + " to " + file + "; end with Ctrl+C"));
            new SerialSource(settings, SerialPorts.ofThisMachine(), Clock.systemUTC()).run(new Recorder(writer));
            return 0;
        } catch (SourceException e) {
            err.println(PrintableText.line("vigie record: " + e.getMessage()));
            return 1;
        } catch (IOException | UncheckedIOException e) {
            err.println(PrintableText.line("vigie record: " + file + ": cannot be written: " + e.getMessage()));
            return 1;
        }
    }

    private record Recorder(RecordingWriter writer) implements SourceOutput {
        @Override
        public void opened(boolean midLine) {}

        @Override
        public void bytes(byte[] bytes, int offset, int length, long arrivalMillis) {
            try {
                writer.write(bytes, offset, length, arrivalMillis);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void quiet() {}
    }
}
