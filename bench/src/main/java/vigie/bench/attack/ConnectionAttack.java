package vigie.bench.attack;

import io.netty.channel.ChannelOption;

/** Opens very many connections that send nothing: holds them, or resets each at once. */
final class ConnectionAttack implements Attack {
    private final int connections;
    private final boolean reset;

    ConnectionAttack(int connections, boolean reset) {
        this.connections = connections;
        this.reset = reset;
    }

    @Override
    public void run(AttackContext context) throws InterruptedException {
        int most = context.scaled(connections);
        for (int i = 0; i < most && context.mayOpen(); i++) {
            context.sockets().plain(channel -> {
                if (reset) {
                    channel.config().setOption(ChannelOption.SO_LINGER, 0);
                    var unused = channel.close();
                }
            });
        }
        context.hold(1);
    }
}
