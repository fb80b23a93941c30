package vigie.live.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import vigie.sensor.SensorGlob;
import vigie.sensor.SensorId;

class ViewTest {
    @Test
    void sameWish_anyOrder_equalViews() {
        assertThat(view("b/*", "a/x", "b/*")).isEqualTo(view("a/x", "b/*")).hasSameHashCodeAs(view("a/x", "b/*"));
        assertThat(view("a/x", "*")).isEqualTo(View.all());
    }

    @Test
    void of_globsThatAnotherCovers_leftOut() {
        assertThat(view("bench/*", "bench/temperature")).isEqualTo(view("bench/*"));
        assertThat(view("bench/t*", "b*", "bench/*e")).isEqualTo(view("b*"));
        assertThat(view("a**", "a*", "a***")).isEqualTo(view("a*")).hasToString("[SensorGlob[pattern=a*]]");
        assertThat(view("a/x", "**", "b/*")).isEqualTo(View.all());
    }

    @Test
    void of_globsThatOnlyOverlap_allKept() {
        assertThat(view("a*", "*b")).isNotEqualTo(view("a*")).isNotEqualTo(view("*b"));
        assertThat(view("a*b", "ab")).isEqualTo(view("a*b"));
        assertThat(view("a*b*", "a*b")).isEqualTo(view("a*b*"));
        assertThat(view("a*b", "a*b*c").covers(new SensorId("a", "bc"))).isTrue();
        assertThat(view("a/?", "a/x")).isNotEqualTo(view("a/?"));
    }

    @Test
    void name_coveredOrNot_alsoWhenRemembered() {
        View view = view("a/*");
        for (int i = 0; i < 2; i++) {
            assertThat(view.name(100, new SensorId("a", "x"))).isEqualTo("a/x");
            assertThat(view.name(3, new SensorId("b", "x"))).isNull();
        }
    }

    private static View view(String... globs) {
        return View.of(List.of(globs).stream().map(SensorGlob::new).toList());
    }
}
