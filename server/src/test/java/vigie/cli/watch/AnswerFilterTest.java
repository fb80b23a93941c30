package vigie.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class AnswerFilterTest {
    @Test
    void anywhere_theFirstMessage() {
        assertThat(answers("hello", false, "{\"type\":\"update\"}", "x")).containsExactly("{\"type\":\"update\"}", "x");
    }

    @Test
    void live_whatComesToEveryoneIsNoAnswer() {
        assertThat(answers(
                        "{\"type\":\"dance\"}",
                        true,
                        "{\"type\":\"welcome\",\"seq\":1}",
                        "{\"type\":\"update\",\"seq\":2}",
                        "{\"type\":\"status\"}",
                        "{\"type\":\"problem\"}"))
                .containsExactly("{\"type\":\"problem\"}");
    }

    @Test
    void live_theSecondWelcomeIsTheAnswerToASubscription() {
        assertThat(answers(
                        "{\"type\":\"subscribe\"}",
                        true,
                        "{\"type\":\"welcome\",\"seq\":1}",
                        "{\"type\":\"welcome\",\"seq\":2}"))
                .containsExactly("{\"type\":\"welcome\",\"seq\":2}");
    }

    @Test
    void withRef_theMessageWithTheSame() {
        assertThat(answers(
                        "{\"type\":\"dance\",\"ref\":5}",
                        true,
                        "{\"type\":\"welcome\"}",
                        "not JSON",
                        "{\"type\":\"problem\",\"ref\":4}",
                        "{\"ref\":5,\"type\":\"problem\"}"))
                .containsExactly("{\"ref\":5,\"type\":\"problem\"}");
        assertThat(answers("{\"ref\":5}", false, "{\"ref\":5}")).hasSize(1);
        assertThat(answers("{\"ref\":\"five\"}", false, "x")).hasSize(1);
    }

    private static List<String> answers(String sent, boolean live, String... came) {
        AnswerFilter filter = new AnswerFilter(sent, live);
        return Stream.of(came).filter(filter::isAnswer).toList();
    }
}
