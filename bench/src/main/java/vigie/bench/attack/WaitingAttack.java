package vigie.bench.attack;

/** Does nothing: the server's own sources are the attack. */
final class WaitingAttack implements Attack {
    @Override
    public void run(AttackContext context) throws InterruptedException {
        context.hold(1);
    }
}
