package vigie.api.still;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpRequest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import vigie.http.route.BodyMemory;

/**
 * What came of a still that somebody sends. An upload of which nothing came holds one of few places; afterwards it counts with the memory
 * that it in fact takes, whatever length it promised. So neither clients that send nothing nor clients that send slowly keep others out.
 *
 * <p>Owned by the connection's event loop.
 */
final class UploadBody {
    private static final int FIRST = 4 * 1024;
    /** Less than so many bytes are no progress: {@value}. */
    private static final int PROGRESS = 16 * 1024;

    private final BodyMemory.Hold place;
    private final BodyMemory.Held memory;
    private final long promised;
    private byte[] bytes = {};
    private int length;
    private int atProgress;

    private UploadBody(BodyMemory.Hold place, BodyMemory.Held memory, long promised) {
        this.place = place;
        this.memory = memory;
        this.promised = promised;
    }

    /**
     * Begins one.
     *
     * @param promised how long the client says it will be; 0 when it does not say
     * @return null when there is no place
     */
    static @Nullable UploadBody begin(UploadRoom room, Channel channel, long promised) {
        BodyMemory.Hold place = room.silent().hold(channel, 1);
        return place == null ? null : new UploadBody(place, room.bytes().open(channel), promised);
    }

    int length() {
        return length;
    }

    /** Takes some more; whether there is room. */
    boolean add(ByteBuf some) {
        int more = some.readableBytes();
        if (more == 0) {
            return true;
        }
        place.release();
        if (length + more > bytes.length && !grow(length + more)) {
            return false;
        }
        some.readBytes(bytes, length, more);
        length += more;
        if (length - atProgress >= PROGRESS) {
            atProgress = length;
            memory.progress();
        }
        return true;
    }

    /** All that came, as a request. From now on whoever gets it holds the memory, also when the client is gone. */
    UploadRequest handOver(HttpRequest head) {
        place.release();
        memory.keep();
        byte[] whole = length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
        bytes = new byte[0];
        return new UploadRequest(head, whole, memory);
    }

    /** Lets go of it. */
    void release() {
        place.release();
        memory.release();
        bytes = new byte[0];
    }

    private boolean grow(int least) {
        long twice = Math.max(FIRST, 2L * bytes.length);
        int size = (int) Math.max(least, promised > 0 ? Math.min(twice, promised) : twice);
        if (!memory.grow(size - bytes.length)) {
            return false;
        }
        bytes = Arrays.copyOf(bytes, size);
        return true;
    }
}
