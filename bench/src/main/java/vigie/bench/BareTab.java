package vigie.bench;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * A tab that can be covered by another. Playwright's own pages say that they are visible whatever lies over them; this one
 * Playwright does not know, so it is spoken to by the DevTools protocol. Belongs to one thread.
 */
final class BareTab {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Page waiter;
    private final CDPSession browser;
    private final Map<Integer, JsonObject> answers = new HashMap<>();
    private final String context;
    private final String target;
    private final String session;
    private int asked;

    /**
     * Opens it in a window of its own.
     *
     * @param waiter a page of the same browser: while it waits, answers come
     * @param browser a session with the browser as a whole
     */
    BareTab(Page waiter, CDPSession browser, URI url, int width, int height) {
        this.waiter = waiter;
        this.browser = browser;
        this.browser.on("Target.receivedMessageFromTarget", this::received);
        this.context = browser.send("Target.createBrowserContext")
                .get("browserContextId")
                .getAsString();
        JsonObject window = object("url", url.toString());
        window.addProperty("browserContextId", context);
        window.addProperty("newWindow", true);
        window.addProperty("width", width);
        window.addProperty("height", height);
        this.target =
                browser.send("Target.createTarget", window).get("targetId").getAsString();
        this.session = browser.send("Target.attachToTarget", object("targetId", target))
                .get("sessionId")
                .getAsString();
        ask("Performance.enable", new JsonObject());
    }

    /** Opens an empty tab over it: it is in the background from now on. */
    void cover() {
        JsonObject other = object("url", "about:blank");
        other.addProperty("browserContextId", context);
        browser.send("Target.createTarget", other);
    }

    /** Brings it back to the front. */
    void uncover() {
        browser.send("Target.activateTarget", object("targetId", target));
    }

    /** The value of an expression; a promise is awaited. */
    JsonElement evaluate(String expression) {
        JsonObject arguments = object("expression", expression);
        arguments.addProperty("returnByValue", true);
        arguments.addProperty("awaitPromise", true);
        JsonObject answer = ask("Runtime.evaluate", arguments);
        if (answer.has("exceptionDetails")) {
            throw new IllegalStateException("in the page: " + answer);
        }
        JsonElement value = answer.getAsJsonObject("result").get("value");
        return value == null ? new JsonObject() : value;
    }

    /** Waits until an expression holds, for half a minute at most. */
    void await(String expression) {
        long begin = System.nanoTime();
        while (!evaluate(expression).getAsBoolean()) {
            if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                throw new IllegalStateException(expression + ": still not so after " + PATIENCE.toSeconds() + " s");
            }
            pause(Duration.ofMillis(50));
        }
    }

    /** For how many seconds its main thread was busy so far. */
    double busySeconds() {
        for (JsonElement metric :
                ask("Performance.getMetrics", new JsonObject()).getAsJsonArray("metrics")) {
            if (metric.getAsJsonObject().get("name").getAsString().equals("TaskDuration")) {
                return metric.getAsJsonObject().get("value").getAsDouble();
            }
        }
        throw new IllegalStateException("TaskDuration: missing (expected: counted by Chromium)");
    }

    /** Lets time pass. */
    void pause(Duration time) {
        waiter.waitForTimeout((double) time.toMillis());
    }

    private JsonObject ask(String method, JsonObject arguments) {
        int id = ++asked;
        JsonObject command = object("method", method);
        command.addProperty("id", id);
        command.add("params", arguments);
        JsonObject message = object("sessionId", session);
        message.addProperty("message", command.toString());
        browser.send("Target.sendMessageToTarget", message);
        waiter.waitForCondition(() -> answers.containsKey(id));
        JsonObject answer = answers.remove(id);
        if (answer == null || !answer.has("result")) {
            throw new IllegalStateException(method + ": " + answer);
        }
        return answer.getAsJsonObject("result");
    }

    private void received(JsonObject event) {
        JsonObject message =
                JsonParser.parseString(event.get("message").getAsString()).getAsJsonObject();
        if (message.has("id")) {
            answers.put(message.get("id").getAsInt(), message);
        }
    }

    private static JsonObject object(String name, String value) {
        JsonObject object = new JsonObject();
        object.addProperty(name, value);
        return object;
    }
}
