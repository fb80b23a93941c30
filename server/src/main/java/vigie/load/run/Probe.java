package vigie.load.run;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import vigie.client.SocketClient;
import vigie.client.SocketError;
import vigie.client.SocketListener;
import vigie.client.SocketSettings;
import vigie.load.LoadException;
import vigie.load.LoadSettings;
import vigie.load.viewer.Greeting;

/** A first session that asks who is there, and leaves. Asked once; hears on the thread of its client. */
final class Probe implements SocketListener {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String WHO = " (is this a Vigie server?)";

    private final LoadSettings settings;
    private final String authority;
    private final CompletableFuture<Greeting> greeting = new CompletableFuture<>();

    Probe(LoadSettings settings) {
        this.settings = settings;
        this.authority = settings.server().getAuthority();
    }

    /**
     * Asks, and waits until the session is over: it takes no place of those that come.
     *
     * @throws LoadException when it is no Vigie that answers, or it has no place
     */
    Greeting greeting() throws LoadException, InterruptedException {
        URI live = URI.create("ws://" + authority + settings.target(String.join(",", settings.sensors())));
        SocketSettings asked =
                SocketSettings.DEFAULT.withSubprotocols(settings.format().subprotocol());
        try (SocketClient socket = new SocketClient(live, asked, this)) {
            socket.open();
            return greeting.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw new LoadException(String.valueOf(cause == null ? e : cause.getMessage()));
        } catch (TimeoutException e) {
            throw new LoadException(strange("no welcome within " + PATIENCE.toSeconds() + " s"));
        }
    }

    @Override
    public void connected(String subprotocol) {
        String asked = settings.format().subprotocol();
        if (!subprotocol.equals(asked)) {
            fail(strange("the server does not speak " + asked));
        }
    }

    @Override
    public void text(String message) {
        binary(message.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void binary(byte[] message) {
        try {
            greeting.complete(Greeting.of(message, settings.format()));
        } catch (LoadException e) {
            fail(strange(String.valueOf(e.getMessage())));
        }
    }

    @Override
    public void error(SocketError error) {
        fail(
                switch (error.kind()) {
                    case UNREACHABLE -> error.text() + " (is it running? ./vigie starts one)";
                    case TIMEOUT, PROTOCOL -> error.text() + WHO;
                    case UNKNOWN_HOST, REFUSED, UNAVAILABLE, TLS -> error.text();
                    case TOO_LONG, SILENT, LOST, LISTENER -> strange(error.text());
                });
    }

    @Override
    public void disconnected(int code, String reason) {
        fail(strange("closed with " + code + (reason.isEmpty() ? "" : ": " + reason) + " before a welcome"));
    }

    private String strange(String what) {
        return authority + ": " + what + WHO;
    }

    /** Unless it has an answer. */
    private void fail(String cause) {
        greeting.completeExceptionally(new LoadException(cause));
    }
}
