package vigie.still.content;

import org.jspecify.annotations.Nullable;

/**
 * What the values of a matrix mean.
 *
 * @param unit of its values, such as {@code °C}, if known
 * @param low the lowest value; NaN when it has none at all
 * @param high the highest value; NaN when it has none at all
 */
public record MatrixScale(@Nullable String unit, float low, float high) {}
