package vigie.source.camera;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** The body of an answer, up to a limit; what is longer fails with {@link Refused} as soon as that shows. The client calls it. */
final class BoundedBody implements BodySubscriber<byte[]> {
    private final long maxBytes;
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final @Nullable Refused refusal;
    private Flow.@Nullable Subscription subscription;

    BoundedBody(long maxBytes) {
        this.maxBytes = maxBytes;
        this.refusal = null;
    }

    private BoundedBody(Refused refusal) {
        this.maxBytes = 0;
        this.refusal = refusal;
    }

    /** The body of an answer that nobody wants. */
    static BoundedBody refusing(String why) {
        return new BoundedBody(new Refused(why));
    }

    /** It is not read to its end. */
    static final class Refused extends IOException {
        private static final long serialVersionUID = 1;

        Refused(String why) {
            super(why);
        }
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription began) {
        subscription = began;
        if (refusal != null) {
            fail(refusal);
        } else {
            began.request(Long.MAX_VALUE);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> parts) {
        for (ByteBuffer part : parts) {
            if (part.remaining() > maxBytes - bytes.size()) {
                fail(new Refused("answers with more than " + maxBytes
                        + " bytes (expected: at most so many, stills.max-still-bytes)"));
                return;
            }
            byte[] more = new byte[part.remaining()];
            part.get(more);
            bytes.writeBytes(more);
        }
    }

    private void fail(Refused why) {
        if (subscription != null) {
            subscription.cancel();
        }
        body.completeExceptionally(why);
    }

    @Override
    public void onError(Throwable cause) {
        body.completeExceptionally(cause);
    }

    @Override
    public void onComplete() {
        body.complete(bytes.toByteArray());
    }
}
