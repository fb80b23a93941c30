package vigie.source.serial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import vigie.sensor.SourceState;
import vigie.sensor.SourceStatus;
import vigie.source.Backoff;
import vigie.source.SourceException;
import vigie.source.SourceOutput;
import vigie.source.SourceSupervisor;

class SerialSourceTest {
    private static final SerialPorts NO_PORTS = List::of;
    private static final SerialPortInfo UNO =
            new SerialPortInfo("/dev/ttyACM7", "ttyACM7", "Arduino Uno", "2341", "0043", "7573");

    @RegisterExtension
    final PseudoTerminal terminal = new PseudoTerminal();

    private final FakeOutput output = new FakeOutput();
    private final List<SourceStatus> told = new CopyOnWriteArrayList<>();
    private final List<SourceSupervisor> supervisors = new ArrayList<>();

    @AfterEach
    void close() {
        supervisors.forEach(SourceSupervisor::close);
    }

    @Test
    void run_deviceSpeaks_itsBytesArrive() throws Exception {
        start(SerialSettings.of("bench", terminal.path()));
        await().until(() -> output.opened == 1);
        terminal.write("temperature:21.5\r\n");
        await().until(() -> output.text().equals("temperature:21.5\r\n"));
        assertThat(output.quiet).isZero();
    }

    @Test
    void run_nothingComesForASecond_isQuietSoThatTheNextByteBeginsALine() throws Exception {
        start(SerialSettings.of("bench", terminal.path()));
        await().until(() -> output.quiet > 0);
        terminal.write("x:1\n");
        await().until(() -> output.text().equals("x:1\n"));
    }

    @Test
    void run_unpluggedAndBack_saysSoAndGoesOn() throws Exception {
        start(SerialSettings.of("bench", terminal.path()));
        await().until(() -> output.opened == 1);
        terminal.unplug();
        await().until(() -> last().state() == SourceState.LOST);
        assertThat(told)
                .filteredOn(status -> status.state() == SourceState.LOST)
                .first()
                .extracting(SourceStatus::cause)
                .isEqualTo(terminal.path() + " was unplugged");
        terminal.plug();
        await().until(() -> output.opened == 2);
        terminal.write("back\n");
        await().until(() -> output.text().equals("back\n"));
        assertThat(last().state()).isEqualTo(SourceState.LIVE);
    }

    @Test
    void returned_onlyAfterItWasSeenMissing() throws Exception {
        SerialSource source = source(SerialSettings.of("bench", terminal.path()), NO_PORTS);
        assertThat(source.returned()).isFalse();
        terminal.unplug();
        assertThat(source.returned()).isFalse();
        terminal.plug();
        assertThat(source.returned()).isTrue();
        assertThat(source.returned()).isFalse();
    }

    @Test
    void run_rubbish_arrivesAsItIs() throws Exception {
        byte[] rubbish = new byte[50_000];
        new Random(7).nextBytes(rubbish);
        start(SerialSettings.of("bench", terminal.path()).withBaud(9600));
        await().until(() -> output.opened == 1);
        terminal.write(rubbish);
        await().until(() -> output.size() == rubbish.length);
        assertThat(output.bytes()).isEqualTo(rubbish);
    }

    @Test
    void run_noSuchPort_saysWhichThereAre() {
        assertThatThrownBy(() -> source(SerialSettings.of("bench", "/dev/ttyNONE0"), () -> List.of(UNO))
                        .run(output))
                .isInstanceOf(SourceException.class)
                .hasMessage("there is no port /dev/ttyNONE0 (ports: /dev/ttyACM7)");
        assertThatThrownBy(() ->
                        source(SerialSettings.of("bench", "ttyNONE0"), NO_PORTS).run(output))
                .hasMessage("there is no port ttyNONE0 (ports: none)");
    }

    @Test
    void run_portAppearsLater_isOpened() throws Exception {
        terminal.unplug();
        start(SerialSettings.of("bench", terminal.path()));
        await().until(() -> last().state() == SourceState.LOST);
        assertThat(last().cause()).startsWith("there is no port " + terminal.path());
        terminal.plug();
        await().until(() -> last().state() == SourceState.LIVE);
    }

    @Test
    void run_namedByDescription_isFound() throws Exception {
        SerialPortInfo named = new SerialPortInfo(terminal.path(), "port", "Oven Board", null, null, null);
        SerialSource source = source(SerialSettings.of("bench", "oven board"), () -> List.of(UNO, named));
        start(source);
        await().until(() -> output.opened == 1);
    }

    @Test
    void run_descriptionOfSeveral_saysWhich() {
        SerialPortInfo second = new SerialPortInfo("/dev/ttyACM8", "ttyACM8", "Arduino Uno", "2341", "0043", null);
        assertThatThrownBy(() -> source(SerialSettings.of("bench", "Arduino Uno"), () -> List.of(UNO, second))
                        .run(output))
                .hasMessageContaining("several ports are called Arduino Uno: /dev/ttyACM7, /dev/ttyACM8");
    }

    @Test
    void run_openElsewhereInVigie_isBusy() throws Exception {
        start(SerialSettings.of("bench", terminal.path()));
        await().until(() -> output.opened == 1);
        assertThatThrownBy(() -> source(SerialSettings.of("other", terminal.path()), NO_PORTS)
                        .run(new FakeOutput()))
                .isInstanceOf(SourceException.class)
                .hasMessage(terminal.path() + " is busy: another source of this Vigie has it open");
    }

    @Test
    void run_notASerialPort_saysSo(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("notes.txt"), "hello");
        assertThatThrownBy(() -> source(SerialSettings.of("bench", file.toString()), NO_PORTS)
                        .run(output))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void holders_portOfSocat_isFoundByName() {
        assertThat(PortHolders.of(Path.of(terminal.path())))
                .extracting(PortHolders.Holder::program)
                .contains("socat");
    }

    @Test
    void detail_saysPortAndSpeed_andTheFrameWhenUnusual() {
        SerialSettings settings = SerialSettings.of("bench", "/dev/ttyUSB0");
        assertThat(source(settings, NO_PORTS).detail()).isEqualTo("/dev/ttyUSB0 · 115200 baud");
        assertThat(source(settings.withDataBits(7), NO_PORTS).detail()).endsWith(" 7N1");
        assertThat(source(settings, NO_PORTS).name()).isEqualTo("bench");
    }

    private SourceStatus last() {
        return told.get(told.size() - 1);
    }

    private void start(SerialSettings settings) {
        start(source(settings, NO_PORTS));
    }

    private void start(SerialSource source) {
        SourceSupervisor supervisor =
                new SourceSupervisor("bench", source, output, told::add, Backoff.DEFAULT, Clock.systemUTC());
        supervisors.add(supervisor);
        supervisor.start();
    }

    private static SerialSource source(SerialSettings settings, SerialPorts ports) {
        return new SerialSource(settings, ports, Clock.systemUTC());
    }

    private static final class FakeOutput implements SourceOutput {
        private final ByteArrayOutputStream received = new ByteArrayOutputStream();
        private volatile int opened;
        private volatile int quiet;

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate")
        public void opened(boolean midLine) {
            assertThat(midLine).isTrue();
            opened++;
        }

        @Override
        public void bytes(byte[] bytes, int offset, int length, long arrivalMillis) {
            received.write(bytes, offset, length);
        }

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate")
        public void quiet() {
            quiet++;
        }

        byte[] bytes() {
            return received.toByteArray();
        }

        int size() {
            return received.size();
        }

        String text() {
            return received.toString(StandardCharsets.UTF_8);
        }
    }
}
