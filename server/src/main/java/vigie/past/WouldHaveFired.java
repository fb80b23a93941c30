package vigie.past;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vigie.alarm.AlarmEngine;
import vigie.alarm.SensorRules;
import vigie.event.AlarmStep;
import vigie.event.Event;
import vigie.event.EventKind;
import vigie.event.Happening;
import vigie.event.Trouble;
import vigie.sensor.SensorId;
import vigie.sensor.SensorInfo;
import vigie.store.History;
import vigie.store.HistoryException;
import vigie.store.SensorExtent;

/**
 * Plays what is kept of a sensor against a rule, by the same engine that watches live, and counts the alarms there would have been.
 * Reads in pieces. Thread-safe; may block.
 */
public final class WouldHaveFired {
    /** So many are listed: {@value}. */
    public static final int MOST_FIRINGS = 1000;

    /** So many readings are looked at: {@value}; a sensor of 100 readings/s has as many in a day. */
    static final int MOST_READINGS = 10_000_000;

    private final History history;
    private final Function<SensorId, SensorInfo> describe;
    private final int mostReadings;

    public WouldHaveFired(History history, Function<SensorId, SensorInfo> describe) {
        this(history, describe, MOST_READINGS);
    }

    WouldHaveFired(History history, Function<SensorId, SensorInfo> describe, int mostReadings) {
        this.history = history;
        this.describe = describe;
        this.mostReadings = mostReadings;
    }

    /**
     * Looks.
     *
     * @param now epoch milliseconds: silence is not counted beyond it
     * @throws HistoryException when the history cannot be read
     */
    public Firings ask(AlarmQuery query, long now) throws HistoryException {
        return ask(query, now, () -> false);
    }

    /**
     * The same, for somebody who may lose interest.
     *
     * @param unwanted whether nobody waits for the answer any more: then it is not complete
     */
    public Firings ask(AlarmQuery query, long now, BooleanSupplier unwanted) throws HistoryException {
        Play play = new Play(query, describe.apply(query.sensor()), mostReadings);
        boolean complete = true;
        for (SensorExtent extent : history.sensors()) {
            if (extent.sensor().equals(query.sensor())) {
                long from = Math.max(query.from(), extent.first());
                long to = Math.min(query.to(), extent.last() + 1);
                complete = from >= to || read(new Series(describe.apply(query.sensor()), from, to, 0), play, unwanted);
            }
        }
        if (complete) {
            play.engine.advance(Math.min(query.to(), now));
        }
        return play.firings(complete);
    }

    private boolean read(Series series, Play play, BooleanSupplier unwanted) throws HistoryException {
        long count = history.count(series.sensor().id(), series.from(), series.to());
        try {
            ReadingSlices readings = new ReadingSlices(history, series.withCount(count));
            BooleanSupplier stop = () -> play.isFull() || unwanted.getAsBoolean();
            boolean complete = false;
            while (!complete) {
                complete = readings.readSome(play::reading, stop);
                if (!complete && stop.getAsBoolean()) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            throw new IllegalStateException("nothing is written here", e);
        }
    }

    /** One rule on the readings of one sensor. */
    private static final class Play {
        private final AlarmQuery query;
        private final SensorInfo info;
        private final int mostReadings;
        private final AlarmEngine engine;
        private final List<Firings.Firing> firings = new ArrayList<>();
        private @Nullable SensorRules sensor;
        private @Nullable Long first;
        private @Nullable String broken;
        private long readings;
        private long count;
        private long events;

        Play(AlarmQuery query, SensorInfo info, int mostReadings) {
            this.query = query;
            this.info = info;
            this.mostReadings = mostReadings;
            engine = new AlarmEngine(List.of(query.rule()), id -> false, this::happened, this::trouble);
        }

        boolean isFull() {
            return readings >= mostReadings;
        }

        void reading(long epochMillis, double value) {
            readings++;
            if (sensor == null) {
                first = epochMillis;
                sensor = engine.sensor(info, epochMillis);
            }
            engine.advance(epochMillis - 1);
            engine.reading(sensor, epochMillis, value, epochMillis);
        }

        private void happened(Happening what) {
            Event event = new Event(++events, what);
            if (what.kind() == EventKind.ALARM_RAISED) {
                raised(what);
            } else if (what.kind() == EventKind.ALARM_CLEARED && count == firings.size()) {
                int last = firings.size() - 1;
                Firings.Firing open = firings.get(last);
                firings.set(last, new Firings.Firing(open.raised(), what.epochMillis(), open.value()));
            }
            engine.apply(event);
        }

        private void raised(Happening what) {
            count++;
            if (firings.size() < MOST_FIRINGS) {
                AlarmStep step = what.alarm();
                Double value = step == null || !Double.isFinite(step.value()) ? null : (Double) step.value();
                firings.add(new Firings.Firing(what.epochMillis(), null, value));
            }
        }

        private void trouble(Trouble trouble) {
            broken = trouble.over() ? null : trouble.text();
        }

        Firings firings(boolean complete) {
            return new Firings(
                    query.sensor().toString(),
                    query.from(),
                    query.to(),
                    first,
                    readings,
                    firings,
                    count,
                    count > firings.size(),
                    complete,
                    broken);
        }
    }
}
