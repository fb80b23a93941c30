package vigie.load.socket;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ConnectTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One session as its client sees it: handshake, then frames. Answers pings and closes. The only handler of its channel, and owned
 * by its event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What fails on a channel closes it.
public final class LoadSocket extends ChannelInboundHandlerAdapter implements FrameSink {
    static final int NORMAL = 1000;
    static final int NO_CODE = 1005;
    static final int ABNORMAL = 1006;

    private static final int MAX_HEAD = 16 * 1024;
    private static final int MAX_MESSAGE = 64 * 1024 * 1024;
    private static final String END_OF_HEAD = "\r\n\r\n";

    private final LoadSocketListener listener;
    private @Nullable Handshake handshake;
    private @Nullable StringBuilder answer;
    private @Nullable FrameReader frames;
    private @Nullable ChannelHandlerContext context;
    private boolean told;
    private int code = ABNORMAL;
    private String reason = "";

    public LoadSocket(Handshake handshake, LoadSocketListener listener) {
        this.handshake = handshake;
        this.listener = listener;
    }

    /** The connection was not made. */
    void notConnected(Throwable cause) {
        fail(causeOf(cause));
    }

    /** Whether bytes are taken from the connection. */
    public void setReading(boolean reading) {
        if (context != null) {
            context.channel().config().setAutoRead(reading);
        }
    }

    /** Ends the session as RFC 6455 wants it. */
    public void close() {
        if (context != null) {
            context.channel().config().setAutoRead(true);
            if (frames == null) {
                context.close();
            } else {
                context.writeAndFlush(ClientFrames.close(context.alloc(), NORMAL));
            }
        }
    }

    /** Ends the connection, for this reason. */
    public void abort(String cause) {
        if (frames == null) {
            fail(cause);
        }
        if (context != null) {
            context.close();
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        if (handshake != null) {
            ByteBuf request = ctx.alloc().buffer();
            request.writeCharSequence(handshake.request(), StandardCharsets.US_ASCII);
            ctx.writeAndFlush(request);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf in = (ByteBuf) message;
        try {
            if (frames == null) {
                readAnswer(ctx, in);
            }
            if (frames != null && in.isReadable()) {
                listener.received(in.readableBytes());
                frames.read(in);
            }
        } catch (FrameException e) {
            end(ABNORMAL, String.valueOf(e.getMessage()));
            ctx.close();
        } finally {
            in.release();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (frames != null) {
            frames.close();
            end(code, code == ABNORMAL ? "the connection ended" : reason);
        } else {
            fail("the connection ended before an answer");
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (frames != null) {
            end(code, causeOf(cause));
        } else {
            fail(causeOf(cause));
        }
        ctx.close();
    }

    @Override
    public void message(ByteBuf in, int index, int length, boolean compressed) {
        listener.message(in, index, length, compressed);
    }

    @Override
    public void control(int opcode, ByteBuf in, int index, int length) {
        ChannelHandlerContext ctx = context;
        if (ctx == null) {
            return;
        }
        if (opcode == FrameReader.PING) {
            ctx.writeAndFlush(ClientFrames.pong(ctx.alloc(), in, index, length));
        } else if (opcode == FrameReader.CLOSE) {
            code = length >= 2 ? in.getUnsignedShort(index) : NO_CODE;
            reason = length > 2 ? in.toString(index + 2, length - 2, StandardCharsets.UTF_8) : "";
            ctx.writeAndFlush(ClientFrames.closeAnswer(ctx.alloc(), in, index, length))
                    .addListener(ChannelFutureListener.CLOSE);
        }
    }

    private void readAnswer(ChannelHandlerContext ctx, ByteBuf in) {
        Handshake asked = handshake;
        if (asked == null) {
            return;
        }
        StringBuilder head = answer == null ? new StringBuilder() : answer;
        answer = head;
        int before = head.length();
        head.append(in.toString(StandardCharsets.ISO_8859_1));
        int end = head.indexOf(END_OF_HEAD);
        if (end < 0) {
            in.skipBytes(in.readableBytes());
            if (head.length() > MAX_HEAD) {
                fail("the answer is not HTTP");
                ctx.close();
            }
            return;
        }
        int bodyStart = end + END_OF_HEAD.length();
        in.skipBytes(bodyStart - before);
        handshake = null;
        answer = null;
        accept(ctx, asked.judge(head.substring(0, end), head.substring(bodyStart)));
    }

    private void accept(ChannelHandlerContext ctx, Handshake.Answer judged) {
        if (judged instanceof Handshake.Answer.Accepted accepted) {
            frames = new FrameReader(ctx.alloc(), MAX_MESSAGE, accepted.deflate(), this);
            listener.opened(accepted.deflate());
        } else if (judged instanceof Handshake.Answer.Refused refused) {
            fail(refused.cause());
            ctx.close();
        }
    }

    private void fail(String cause) {
        if (!told) {
            told = true;
            listener.failed(cause);
        }
    }

    private void end(int endCode, String endReason) {
        if (!told) {
            told = true;
            listener.ended(endCode, endReason);
        }
    }

    /** In few words and without addresses, so that equal causes read equal. */
    private static String causeOf(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        String lower = message.toLowerCase(Locale.ROOT);
        if (cause instanceof ConnectTimeoutException) {
            return "no answer to the connection";
        }
        if (lower.contains("refused")) {
            return "connection refused";
        }
        if (lower.contains("reset")) {
            return "connection reset";
        }
        if (lower.contains("cannot assign") || lower.contains("address already in use")) {
            return "no source port left";
        }
        return message;
    }
}
