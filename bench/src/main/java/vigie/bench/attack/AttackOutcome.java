package vigie.bench.attack;

/**
 * What became of a server that was attacked.
 *
 * @param watched what an honest viewer noticed
 * @param recoveredMillis how long after the attacker had left everybody was served again
 * @param residentBefore resident memory in MB before the attack
 * @param residentPeak the most during the attack
 * @param residentAfter after it
 * @param logBytes how much it logged
 * @param dataBytes how much its data grew
 * @param outOfMemory how often its log speaks of exhausted memory
 * @param readings how many readings of the past it still has; empty where it had none
 * @param state {@code alive}, or the code with which it ended
 * @param noticed what the attacker noticed
 */
record AttackOutcome(
        WatchReport watched,
        long recoveredMillis,
        long residentBefore,
        long residentPeak,
        long residentAfter,
        long logBytes,
        long dataBytes,
        long outOfMemory,
        String readings,
        String state,
        String noticed) {}
