package vigie.bench.attack;

import io.netty.channel.Channel;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.Deflater;

/** Opens many WebSockets, and sends one fragment of a message on each that never ends. */
final class FragmentAttack implements Attack {
    private static final int CONNECTIONS = 2700;
    private static final int PLAIN_BYTES = 60_000;
    /** Just within the limit of a message. */
    private static final int INFLATED_BYTES = 65_000;

    private final boolean deflated;

    /**
     * @param deflated whether fragments are small ones that inflate to large ones, which {@code /live} alone takes
     */
    FragmentAttack(boolean deflated) {
        this.deflated = deflated;
    }

    @Override
    public void run(AttackContext context) throws InterruptedException {
        byte[] payload = deflated ? deflate(letters(INFLATED_BYTES)) : letters(PLAIN_BYTES);
        int connections = context.scaled(CONNECTIONS);
        for (int i = 0; i < connections && context.mayOpen(); i++) {
            if (deflated) {
                context.sockets()
                        .webSocket(
                                "/live?sensors=none",
                                "permessage-deflate; client_no_context_takeover; server_no_context_takeover",
                                channel -> send(channel, payload, true));
            } else {
                context.sockets()
                        .webSocket(
                                i % 2 == 0 ? "/live?sensors=none" : "/echo", channel -> send(channel, payload, false));
            }
        }
        context.hold(1);
    }

    private static void send(Channel channel, byte[] payload, boolean compressed) {
        var unused = channel.writeAndFlush(
                compressed ? MaskedFrames.firstCompressedFragment(payload) : MaskedFrames.firstFragment(payload));
    }

    private static byte[] letters(int count) {
        byte[] letters = new byte[count];
        Arrays.fill(letters, (byte) 'a');
        return letters;
    }

    private static byte[] deflate(byte[] bytes) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try {
            deflater.setInput(bytes);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] piece = new byte[4096];
            for (int length = deflated(deflater, piece); length > 0; length = deflated(deflater, piece)) {
                out.write(piece, 0, length);
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private static int deflated(Deflater deflater, byte[] piece) {
        return deflater.deflate(piece, 0, piece.length, Deflater.SYNC_FLUSH);
    }
}
