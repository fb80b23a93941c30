package vigie.bench.attack;

/** Opens as many sessions as the server takes, and holds them. */
final class OneAddressAttack implements Attack {
    private static final int SESSIONS = 10_000;

    @Override
    public void run(AttackContext context) throws InterruptedException {
        int sessions = context.scaled(SESSIONS);
        for (int i = 0; i < sessions && context.mayOpen(); i++) {
            context.sockets().webSocket("/live?sensors=none", channel -> {});
        }
        context.hold(1);
    }
}
