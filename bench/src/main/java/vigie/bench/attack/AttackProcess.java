package vigie.bench.attack;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/** The program that attacks: {@code NAME URL SECONDS}. It prints what it noticed, in one line. */
final class AttackProcess {
    private AttackProcess() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        AttackKind kind = AttackKind.of(args[0])
                .orElseThrow(() -> new IllegalArgumentException(args[0] + " (expected: the name of an attack)"));
        Duration length = Duration.ofSeconds(Long.parseLong(args[2]));
        try (AttackContext context = new AttackContext(URI.create(args[1]), 1, length, kind.addresses())) {
            kind.attack().run(context);
            System.out.println(context.counts().soFar());
        }
    }
}
