package vigie.bench.attack;

import java.util.Arrays;
import java.util.Optional;

/** The attacks, by their names on the command line. */
enum AttackKind {
    FRAGMENTS("fragments", "2700 WebSockets, each with an unfinished fragment of 60 kB", AttackTarget.FEW_SENSORS, 16),
    DEFLATED_FRAGMENTS(
            "deflated-fragments",
            "2700 WebSockets, each with an unfinished fragment that inflates to 65 kB",
            AttackTarget.FEW_SENSORS,
            16),
    PIPELINE(
            "pipeline",
            "one connection asks 64 000 times for a large file and reads nothing",
            AttackTarget.FEW_SENSORS,
            1),
    DOCUMENTS(
            "documents",
            "one connection asks 64 000 times for the 1000 sensors and reads nothing",
            AttackTarget.MANY_SENSORS,
            1),
    WELCOME(
            "welcome",
            "1500 viewers of 1000 sensors read nothing, not even their welcome",
            AttackTarget.MANY_SENSORS,
            16),
    VIEWS("views", "4000 slow viewers with different views of 1000 sensors", AttackTarget.MANY_SENSORS, 16),
    MATRIX(
            "matrix",
            "12 unread matrices of 1024 x 1024 as JSON, 12 sent, 8 bodies with 900 000 names",
            AttackTarget.FEW_SENSORS,
            1),
    SLOW_CLIENTS(
            "slow-clients",
            "200 clients that read history, stills and exports or send stills a few bytes at a time",
            AttackTarget.FILLED_HISTORY,
            4),
    GLOBS("globs", "4 viewers change to 64 globs that cost much, 15 times a second", AttackTarget.MANY_SENSORS, 4),
    RESUBSCRIBE("resubscribe", "1000 viewers change their view ten times a second", AttackTarget.MANY_SENSORS, 16),
    ONE_ADDRESS("one-address", "one address opens 10 000 sessions", AttackTarget.LIMITED_ADDRESSES, 1),
    RESETS("resets", "10 000 connections, each reset at once", AttackTarget.LIMITED_ADDRESSES, 1),
    IDLE("idle", "10 000 connections that send nothing", AttackTarget.FEW_SENSORS, 16),
    SLOWLORIS("slowloris", "2000 requests that are sent a byte a second", AttackTarget.FEW_SENSORS, 16),
    ECHO("echo", "40 unfinished messages of 15 MiB on /echo, half of them not read back", AttackTarget.FEW_SENSORS, 4),
    NOTES(
            "notes",
            "sessions that come and go write notes into a history of 10 MB as fast as they can",
            AttackTarget.FILLED_HISTORY,
            1),
    FLAPPING("flapping", "200 alarms that are raised and cleared five times a second", AttackTarget.FLAPPING_ALARMS, 1),
    DESCRIPTORS(
            "descriptors", "1000 connections to a server that may open 256 files", AttackTarget.FEW_DESCRIPTORS, 16),
    LEAVE("leave", "500 clients leave within a message", AttackTarget.FEW_SENSORS, 16),
    ODD_REQUESTS(
            "odd-requests",
            "requests with a foreign Host, none or two, HTTP/9.9, folded headers",
            AttackTarget.FEW_SENSORS,
            1);

    private final String word;
    private final String summary;
    private final AttackTarget target;
    private final int addresses;

    AttackKind(String word, String summary, AttackTarget target, int addresses) {
        this.word = word;
        this.summary = summary;
        this.target = target;
        this.addresses = addresses;
    }

    /** Its name on the command line. */
    String word() {
        return word;
    }

    /** What the attacker does, in one line. */
    String summary() {
        return summary;
    }

    AttackTarget target() {
        return target;
    }

    /** From how many addresses it comes; 1 for what one stranger can do. */
    int addresses() {
        return addresses;
    }

    Attack attack() {
        return switch (this) {
            case FRAGMENTS -> new FragmentAttack(false);
            case DEFLATED_FRAGMENTS -> new FragmentAttack(true);
            case PIPELINE -> new PipelineAttack("/webjars/highcharts/highcharts.js");
            case DOCUMENTS -> new PipelineAttack("/api/sensors");
            case WELCOME -> new SilentViewerAttack();
            case VIEWS -> new DistinctViewAttack();
            case MATRIX -> new MatrixAttack();
            case SLOW_CLIENTS -> new SlowClientAttack();
            case GLOBS -> new GlobAttack();
            case RESUBSCRIBE -> new ResubscribeAttack();
            case ONE_ADDRESS -> new OneAddressAttack();
            case RESETS -> new ConnectionAttack(10_000, true);
            case IDLE -> new ConnectionAttack(10_000, false);
            case SLOWLORIS -> new SlowRequestAttack();
            case ECHO -> new EchoAttack();
            case NOTES -> new NoteAttack();
            case FLAPPING -> new WaitingAttack();
            case DESCRIPTORS -> new ConnectionAttack(1000, false);
            case LEAVE -> new LeaveAttack();
            case ODD_REQUESTS -> new OddRequestAttack();
        };
    }

    static Optional<AttackKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }

    @Override
    public String toString() {
        return word;
    }
}
