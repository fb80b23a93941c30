package vigie.bench.attack;

/** A row for each attack, in the manner of Markdown, printed as soon as it is known. */
final class AttackTable {
    AttackTable() {
        System.out.println("| attack | transport | gap ms | health ms | answers ms | newcomers ms | recovered ms | MB"
                + " before, peak, after | log kB | OOM | thinned | holes | readings left | data kB | server | watcher's"
                + " own pause ms | attacker noticed |");
        System.out.println("|" + "---|".repeat(17));
    }

    /** Prints it. */
    void row(AttackKind kind, String transport, AttackOutcome outcome) {
        WatchReport watched = outcome.watched();
        System.out.printf(
                "| %s | %s | %d | %s | %s | %s | %d | %d, %d, %d | %.1f | %d | %d | %d | %s | %.0f | %s | %d | %s |%n",
                kind.word(),
                transport,
                watched.gapMillis(),
                watched.health(),
                watched.answers(),
                watched.newcomers(),
                outcome.recoveredMillis(),
                outcome.residentBefore(),
                outcome.residentPeak(),
                outcome.residentAfter(),
                outcome.logBytes() / 1e3,
                outcome.outOfMemory(),
                watched.thinned(),
                watched.holes(),
                outcome.readings(),
                outcome.dataBytes() / 1e3,
                outcome.state(),
                watched.pauseMillis(),
                outcome.noticed());
    }
}
