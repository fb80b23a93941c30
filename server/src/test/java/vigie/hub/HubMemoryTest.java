package vigie.hub;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import vigie.ChildJava;

/** The hub when there is no memory. */
final class HubMemoryTest {
    @Test
    void memoryRunsOutAnywhere_nothingIsHalfDone_andNothingTakenIsLost() throws Exception {
        assertThat(ChildJava.said(HubWithoutMemory.class, "-Xmx12m"))
                .startsWith("ran out ")
                .doesNotContain(" 0 times");
    }
}
