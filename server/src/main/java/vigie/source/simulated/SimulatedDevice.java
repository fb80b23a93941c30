package vigie.source.simulated;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vigie.source.simulated.plant.Fault;
import vigie.source.simulated.plant.Noise;
import vigie.source.simulated.plant.PlantChannel;
import vigie.source.simulated.plant.PlantSignals;
import vigie.source.simulated.plant.Schedule;

/**
 * What a device says, line by line. Pure: the same settings, the same beginning and the same line number give the same bytes,
 * in whatever order lines are asked for. Not thread-safe, for it reuses what it works on.
 */
final class SimulatedDevice {
    private static final long RUBBISH = -1;

    private final LinePace pace;
    private final long beginningMillis;
    private final List<PlantChannel> channels;
    private final PlantSignals signals;
    private final LineWriter writer;
    private final Noise rubbishNoise;
    private final Fault[][] faultsByChannel;
    private final List<Schedule> rubbish;
    private final List<Schedule> unplugged;
    private final double[] values;

    /**
     * A device.
     *
     * @param settings what it is
     * @param beginningMillis epoch milliseconds from which its schedules count
     */
    SimulatedDevice(SimulatedSettings settings, long beginningMillis) {
        this.pace = settings.pace();
        this.beginningMillis = beginningMillis;
        this.channels = settings.channels();
        Noise noise = new Noise(settings.seed()).fork(settings.plant().word().hashCode());
        this.signals = new PlantSignals(channels, settings.shapes(), noise, door(settings.faults()));
        this.writer = new LineWriter(settings.speaks(), channels);
        this.rubbishNoise = noise.fork(RUBBISH);
        this.rubbish = schedules(settings.faults(), Fault.Kind.RUBBISH);
        this.unplugged = schedules(settings.faults(), Fault.Kind.UNPLUGGED);
        this.faultsByChannel = channels.stream()
                .map(channel -> settings.faults().stream()
                        .filter(fault -> channel.key().equals(fault.channel()))
                        .toArray(Fault[]::new))
                .toArray(Fault[][]::new);
        this.values = new double[channels.size()];
    }

    /** When its lines are due. */
    LinePace pace() {
        return pace;
    }

    /** How many readings a line has, unless a channel is silent or slower than the lines. */
    int channels() {
        return channels.size();
    }

    /** What it says when it starts. */
    void header(LineBytes out) {
        writer.header(out);
    }

    /** What it says in this line: nothing, the line, or more than one. */
    void line(long line, LineBytes out) {
        long epochMillis = pace.dueMillis(line);
        long now = epochMillis - beginningMillis;
        long before = pace.dueMillis(line - 1) - beginningMillis;
        if (touchesAny(rubbish, before, now)) {
            writer.rubbish(rubbishNoise, line, out);
        }
        for (int i = 0; i < values.length; i++) {
            boolean due = Math.floorMod(line, channels.get(i).everyLines()) == 0;
            values[i] = due ? measured(i, epochMillis, before) : Double.NaN;
        }
        writer.readings(values, out);
    }

    /** The schedule by which its cable is out at this time, if it is. */
    @Nullable
    Schedule unplugged(long epochMillis) {
        for (Schedule schedule : unplugged) {
            if (schedule.active(epochMillis - beginningMillis)) {
                return schedule;
            }
        }
        return null;
    }

    /** What the sensor says; NaN when it says nothing. */
    private double measured(int channel, long epochMillis, long before) {
        long now = epochMillis - beginningMillis;
        double value = signals.value(channel, epochMillis, now);
        for (Fault fault : faultsByChannel[channel]) {
            value += error(fault, before, now);
        }
        return Math.max(0, value);
    }

    private static double error(Fault fault, long before, long now) {
        Schedule schedule = fault.schedule();
        return switch (fault.kind()) {
            case SILENT -> schedule.touches(before, now) ? Double.NaN : 0;
            case SPIKE -> schedule.touches(before, now) ? fault.size() : 0;
            case DRIFT ->
                schedule.active(now)
                        ? fault.size()
                                * schedule.sinceBeginning(now)
                                / schedule.lasts().toMillis()
                        : 0;
            case RUBBISH, UNPLUGGED, DOOR -> 0;
        };
    }

    private static boolean touchesAny(List<Schedule> schedules, long before, long now) {
        for (Schedule schedule : schedules) {
            if (schedule.touches(before, now)) {
                return true;
            }
        }
        return false;
    }

    private static List<Schedule> schedules(List<Fault> faults, Fault.Kind kind) {
        return faults.stream()
                .filter(fault -> fault.kind() == kind)
                .map(Fault::schedule)
                .toList();
    }

    private static @Nullable Schedule door(List<Fault> faults) {
        List<Schedule> doors = schedules(faults, Fault.Kind.DOOR);
        return doors.isEmpty() ? null : doors.get(0);
    }
}
