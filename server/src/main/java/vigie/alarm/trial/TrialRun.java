package vigie.alarm.trial;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vigie.alarm.AlarmEngine;
import vigie.alarm.SensorRules;
import vigie.alarm.life.AlarmRequest;
import vigie.alarm.life.AlarmState;
import vigie.decode.Decoder;
import vigie.decode.line.format.DecoderFormat;
import vigie.event.Event;
import vigie.journal.UnknownAlarmException;
import vigie.sensor.SensorId;
import vigie.sensor.SensorInfo;
import vigie.source.replay.ReplaySource;
import vigie.source.simulated.SimulatedSource;

/** Plays one trial: the same engine as live, time as fast as it goes. One thread, once. */
public final class TrialRun {
    private final Trials trials;
    private final Trial trial;
    private final TrialLog log;
    private final AlarmEngine engine;
    private final Map<SensorId, SensorRules> sensors = new HashMap<>();
    private final List<String> failures = new ArrayList<>();

    private TrialRun(Trials trials, Trial trial) {
        this.trials = trials;
        this.trial = trial;
        log = new TrialLog();
        engine = new AlarmEngine(trials.rules(), trials.ranged(), log::happened, log::trouble);
        log.handTo(engine);
    }

    /**
     * Plays one.
     *
     * @throws TrialException when it cannot be played
     */
    public static TrialResult play(Trials trials, Trial trial) throws TrialException {
        return new TrialRun(trials, trial).run();
    }

    private TrialResult run() throws TrialException {
        Timeline timeline = new Timeline();
        for (TrialFeed feed : trial.feeds()) {
            fill(timeline, feed);
        }
        engine.begin(id -> trials.sensors().describe(id, id.channel(), null), Clockwork.START);
        List<Step> steps = steps();
        int next = 0;
        for (Timeline.Moment moment : timeline.inOrder()) {
            while (next < steps.size() && steps.get(next).millis() < moment.millis()) {
                take(steps.get(next++));
            }
            reading(moment);
        }
        while (next < steps.size()) {
            take(steps.get(next++));
        }
        trial.expectations().forEach(this::checkCount);
        return new TrialResult(trial.name(), failures, log.lines());
    }

    private void fill(Timeline timeline, TrialFeed feed) throws TrialException {
        if (feed instanceof TrialFeed.Points written) {
            SensorId id = written.sensor();
            SensorInfo info = trials.sensors().describe(id, id.channel(), null);
            for (TrialFeed.Point point : written.points()) {
                timeline.add(point.millis(), info, point.value());
            }
        } else if (feed instanceof TrialFeed.Recording recording) {
            Clockwork clock = new Clockwork();
            Decoder decoder = DecoderFormat.parse(recording.settings().format()).create();
            new SourcePlayer(recording.settings().id(), trials.sensors(), decoder, timeline)
                    .play(new ReplaySource(recording.settings(), clock, clock), clock, Long.MAX_VALUE);
        } else if (feed instanceof TrialFeed.Simulated simulated) {
            simulate(timeline, simulated);
        }
    }

    private void simulate(Timeline timeline, TrialFeed.Simulated simulated) throws TrialException {
        Clockwork clock = new Clockwork();
        long lasts = simulated.lasts().toMillis();
        SimulatedSource[] source = new SimulatedSource[1];
        source[0] = new SimulatedSource(simulated.settings(), clock, millis -> {
            clock.sleep(millis);
            if (clock.elapsed() >= lasts) {
                source[0].stop();
            }
        });
        Decoder decoder =
                DecoderFormat.parse(simulated.settings().speaks().word()).create();
        new SourcePlayer(simulated.settings().id(), trials.sensors(), decoder, timeline).play(source[0], clock, lasts);
    }

    private void reading(Timeline.Moment moment) {
        long at = Clockwork.START + moment.millis();
        engine.advance(at - 1);
        SensorRules known = sensors.get(moment.sensor().id());
        if (known == null || !known.info().equals(moment.sensor())) {
            known = engine.sensor(moment.sensor(), at);
            sensors.put(moment.sensor().id(), known);
        }
        engine.reading(known, at, moment.value(), at);
    }

    /** What is done or looked at, after the readings of that time. */
    private record Step(long millis, @Nullable TrialAction action, Expectation.@Nullable State state) {}

    private List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        trial.actions().forEach(action -> steps.add(new Step(action.millis(), action, null)));
        for (Expectation expectation : trial.expectations()) {
            if (expectation instanceof Expectation.State state) {
                steps.add(new Step(state.millis(), null, state));
            } else if (expectation instanceof Expectation.Count count && count.to() != Long.MAX_VALUE) {
                steps.add(new Step(count.to(), null, null));
            }
        }
        steps.sort(Comparator.comparingLong(Step::millis));
        return steps;
    }

    private void take(Step step) {
        engine.advance(Clockwork.START + step.millis());
        if (step.action() != null) {
            act(step.action());
        }
        if (step.state() != null) {
            check(step.state());
        }
    }

    private void act(TrialAction action) {
        try {
            long alarm = log.newestAlarm(action);
            long now = Clockwork.START + action.millis();
            AlarmRequest request =
                    switch (action.kind()) {
                        case ACKNOWLEDGE -> new AlarmRequest.Acknowledge(alarm, null, null);
                        case SHELVE -> new AlarmRequest.Shelve(alarm, action.shelf(), null, "in a trial");
                        case UNSHELVE -> new AlarmRequest.Unshelve(alarm, null);
                    };
            log.happened(engine.check(request, now));
        } catch (UnknownAlarmException e) {
            failures.add("at " + Clockwork.offset(action.millis()) + ": cannot "
                    + action.kind().name().toLowerCase(Locale.ROOT) + " " + action.rule() + ": "
                    + e.getMessage());
        }
    }

    private void check(Expectation.State expected) {
        List<AlarmEngine.RuleState> found = engine.states().stream()
                .filter(state -> fits(expected, state.rule(), state.sensor()))
                .toList();
        boolean right = expected.state() == AlarmState.NORMAL
                ? found.stream().allMatch(state -> state.state() == expected.state())
                : found.stream().anyMatch(state -> state.state() == expected.state());
        if (!right) {
            String was = found.isEmpty()
                    ? "no such rule on any sensor heard"
                    : String.join(", ", found.stream().map(TrialRun::inWords).toList());
            failures.add("at " + Clockwork.offset(expected.millis()) + who(expected) + ": expected "
                    + expected.state().word() + ", was " + was);
        }
    }

    private static String inWords(AlarmEngine.RuleState state) {
        return state.state().word() + " (" + state.rule() + ", " + state.sensor() + ")";
    }

    private void checkCount(Expectation expectation) {
        if (!(expectation instanceof Expectation.Count expected)) {
            return;
        }
        long count =
                log.events().stream().filter(event -> counts(expected, event)).count();
        if (count != expected.count()) {
            String range = expected.to() == Long.MAX_VALUE
                    ? ""
                    : " from " + Clockwork.offset(expected.from()) + " to " + Clockwork.offset(expected.to());
            failures.add(expected.kind().word() + range + who(expected) + ": expected " + expected.count() + ", was "
                    + count);
        }
    }

    private static boolean counts(Expectation.Count expected, Event event) {
        long at = event.what().epochMillis() - Clockwork.START;
        return event.what().kind() == expected.kind()
                && at >= expected.from()
                && at <= expected.to()
                && fits(
                        expected,
                        TrialLog.rule(event),
                        SensorId.parse(event.what().subject()));
    }

    private static boolean fits(Expectation expected, String rule, SensorId sensor) {
        return (expected.rule() == null || expected.rule().equals(rule))
                && (expected.sensor() == null || expected.sensor().equals(sensor));
    }

    private static String who(Expectation expected) {
        return (expected.rule() == null ? "" : " " + expected.rule())
                + (expected.sensor() == null ? "" : " on " + expected.sensor());
    }
}
