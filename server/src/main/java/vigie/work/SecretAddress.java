package vigie.work;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An address that may hold secrets: a user with a password, tokens in the query or in the path. Whoever shows one asks this class how:
 * scheme, host, port and ordinary words of the path stay, all else is {@code …}. Immutable.
 *
 * @param uri the whole address, for connecting only
 */
public record SecretAddress(URI uri) {
    /** What stands for a secret. */
    public static final String HIDDEN = "…";

    private static final Pattern ADDRESS = Pattern.compile("\\b[A-Za-z][A-Za-z0-9+.-]*://[^\\s\"'<>]+");
    private static final Pattern PARTS =
            Pattern.compile("(?s)((?:[A-Za-z][A-Za-z0-9+.-]*:)?//)?([^/?#]*)([^?#]*)(\\?[^#]*)?(#.*)?");
    /** A word as in snapshot.jpg, ISAPI, videoFeed or channels2, or a small number: not what a token looks like. */
    private static final Pattern WORD =
            Pattern.compile("[A-Z]?[a-z]+\\d{0,3}|[A-Z]+\\d{0,2}|[a-z]+[A-Z][a-z]+|\\d{1,4}");

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[._-]");
    private static final Pattern UNPRONOUNCEABLE = Pattern.compile("(?i)[b-df-hj-np-tv-xz]{6}");
    private static final int LONGEST_WORDS = 24;
    private static final int LONGEST_NAME = 20;
    private static final int SHORTEST_SECRET = 4;
    /** What comes behind one of these in a path is a secret, whatever it looks like. */
    private static final Set<String> BEFORE_SECRETS = Set.of(
            "access",
            "auth",
            "bot",
            "hook",
            "hooks",
            "key",
            "pass",
            "password",
            "push",
            "pwd",
            "secret",
            "services",
            "session",
            "sid",
            "token",
            "trigger",
            "user",
            "webhook",
            "webhooks");

    /** As it may be shown. */
    public String shown() {
        return shown(uri.toString());
    }

    /** Of a webhook, whose path often is the secret: as it may be shown, without query, and of the path the first step. */
    public String shownBriefly() {
        Matcher parts = parts(uri.toString());
        String path = group(parts, 3);
        int second = path.indexOf('/', 1);
        String first = second < 0 ? path : path.substring(0, second);
        String rest = second < 0 || second == path.length() - 1 ? path.substring(first.length()) : "/" + HIDDEN;
        return authority(parts) + path(first) + rest;
    }

    /** The same for what somebody wrote as an address, which may be none. */
    public static String shown(String address) {
        Matcher parts = parts(address);
        return authority(parts)
                + path(group(parts, 3))
                + query(group(parts, 4))
                + (group(parts, 5).isEmpty() ? "" : "#" + HIDDEN);
    }

    /** A message of a library, in which this address or others may occur, or a secret of this one by itself. */
    public String hideIn(String message) {
        String hidden = ADDRESS.matcher(message).replaceAll(found -> Matcher.quoteReplacement(shown(found.group())));
        for (String secret : secrets()) {
            hidden = hidden.replace(secret, HIDDEN);
        }
        return hidden;
    }

    /** So that no log and no message shows more by accident. */
    @Override
    public String toString() {
        return shown();
    }

    private List<String> secrets() {
        List<String> all = new ArrayList<>();
        for (String user : new String[] {uri.getRawUserInfo(), uri.getUserInfo()}) {
            if (user != null) {
                all.add(user);
                all.add(user.substring(user.indexOf(':') + 1));
            }
        }
        for (String query : new String[] {uri.getRawQuery(), uri.getQuery()}) {
            if (query != null) {
                all.add(query);
                Arrays.stream(query.split("&"))
                        .map(pair -> pair.substring(pair.indexOf('=') + 1))
                        .forEach(all::add);
            }
        }
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        List<String> shown = Arrays.asList(path(path).split("/"));
        Arrays.stream(path.split("/")).filter(step -> !shown.contains(step)).forEach(all::add);
        return all.stream().filter(secret -> secret.length() >= SHORTEST_SECRET).toList();
    }

    private static Matcher parts(String address) {
        Matcher parts = PARTS.matcher(address);
        if (!parts.matches()) {
            throw new IllegalStateException("the pattern matches every text");
        }
        return parts;
    }

    private static String group(Matcher parts, int number) {
        String group = parts.group(number);
        return group == null ? "" : group;
    }

    private static String authority(Matcher parts) {
        String authority = group(parts, 2);
        int at = authority.lastIndexOf('@');
        return group(parts, 1) + (at < 0 ? authority : HIDDEN + authority.substring(at));
    }

    private static String path(String path) {
        String[] steps = path.split("/", -1);
        for (int i = 0; i < steps.length; i++) {
            boolean behind = i > 0 && BEFORE_SECRETS.contains(steps[i - 1].toLowerCase(Locale.ROOT));
            if (!steps[i].isEmpty() && (behind || !isHarmless(steps[i]))) {
                steps[i] = HIDDEN;
            }
        }
        return String.join("/", steps);
    }

    private static boolean isHarmless(String step) {
        return step.length() <= LONGEST_WORDS
                && !UNPRONOUNCEABLE.matcher(step).find()
                && BETWEEN_WORDS.splitAsStream(step).allMatch(word -> WORD.matcher(word)
                        .matches());
    }

    /** Names stay, if they look like names. */
    private static String query(String query) {
        if (query.isEmpty()) {
            return "";
        }
        return Arrays.stream(query.substring(1).split("&", -1))
                .map(pair -> {
                    int equals = pair.indexOf('=');
                    boolean named = equals > 0 && equals <= LONGEST_NAME && isHarmless(pair.substring(0, equals));
                    return named ? pair.substring(0, equals + 1) + HIDDEN : HIDDEN;
                })
                .collect(Collectors.joining("&", "?", ""));
    }
}
