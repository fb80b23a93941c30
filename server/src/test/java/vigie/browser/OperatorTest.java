package vigie.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The browser itself works, before the dashboard is blamed. */
final class OperatorTest {
    @RegisterExtension
    static final Operator operator = new Operator();

    @Test
    void operatorSeesWhatAScriptWrites() {
        Page page = operator.opens("data:text/html,<p id=p>no</p><script>p.textContent='yes'</script>");

        assertThat(page.locator("#p")).hasText("yes");
        assertThat(operator.complaints()).isEmpty();
    }

    @Test
    void screenshotIsWritten() {
        Page page = operator.opens("data:text/html,<h1>lookout</h1>");

        assertThat(operator.takesScreenshot(page, "operator-test")).isNotEmptyFile();
    }

    @Test
    void uncaughtErrorOfAScriptIsKept() {
        Page page = operator.opens(
                "data:text/html,<script>setTimeout(() => { document.title = 'thrown'; null.x })</script>");

        assertThat(page).hasTitle("thrown");
        page.evaluate("0");
        assertThat(operator.complaints()).hasSize(1);
    }
}
