package vigie.bench.attack;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;

/** Runs the script of a connection without WebSocket, and counts the status of its first answer. Owned by its event loop. */
final class PlainSocketHandler extends ChannelInboundHandlerAdapter {
    /** As long as {@code HTTP/1.1 200}. */
    private static final int STATUS_LINE = 12;

    private final SocketScript script;
    private final AttackCounts counts;
    private boolean answered;

    PlainSocketHandler(SocketScript script, AttackCounts counts) {
        this.script = script;
        this.counts = counts;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        script.opened(ctx.channel());
        ctx.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf in = (ByteBuf) message;
        try {
            if (!answered && in.readableBytes() >= STATUS_LINE) {
                answered = true;
                counts.count("HTTP " + in.toString(in.readerIndex() + 9, 3, StandardCharsets.US_ASCII));
            }
        } finally {
            in.release();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        counts.count("ended");
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        counts.count("reset");
        var unused = ctx.close();
    }
}
