package vigie.alarm.rule;

import org.jspecify.annotations.Nullable;

/**
 * A rule, and whether it works.
 *
 * @param rule the rule
 * @param broken why it does not work, on some sensor at least; null when it does
 */
public record RuleStatus(AlarmRule rule, @Nullable String broken) {}
