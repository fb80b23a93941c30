package vigie.still;

import java.io.IOException;
import java.lang.ref.SoftReference;
import vigie.still.content.StillBytes;

/** The bytes of a still that is in memory only. Those of one that has been followed by others go when memory is short. */
final class RememberedBytes implements StillBytes {
    private final SoftReference<byte[]> payload;
    private final int length;

    RememberedBytes(byte[] payload) {
        this.payload = new SoftReference<>(payload);
        this.length = payload.length;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public void read(int offset, byte[] into, int count) throws IOException {
        byte[] bytes = payload.get();
        if (bytes == null) {
            throw new IOException("the still is gone (expected: a still that is kept, or more memory)");
        }
        System.arraycopy(bytes, offset, into, 0, count);
    }
}
