package vigie.http.request;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;
import java.util.Queue;
import vigie.http.settings.HttpLimits;

/**
 * Decodes requests, and refuses two ways of writing them that Netty accepts and others understand differently: header lines that go on in
 * the next line (obs-fold; RFC 9112, section 5.2), and a length beside a chunked body (section 6.3).
 *
 * <p>Owned by the connection's event loop.
 */
public final class RequestDecoder extends HttpRequestDecoder {
    private final Queue<Boolean> heads;
    private boolean inHead = true;
    private boolean atLineStart;
    private boolean folded;

    /**
     * @param heads gets, for each request, whether it is {@code HEAD}: its answer has no body
     */
    public RequestDecoder(HttpLimits limits, Queue<Boolean> heads) {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(limits.urlBytes())
                .setMaxHeaderSize(limits.headerBytes()));
        this.heads = heads;
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf buffer, List<Object> out) throws Exception {
        boolean headBefore = inHead;
        int from = buffer.readerIndex();
        int decoded = out.size();
        super.decode(ctx, buffer, out);
        if (headBefore) {
            lookForFolds(buffer, from, buffer.readerIndex());
        }
        for (Object each : out.subList(decoded, out.size())) {
            follow(each);
        }
    }

    /** One call decodes at most to the end of the head. */
    private void lookForFolds(ByteBuf buffer, int from, int to) {
        for (int i = from; i < to; i++) {
            byte next = buffer.getByte(i);
            folded |= atLineStart && (next == ' ' || next == '\t');
            atLineStart = next == '\n';
        }
    }

    private void follow(Object decoded) {
        if (decoded instanceof HttpRequest request) {
            inHead = false;
            heads.add(request.method().equals(HttpMethod.HEAD));
            if (folded && request.decoderResult().isSuccess()) {
                request.setDecoderResult(
                        DecoderResult.failure(new IllegalArgumentException("a header goes on in the next line")));
            }
            folded = false;
            atLineStart = false;
        }
        if (decoded instanceof LastHttpContent) {
            inHead = true;
        }
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new IllegalArgumentException("Content-Length beside Transfer-Encoding");
    }
}
