package vigie.http.request;

import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpStatusClass;
import java.util.Queue;

/** Encodes answers; one to {@code HEAD} has no body, whatever its length says. Owned by the connection's event loop. */
public final class AnswerEncoder extends HttpResponseEncoder {
    private final Queue<Boolean> heads;

    /**
     * @param heads for each request that is not answered yet, whether it is {@code HEAD}
     */
    public AnswerEncoder(Queue<Boolean> heads) {
        this.heads = heads;
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpResponse answer) {
        if (answer.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
            return super.isContentAlwaysEmpty(answer);
        }
        return Boolean.TRUE.equals(heads.poll()) || super.isContentAlwaysEmpty(answer);
    }
}
