package vigie.source.serial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class SerialSettingsTest {
    private final SerialSettings settings = SerialSettings.of("bench", "/dev/ttyUSB0");

    @Test
    void defaults_are115200Baud8N1() {
        assertThat(settings.baud()).isEqualTo(115_200);
        assertThat(settings.frame()).isEqualTo("8N1");
        assertThat(settings.format()).isEqualTo("auto");
    }

    @Test
    void wrongValues_areRefusedWithWhatWasExpected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings.withBaud(0))
                .withMessageStartingWith("baud: 0 (expected: 50 to 12000000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings.withDataBits(9))
                .withMessage("data-bits: 9 (expected: 5, 6, 7 or 8)");
        assertThatIllegalArgumentException().isThrownBy(() -> SerialSettings.of("a b", "/dev/ttyUSB0"));
        assertThatIllegalArgumentException().isThrownBy(() -> SerialSettings.of("bench", " "));
    }
}
