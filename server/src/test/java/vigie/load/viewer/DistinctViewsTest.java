package vigie.load.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vigie.load.LoadException;

class DistinctViewsTest {
    private static final List<String> FOUR = List.of("a/1", "a/2", "a/3", "a/4");

    @Test
    void singlesComeFirst_thenPairs_thenThrees() throws LoadException {
        assertThat(DistinctViews.of(FOUR, 12))
                .containsExactly(
                        "a/1",
                        "a/2",
                        "a/3",
                        "a/4",
                        "a/1,a/2",
                        "a/1,a/3",
                        "a/1,a/4",
                        "a/2,a/3",
                        "a/2,a/4",
                        "a/3,a/4",
                        "a/1,a/2,a/3",
                        "a/1,a/2,a/4");
    }

    @Test
    void noTwoAreEqual_howeverWritten() throws LoadException {
        List<String> twenty = IntStream.range(0, 20).mapToObj(i -> "load/c" + i).toList();
        List<String> views = DistinctViews.of(twenty, 5000);
        Set<Set<String>> sets = new HashSet<>();
        views.forEach(view -> sets.add(Set.copyOf(Arrays.asList(view.split(",", -1)))));
        assertThat(sets).hasSize(5000);
    }

    @Test
    void tooFewSensors_saysSo() {
        assertThatThrownBy(() -> DistinctViews.of(FOUR, 16))
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("4 sensors make 15 views (expected: 16");
    }

    @Test
    void idsThatAreGlobs_areLeftOut() throws LoadException {
        assertThat(DistinctViews.of(List.of("a/*", "a/x,y", "a/1"), 1)).containsExactly("a/1");
    }
}
