package vigie.http.files;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.UncheckedIOException;
import java.util.Map;
import vigie.http.route.Answer;
import vigie.http.route.RequestPath;
import vigie.http.route.Workers;

/** Answers with a static file, or 404: the last to be asked. */
public final class StaticFileHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
    /** The pages by the paths that people know. */
    private static final Map<String, String> PAGES = Map.of("/", "/index.html", "/console", "/console.html");

    private final StaticFiles files;
    private final Workers workers;

    public StaticFileHandler(StaticFiles files, Workers workers) {
        this.files = files;
        this.workers = workers;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        String asked = RequestPath.of(request);
        String path = PAGES.getOrDefault(asked, asked);
        StaticFile known = files.cached(path);
        if (known != null) {
            known.answer(request).send(ctx, request);
        } else if (StaticFiles.isSafe(path)) {
            workers.answer(ctx, request, path, () -> answer(path, request));
        } else {
            notFound().send(ctx, request);
        }
    }

    private Answer answer(String path, FullHttpRequest request) {
        try {
            StaticFile file = files.read(path);
            return file == null ? notFound() : file.answer(request);
        } catch (UncheckedIOException e) {
            return Answer.problem(HttpResponseStatus.INTERNAL_SERVER_ERROR, "file: cannot be read");
        }
    }

    private static Answer notFound() {
        return Answer.problem(HttpResponseStatus.NOT_FOUND, "path: nothing is here (expected: / or /api/sensors)");
    }
}
