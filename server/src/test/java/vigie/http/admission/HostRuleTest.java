package vigie.http.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostRuleTest {
    private final HostRule rule = new HostRule(
            OwnNames.of("Pump-Station", "gw.plant.example"), List.of("vigie.example.org", "*.lab.example", "*"));
    private final HostRule strict = new HostRule(OwnNames.of("Pump-Station", "gw.plant.example"), List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "localhost:8080",
                "LocalHost:8080",
                "localhost.",
                "localhost.:8080",
                "localhost:",
                "vigie.localhost",
                "127.0.0.1",
                "127.0.0.1:8080",
                "127.0.0.1.",
                "192.168.1.20:80",
                "255.255.255.255",
                "[::1]",
                "[::1]:8080",
                "[2001:DB8::7]:8080",
                "[::ffff:127.0.0.1]",
                "pump-station",
                "PUMP-STATION:8080",
                "pump-station.local",
                "Pump-Station.Local.:8080",
                "gw",
                "gw.local",
                "gw.plant.example",
                "gw.plant.example.:1"
            })
    void localhost_addresses_andOwnNames_areAnswered(String host) {
        assertThat(strict.permits(host)).as(host).isTrue();
        assertThat(rule.permits(host)).as(host).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                ":",
                ":8080",
                "..",
                "evil.example",
                "evil.example:8080",
                "localhost.evil.example",
                "evil-localhost",
                "localhostevil",
                ".localhost",
                "evil..localhost",
                "127.0.0.1.evil.example",
                "127.0.0.1.nip.io",
                "127.0.0.1..",
                "127.0.0.1:8080.evil.example",
                "127.0.0.1:8080:8080",
                "127.0.0.1:port",
                "127.0.0.1:-1",
                "127.0.0.1:123456",
                "127.0.0.1@evil.example",
                "evil.example@127.0.0.1",
                "user:word@127.0.0.1",
                "127.0.0.1 evil.example",
                "127.0.0.1\tevil.example",
                "127.0.0.1,evil.example",
                "evil.example,127.0.0.1",
                "127.0.0.1/",
                "127.0.0.1/evil",
                "127.0.0.1?x",
                "127.0.0.1#x",
                "127.0.0.1\\evil",
                "127.0.0.1%00",
                "127.0.0.1\0",
                "%31%32%37.0.0.1",
                "localhost%2eevil.example",
                "http://127.0.0.1",
                "2130706433.",
                "0x7f.0.0.1",
                "0177.0.0.01",
                "127.1",
                "127.0.1",
                "127.0.0.256",
                "127.0.0.01",
                "1.2.3.4.5",
                "127.0.0.1。",
                "１２７.0.0.1",
                "[::1",
                "::1",
                "::1]",
                "[]",
                "[:]",
                "[::1]evil",
                "[::1].evil.example",
                "[::1]:8080x",
                "[::1%25eth0]",
                "[::1%eth0]",
                "[127.0.0.1]",
                "[evil.example]",
                "[[::1]]",
                "[::g]",
                "[1:2:3:4:5:6:7:8:9]",
                "pump-station.evil.example",
                "evil.pump-station",
                "pump-station.local.evil.example",
                "evil.local",
                "plant.example",
                "other.plant.example",
                "null",
                "*"
            })
    void everythingElse_isNot(String host) {
        assertThat(strict.permits(host)).as(host).isFalse();
    }

    @Test
    void decimalNumber_isNoAddress() {
        assertThat(strict.permits("2130706433")).isFalse();
        assertThat(strict.permits("0x7f000001")).isFalse();
    }

    @Test
    void listedNames_areAnswered_andAStarIsOnePart() {
        assertThat(rule.permits("vigie.example.org")).isTrue();
        assertThat(rule.permits("VIGIE.example.org.:443")).isTrue();
        assertThat(rule.permits("a.lab.example")).isTrue();
        assertThat(rule.permits("intranet")).isTrue();
        assertThat(rule.permits("a.b.lab.example")).isFalse();
        assertThat(rule.permits("lab.example")).isFalse();
        assertThat(rule.permits("vigieXexample.org")).isFalse();
        assertThat(rule.permits("evil.example.org")).isFalse();
    }

    @Test
    void whatCanBeListed() {
        assertThat(List.of("a", "a.b.", "*.a", "*", "a_b-c.d")).allMatch(HostRule::canBeListed);
        assertThat(List.of("", ".", "a:80", "http://a", "a b", "a/b", "**", "a*", "[::1]"))
                .noneMatch(HostRule::canBeListed);
    }

    @Test
    void namesOfThisMachine_areKnown() {
        assertThat(OwnNames.ofThisMachine().now()).isNotEmpty().allMatch(name -> !name.isBlank());
    }
}
