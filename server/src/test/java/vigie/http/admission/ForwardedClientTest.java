package vigie.http.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForwardedClientTest {
    private static final String PROXY = "192.0.2.7";
    private final ForwardedClient rule = new ForwardedClient(List.of(PROXY, "2001:db8::7", "127.0.0.1"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "203.0.113.5|203.0.113.5",
                "203.0.113.5:4711|203.0.113.5",
                "1.1.1.1, 203.0.113.5|203.0.113.5",
                "1.1.1.1, 203.0.113.5, 192.0.2.7|203.0.113.5",
                "2001:db8:1::5|2001:db8:1:0:0:0:0:5",
                "[2001:db8:1::5]:80|2001:db8:1:0:0:0:0:5",
                "unknown|192.0.2.7",
                "203.0.113.5, unknown|192.0.2.7",
                "203.0.113.5, evil.example|192.0.2.7",
                "''|192.0.2.7",
                ",|192.0.2.7",
                "2130706433|192.0.2.7",
                "192.0.2.7|192.0.2.7"
            })
    void namedProxy_xForwardedFor_theLastThatIsNoProxyCounts(String value, String expected) {
        assertThat(of(PROXY, List.of(), List.of(value)).text()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "for=203.0.113.5|203.0.113.5",
                "For=\"203.0.113.5:4711\"|203.0.113.5",
                "for=1.1.1.1, for=203.0.113.5;proto=http;by=192.0.2.7|203.0.113.5",
                "proto=http; for=203.0.113.5|203.0.113.5",
                "for=\"[2001:db8:1::5]:4711\"|2001:db8:1:0:0:0:0:5",
                "for=_hidden|192.0.2.7",
                "by=203.0.113.5|192.0.2.7",
                "xfor=203.0.113.5|192.0.2.7"
            })
    void namedProxy_forwarded_too(String value, String expected) {
        assertThat(of(PROXY, List.of(value), List.of()).text()).isEqualTo(expected);
    }

    @Test
    void stranger_isNotBelieved() {
        assertThat(of("198.51.100.1", List.of("for=203.0.113.5"), List.of("203.0.113.5"))
                        .text())
                .isEqualTo("198.51.100.1");
    }

    @Test
    void bothHeaders_thatContradict_countAsTheProxy() {
        assertThat(of(PROXY, List.of("for=203.0.113.5"), List.of("203.0.113.6")).text())
                .isEqualTo(PROXY);
        assertThat(of(PROXY, List.of("for=203.0.113.5"), List.of("203.0.113.5")).text())
                .isEqualTo("203.0.113.5");
    }

    @Test
    void severalHeaders_areOneList() {
        assertThat(of(PROXY, List.of(), List.of("1.1.1.1", "203.0.113.5")).text())
                .isEqualTo("203.0.113.5");
    }

    @Test
    void addressesOfOneIpv6Network_haveOneShare() {
        assertThat(of(PROXY, List.of(), List.of("2001:db8:1::5")).key())
                .isEqualTo(of(PROXY, List.of(), List.of("2001:db8:1:0:ffff::9")).key())
                .isNotEqualTo(of(PROXY, List.of(), List.of("2001:db8:1:1::5")).key());
    }

    @Test
    void nameInPlaceOfAnAddress_isRefused() {
        assertThatThrownBy(() -> new ForwardedClient(List.of("proxy.example")))
                .hasMessageContaining("proxies: proxy.example (expected: an address");
    }

    private ClientAddress of(String peer, List<String> forwarded, List<String> forwardedFor) {
        try {
            return rule.of(InetAddress.getByName(peer), false, forwarded, forwardedFor);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
