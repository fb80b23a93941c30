package vigie.alarm.rule;

import java.time.Duration;

/** When a rule holds. Immutable. */
public sealed interface Condition {
    /** The kind, as in the configuration. */
    String word();

    /** The limit in words, without a unit. */
    String limit();

    /** What it says of a sensor when the rule has no text of its own. */
    AlarmText defaultText();

    /** A condition on what a reading says: its value, or the rate at which values change. */
    sealed interface OfReadings extends Condition {
        /**
         * Whether it holds.
         *
         * @param measured the value, or the rate in units per second
         * @param slack by how much the limit to clear is off the limit to raise; 0 unless it held before
         */
        boolean holds(double measured, double slack);
    }

    /** More than a limit. */
    record Above(double limitValue) implements OfReadings {
        public Above {
            requireFinite("above", limitValue);
        }

        @Override
        public boolean holds(double measured, double slack) {
            return measured > limitValue - slack;
        }

        @Override
        public String word() {
            return "above";
        }

        @Override
        public String limit() {
            return Wording.number(limitValue);
        }

        @Override
        public AlarmText defaultText() {
            return new AlarmText("{name} {value} {unit}: above {limit} {unit}");
        }
    }

    /** Less than a limit. */
    record Below(double limitValue) implements OfReadings {
        public Below {
            requireFinite("below", limitValue);
        }

        @Override
        public boolean holds(double measured, double slack) {
            return measured < limitValue + slack;
        }

        @Override
        public String word() {
            return "below";
        }

        @Override
        public String limit() {
            return Wording.number(limitValue);
        }

        @Override
        public AlarmText defaultText() {
            return new AlarmText("{name} {value} {unit}: below {limit} {unit}");
        }
    }

    /** Less than the low limit or more than the high one. */
    record Outside(double low, double high) implements OfReadings {
        public Outside {
            requireFinite("outside", low);
            requireFinite("outside", high);
            if (low >= high) {
                throw new IllegalArgumentException("outside: [" + Wording.number(low) + ", " + Wording.number(high)
                        + "] (expected: the low limit, then the high one)");
            }
        }

        @Override
        public boolean holds(double measured, double slack) {
            return measured > high - slack || measured < low + slack;
        }

        @Override
        public String word() {
            return "outside";
        }

        @Override
        public String limit() {
            return Wording.number(low) + " to " + Wording.number(high);
        }

        @Override
        public AlarmText defaultText() {
            return new AlarmText("{name} {value} {unit}: outside {limit} {unit}");
        }
    }

    /**
     * Values change faster than so many units per second, up or down.
     *
     * @param perSecond more than zero
     * @param over the time over which the change is taken, 1 s to 1 d
     */
    record RateOfChange(double perSecond, Duration over) implements OfReadings {
        /** Over 10 s unless said. */
        public static final Duration DEFAULT_OVER = Duration.ofSeconds(10);

        public RateOfChange {
            requireFinite("rate", perSecond);
            if (perSecond <= 0) {
                throw new IllegalArgumentException("rate: " + Wording.number(perSecond)
                        + " (expected: more than 0, units per second, up or down)");
            }
            if (over.toMillis() < 1000 || over.compareTo(Duration.ofDays(1)) > 0) {
                throw new IllegalArgumentException("over: " + Wording.span(over) + " (expected: 1s to 1d)");
            }
        }

        @Override
        public boolean holds(double measured, double slack) {
            return Math.abs(measured) > perSecond - slack;
        }

        @Override
        public String word() {
            return "rate";
        }

        @Override
        public String limit() {
            return Wording.number(perSecond);
        }

        @Override
        public AlarmText defaultText() {
            return new AlarmText("{name} changes by {value} {unit}: faster than {limit} {unit}");
        }
    }

    /**
     * No reading for so long.
     *
     * @param silence 100 ms to 30 d
     */
    record Silent(Duration silence) implements Condition {
        public Silent {
            if (silence.toMillis() < 100 || silence.compareTo(Duration.ofDays(30)) > 0) {
                throw new IllegalArgumentException("silent: " + Wording.span(silence) + " (expected: 100ms to 30d)");
            }
        }

        @Override
        public String word() {
            return "silent";
        }

        @Override
        public String limit() {
            return Wording.span(silence);
        }

        @Override
        public AlarmText defaultText() {
            return new AlarmText("{name}: no reading for {limit}");
        }
    }

    private static void requireFinite(String name, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: a finite number)");
        }
    }
}
