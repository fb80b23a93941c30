package vigie.source.serial;

import java.util.Locale;

/** The parity bit of a character on the line. */
public enum Parity {
    NONE('N'),
    ODD('O'),
    EVEN('E'),
    MARK('M'),
    SPACE('S');

    private final char letter;

    Parity(char letter) {
        this.letter = letter;
    }

    /** As in {@code 8N1}. */
    char letter() {
        return letter;
    }

    /** As in the configuration. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
