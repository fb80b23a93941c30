package vigie.load.viewer;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import vigie.load.LoadException;

/** Filters of which no two are equal: first each sensor alone, then all pairs, then threes, until there are enough. */
public final class DistinctViews {
    private DistinctViews() {}

    /**
     * As many as asked for, each as {@code ?sensors=} takes it.
     *
     * @throws LoadException when the sensors are too few for that
     */
    public static List<String> of(List<String> sensors, int count) throws LoadException {
        List<String> usable = sensors.stream()
                .filter(id -> !id.contains(",") && !id.contains("*"))
                .toList();
        List<String> views = new ArrayList<>(count);
        for (int size = 1; size <= usable.size() && views.size() < count; size++) {
            addOfSize(views, usable, size, count);
        }
        if (views.size() < count) {
            throw new LoadException("--views distinct: " + usable.size() + " sensors make " + views.size()
                    + " views (expected: " + count + "; a source with more sensors, or fewer --clients)");
        }
        return views;
    }

    private static void addOfSize(List<String> views, List<String> sensors, int size, int count) {
        int[] chosen = IntStream.range(0, size).toArray();
        do {
            views.add(IntStream.of(chosen).mapToObj(sensors::get).collect(Collectors.joining(",")));
        } while (views.size() < count && advance(chosen, sensors.size()));
    }

    /** The next combination in lexicographic order; false after the last. */
    private static boolean advance(int[] chosen, int of) {
        int size = chosen.length;
        for (int i = size - 1; i >= 0; i--) {
            if (chosen[i] < of - size + i) {
                chosen[i]++;
                for (int j = i + 1; j < size; j++) {
                    chosen[j] = chosen[j - 1] + 1;
                }
                return true;
            }
        }
        return false;
    }
}
