package vigie.load.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SuppressWarnings("AddressSelection") // Addresses, no names.
class ConnectorTest {
    private static final InetSocketAddress HERE = new InetSocketAddress("127.0.0.1", 8080);

    @ParameterizedTest
    @CsvSource({"0, 127.0.0.1", "19999, 127.0.0.1", "20000, 127.0.0.2", "45000, 127.0.0.3"})
    void moreSessionsThanPorts_areSpreadOverAddresses(int number, String source) {
        assertThat(Connector.sourceOf(number, 50_000, HERE)).isEqualTo(new InetSocketAddress(source, 0));
    }

    @Test
    void fewSessions_orAnotherMachine_comeFromWhereTheKernelSays() {
        assertThat(Connector.sourceOf(5, 20_000, HERE)).isNull();
        assertThat(Connector.sourceOf(5, 50_000, new InetSocketAddress("192.0.2.1", 8080)))
                .isNull();
        assertThat(Connector.sourceOf(5, 50_000, new InetSocketAddress("::1", 8080)))
                .isNull();
    }
}
