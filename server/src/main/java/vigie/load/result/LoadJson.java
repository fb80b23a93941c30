package vigie.load.result;

import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** A result for machines: one JSON object, in the order and with the names of {@link LoadResult}. */
public final class LoadJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .build();

    private LoadJson() {}

    public static String text(LoadResult result) {
        return MAPPER.writeValueAsString(result);
    }
}
