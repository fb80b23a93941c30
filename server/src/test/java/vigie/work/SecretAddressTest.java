package vigie.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretAddressTest {
    @ParameterizedTest
    @CsvSource({
        "http://camera.local/snapshot.jpg, http://camera.local/snapshot.jpg",
        "http://192.168.1.7:8080/cgi-bin/snapshot.cgi, http://192.168.1.7:8080/cgi-bin/snapshot.cgi",
        "http://cam/ISAPI/Streaming/channels/101/picture, http://cam/ISAPI/Streaming/channels/101/picture",
        "http://cam/axis-cgi/jpg/image.cgi?resolution=640x480, http://cam/axis-cgi/jpg/image.cgi?resolution=…",
        "http://admin:geheim@cam/now.jpg, http://…@cam/now.jpg",
        "http://admin@cam/now.jpg, http://…@cam/now.jpg",
        "http://a:b@c:d@cam/now.jpg, http://…@cam/now.jpg",
        "http://cam/s.cgi?user=admin&pwd=geheim, http://cam/s.cgi?user=…&pwd=…",
        "http://cam/s.cgi?9f86d081884c7d65, http://cam/s.cgi?…",
        "http://cam/api/camera_proxy/camera.front?token=9f86d081, http://cam/api/camera_proxy/camera.front?token=…",
        "http://cam/token/geheim/now.jpg, http://cam/token/…/now.jpg",
        "http://cam/9f86d081884c7d659a2feaa0c55ad015/now.jpg, http://cam/…/now.jpg",
        "http://cam/now.jpg;sid=1f, http://cam/…",
        "http://cam/now.jpg#geheim, http://cam/now.jpg#…",
        "http://cam/%67eheim, http://cam/…",
        "https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXX, https://hooks.slack.com/services/…/…/…",
        "https://api.telegram.org/bot110201543:AAHdqTcv/sendMessage, https://api.telegram.org/…/sendMessage",
        "http://[::1]:80/x, http://[::1]:80/x",
        "mailto:anne:geheim@cam, …@cam",
        "not an address, not an address",
    })
    void secrets_areHidden_andTheRestStays(String address, String shown) {
        assertThat(SecretAddress.shown(address)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:9000/hook?secret=1, http://127.0.0.1:9000/hook",
        "https://hooks.slack.com/services/T0/B0/xoxb, https://hooks.slack.com/services/…",
        "https://discord.com/api/webhooks/12/geheim, https://discord.com/api/…",
        "https://ha.local/6b86b273ff34fce1, https://ha.local/…",
        "https://ha.local, https://ha.local",
        "https://ha.local/hook/, https://ha.local/hook/",
    })
    void ofAWebhook_theFirstStepOfThePathStays(String address, String shown) {
        assertThat(new SecretAddress(URI.create(address)).shownBriefly()).isEqualTo(shown);
    }

    @Test
    void messagesOfLibraries_showNone() {
        SecretAddress address = new SecretAddress(URI.create("http://anne:geheim@cam/9f86d081884c/x?key=p%20ssw"));
        assertThat(address.hideIn("unsupported URI http://anne:geheim@cam/9f86d081884c/x?key=p%20ssw moved to"
                        + " https://other/api?token=abcd1234 and geheim, p ssw or 9f86d081884c is wrong"))
                .isEqualTo("unsupported URI http://…@cam/…/x?key=… moved to https://other/api?token=… and …, … or … is"
                        + " wrong");
        assertThat("" + address).doesNotContain("geheim");
    }
}
