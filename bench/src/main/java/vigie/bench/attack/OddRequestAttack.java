package vigie.bench.attack;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Requests that no honest client sends; what they are answered is counted. */
final class OddRequestAttack implements Attack {
    private static final int ROUNDS = 50;

    @Override
    public void run(AttackContext context) throws IOException, InterruptedException {
        String here = context.server().getAuthority();
        Map<String, String> requests = new LinkedHashMap<>();
        requests.put("own host", "GET /api/sources HTTP/1.1\r\nHost: " + here + "\r\n");
        requests.put("foreign host", "GET /api/sources HTTP/1.1\r\nHost: rebound.example\r\n");
        requests.put(
                "foreign upgrade",
                context.sockets()
                                .upgrade("/live")
                                .replace(here, "rebound.example")
                                .stripTrailing() + "\r\n");
        requests.put("no host", "GET /api/sources HTTP/1.1\r\n");
        requests.put("two hosts", "GET /api/sources HTTP/1.1\r\nHost: " + here + "\r\nHost: localhost\r\n");
        requests.put("HTTP/9.9", "GET /api/sources HTTP/9.9\r\nHost: " + here + "\r\n");
        requests.put("obs-fold", "GET /api/sources HTTP/1.1\r\nHost: " + here + "\r\nX-Folded: a\r\n b\r\n");
        int rounds = context.scaled(ROUNDS);
        for (int i = 0; i < rounds && context.mayOpen(); i++) {
            for (Map.Entry<String, String> request : requests.entrySet()) {
                int status = HttpQuestion.status(context.server(), request.getValue() + "\r\n");
                context.counts().count(request.getKey() + " " + status);
            }
        }
        context.hold(1);
    }
}
