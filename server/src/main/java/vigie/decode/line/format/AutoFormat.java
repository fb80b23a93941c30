package vigie.decode.line.format;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vigie.decode.line.LineFormat;
import vigie.decode.line.LineReadings;
import vigie.decode.line.Verdict;

/**
 * Finds the format from the lines. The first line that one of the formats, in the order Teleplot, JSON, pairs, columns, can decode
 * decides and is decoded. From then on a line that the chosen format cannot decode, but another can, is a point for the other; a
 * line that the chosen one decodes takes the points away. It changes at once to Teleplot or JSON, whose lines are unmistakable, or
 * while the chosen one has decoded fewer than three lines itself; to pairs or columns, which a log message can look like, with the
 * third point in a row. The line that makes it change is decoded. When the stream begins anew the next line decides again.
 *
 * <p>A line is malformed or noise as the chosen format says; while undecided, malformed when any format says so.
 */
final class AutoFormat implements LineFormat {
    private static final int ENOUGH = 3;

    private final LineFormat teleplot = new TeleplotFormat();
    private final LineFormat json = new JsonFormat();
    private final List<LineFormat> formats = List.of(teleplot, json, new PairsFormat(), new CsvFormat());
    private @Nullable LineFormat chosen;
    private @Nullable LineFormat rival;
    private boolean open = true;
    private int trust;
    private int points;

    @Override
    public String name() {
        return chosen == null ? "auto" : chosen.name();
    }

    @Override
    public void restart() {
        open = true;
        formats.forEach(LineFormat::restart);
    }

    @Override
    public Verdict read(byte[] line, int from, int to, LineReadings into) {
        LineFormat current = chosen;
        Verdict verdict = current == null ? Verdict.NOISE : current.read(line, from, to, into);
        if (current != null && verdict == Verdict.DECODED) {
            trust = Math.min(ENOUGH, trust + 1);
            points = 0;
            open = false;
            return verdict;
        }
        if (verdict == Verdict.OVER_LIMIT) {
            return verdict;
        }
        for (LineFormat other : formats) {
            if (other != current) {
                into.clear();
                Verdict said = other.read(line, from, to, into);
                if (said == Verdict.DECODED) {
                    return challenge(other, verdict);
                }
                if (said == Verdict.OVER_LIMIT && current == null) {
                    return said;
                }
                verdict = current == null && said == Verdict.MALFORMED ? said : verdict;
            }
        }
        return verdict;
    }

    /** Another format has decoded the line: change to it, or keep the verdict of the chosen one. */
    private Verdict challenge(LineFormat other, Verdict verdict) {
        points = other == rival ? points + 1 : 1;
        rival = other;
        boolean unmistakable = other == teleplot || other == json;
        if (!open && !unmistakable && trust >= ENOUGH && points < ENOUGH) {
            return verdict;
        }
        chosen = other;
        open = false;
        trust = 1;
        points = 0;
        return Verdict.DECODED;
    }
}
