package vigie.event;

import vigie.sensor.PrintableText;

/**
 * Something is wrong with the server itself that a person should see to, or was and is over.
 *
 * @param about what it is wrong with, such as {@code history}; of each there is one trouble at a time
 * @param text what is wrong, why, and what to do; or how it ended
 * @param over whether it is over
 * @param epochMillis since when it stands, or when it was over
 */
public record Trouble(String about, String text, boolean over, long epochMillis) {
    public Trouble {
        about = PrintableText.line(about);
        text = PrintableText.line(text);
    }
}
