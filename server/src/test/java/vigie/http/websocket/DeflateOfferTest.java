package vigie.http.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeflateOfferTest {
    private static final String ACCEPTED = "permessage-deflate; server_no_context_takeover; client_no_context_takeover";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "permessage-deflate",
                "Permessage-Deflate",
                "permessage-deflate; client_max_window_bits",
                "permessage-deflate;client_max_window_bits=10 ; server_no_context_takeover",
                "permessage-deflate; client_no_context_takeover; client_max_window_bits=\"8\"",
                "x-other; a=b, permessage-deflate",
                "permessage-deflate; server_max_window_bits=10, permessage-deflate",
            })
    void accept_whatFits(String offer) {
        assertThat(DeflateOffer.accept(List.of(offer))).isEqualTo(ACCEPTED);
    }

    @Test
    void accept_fullServerWindow_isConfirmed() {
        assertThat(DeflateOffer.accept(List.of("permessage-deflate; server_max_window_bits=15")))
                .isEqualTo(ACCEPTED + "; server_max_window_bits=15");
    }

    @Test
    void accept_inAnotherHeaderLine() {
        assertThat(DeflateOffer.accept(List.of("x-other", "permessage-deflate")))
                .isEqualTo(ACCEPTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",;,=;\"",
                "permessage-deflat",
                "permessage-deflate; server_max_window_bits=14",
                "permessage-deflate; server_max_window_bits",
                "permessage-deflate; server_max_window_bits=015",
                "permessage-deflate; client_max_window_bits=16",
                "permessage-deflate; client_max_window_bits=7",
                "permessage-deflate; client_max_window_bits=\"",
                "permessage-deflate; server_no_context_takeover=1",
                "permessage-deflate; client_max_window_bits; client_max_window_bits",
                "permessage-deflate; who_knows",
                "permessage-deflate;",
            })
    void accept_whatDoesNotFit_nothing(String offer) {
        assertThat(DeflateOffer.accept(List.of(offer))).isNull();
    }

    @Test
    void accept_endlessOffers_onlySomeAreLookedAt() {
        assertThat(DeflateOffer.accept(List.of("x,".repeat(100) + "permessage-deflate")))
                .isNull();
    }
}
