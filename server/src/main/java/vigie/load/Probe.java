package vigie.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.concurrent.CompletableFuture;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;
import vigie.protocol.WireFormat;

/** A first session that asks who is there, and leaves. Owned by the event loop; the answer may be awaited anywhere. */
final class Probe implements SocketListener {
    private final WireFormat format;
    private final CompletableFuture<Greeting> greeting = new CompletableFuture<>();
    private @Nullable LoadSocket socket;

    Probe(WireFormat format) {
        this.format = format;
    }

    /** Fails with a {@link LoadException}. */
    CompletableFuture<Greeting> greeting() {
        return greeting;
    }

    @Override
    public void opened(LoadSocket opened, boolean deflate) {
        socket = opened;
    }

    @Override
    public void received(int bytes) {}

    @Override
    public void message(ByteBuf in, int index, int length, boolean compressed) {
        if (greeting.isDone()) {
            return;
        }
        try (MessageDecoder decoder = new MessageDecoder(format)) {
            byte[] payload = ByteBufUtil.getBytes(in, index, length);
            greeting.complete(Greeting.of(compressed ? decoder.inflated(payload) : payload, format));
        } catch (LoadException e) {
            greeting.completeExceptionally(e);
        } catch (DataFormatException e) {
            greeting.completeExceptionally(new LoadException("the first message cannot be decompressed"));
        }
        if (socket != null) {
            socket.close();
        }
    }

    @Override
    public void failed(String cause) {
        greeting.completeExceptionally(new LoadException(cause));
    }

    @Override
    public void ended(int code, String reason) {
        greeting.completeExceptionally(new LoadException(
                "closed with " + code + (reason.isEmpty() ? "" : ": " + reason) + " before a welcome"));
    }
}
