package vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import vigie.config.ConfigReader;
import vigie.config.Overrides;
import vigie.config.VigieConfig;

/** What {@code docs/alarms.md} shows is what works. */
class TestRulesCommandTest {
    private static final Path PAGE = Path.of("..", "docs", "alarms.md");

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void documentedTests_pass_0() throws Exception {
        assertThat(run(documented("tests:"))).isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        "PASS  the oven gets hot",
                        "PASS  a short peak is no alarm",
                        "PASS  somebody calibrates",
                        "PASS  ten minutes of the simulated boiler",
                        "4 tests, all passed");
    }

    @Test
    void failure_saysWhatWasExpectedAndWhatHappenedWhen_1() throws Exception {
        assertThat(run(documented("tests:").replace("at: 13s", "at: 12s"))).isEqualTo(1);
        assertThat(out.toString())
                .contains("FAIL  the oven gets hot")
                .contains("at 12s oven-hot on bench/temperature: expected raised, was pending")
                .contains("13s  alarm-raised  oven-hot  bench/temperature  Oven 290 °C: above 280 °C")
                .contains("4 tests, 1 failed");
    }

    @Test
    void wrongFile_saysWhere_2() throws Exception {
        assertThat(run("tests:\n  - { nmae: x }\n")).isEqualTo(2);
        assertThat(err.toString()).contains("rules.yaml:2:5: name: missing");
    }

    @Test
    void documentedRulesAndWebhooks_areRight() throws Exception {
        Path file = Files.writeString(
                folder.resolve("vigie.yaml"),
                documented("alarms:\n  - { sensor: bench/temperature, above") + documented("webhooks:"));
        VigieConfig config = new ConfigReader("vigie test", Overrides.NONE).read(file);
        assertThat(config.alarms()).hasSize(5);
        assertThat(config.webhooks()).hasSize(1);
    }

    private int run(String yaml) throws Exception {
        Path file = Files.writeString(folder.resolve("rules.yaml"), yaml);
        return new CommandLine(new TestRulesCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(file.toString());
    }

    /** The first block of YAML on the page that contains this. */
    private static String documented(String text) throws Exception {
        List<String> blocks = Stream.of(Files.readString(PAGE).split("```"))
                .filter(block -> block.startsWith("yaml\n"))
                .map(block -> block.substring("yaml\n".length()))
                .toList();
        return blocks.stream().filter(block -> block.contains(text)).findFirst().orElseThrow();
    }
}
