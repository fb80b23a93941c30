package vigie.live;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;

/** A connection whose other end takes nothing while the gate is shut: what is written waits. */
final class FlushGate extends ChannelOutboundHandlerAdapter {
    private boolean shut;

    void shut() {
        shut = true;
    }

    void open(ChannelHandlerContext ctx) {
        shut = false;
        ctx.flush();
    }

    @Override
    public void flush(ChannelHandlerContext ctx) {
        if (!shut) {
            ctx.flush();
        }
    }
}
