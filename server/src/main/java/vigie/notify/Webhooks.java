package vigie.notify;

import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import vigie.event.AlarmStep;
import vigie.event.Event;
import vigie.event.EventKind;
import vigie.event.Trouble;
import vigie.journal.EventSubscriber;

/** Tells everybody who is configured of alarms that are raised, cleared and acknowledged, each by a thread of its own. */
public final class Webhooks implements EventSubscriber, AutoCloseable {
    private static final Set<EventKind> TOLD =
            Set.of(EventKind.ALARM_RAISED, EventKind.ALARM_CLEARED, EventKind.ALARM_ACKNOWLEDGED);
    private static final Duration CONNECTING = Duration.ofSeconds(5);

    private final Function<Event, byte[]> body;
    private final List<Webhook> hooks;

    /**
     * Does not subscribe by itself.
     *
     * @param body makes JSON of an event
     * @param troubles told when somebody cannot be told, and when that is over; from any thread
     */
    public Webhooks(
            List<WebhookSettings> settings, Function<Event, byte[]> body, Consumer<Trouble> troubles, Clock clock) {
        this.body = body;
        // Making a client takes a fifth of a second, most of it cryptography: not for nobody.
        hooks = settings.isEmpty() ? List.of() : hooks(settings, client(), troubles, clock);
    }

    /** One connection pool; answers that redirect are not followed: who is told is who was configured. */
    private static HttpClient client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECTING)
                .build();
    }

    /** Two whose addresses differ only in what is not shown get a number: of each there is one trouble at a time. */
    private static List<Webhook> hooks(
            List<WebhookSettings> settings, HttpClient client, Consumer<Trouble> troubles, Clock clock) {
        List<Webhook> hooks = new ArrayList<>();
        Map<String, Integer> alike = new HashMap<>();
        for (WebhookSettings one : settings) {
            String name = "webhook " + one.address().shownBriefly();
            int number = alike.merge(name, 1, Integer::sum);
            hooks.add(new Webhook(number == 1 ? name : name + " (" + number + ")", one, client, troubles, clock));
        }
        return List.copyOf(hooks);
    }

    @Override
    public void events(List<Event> events) {
        for (Event event : events) {
            AlarmStep step = event.what().alarm();
            if (step != null && TOLD.contains(event.what().kind())) {
                byte[] bytes = null;
                for (Webhook hook : hooks) {
                    if (hook.wants(step)) {
                        bytes = bytes == null ? body.apply(event) : bytes;
                        hook.offerOrLose(bytes);
                    }
                }
            }
        }
    }

    /** How they do, in order of configuration. */
    public List<WebhookTally> tallies() {
        return hooks.stream().map(Webhook::tally).toList();
    }

    /** What waits is tried once more, for a moment. */
    @Override
    public void close() {
        hooks.forEach(Webhook::close);
    }
}
