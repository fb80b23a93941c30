package vigie.source.serial;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MachinePortsTest {
    @Test
    void list_namesOnlyPortsThatExist() {
        assertThat(SerialPorts.ofThisMachine().list())
                .allMatch(port -> Files.exists(Path.of(port.path())))
                .allMatch(port -> !port.name().isEmpty());
    }
}
