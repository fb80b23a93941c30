package vigie.alarm.trial;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vigie.decode.Decoder;
import vigie.decode.DecoderOutput;
import vigie.sensor.SensorId;
import vigie.sensor.SensorInfo;
import vigie.source.Source;
import vigie.source.SourceException;
import vigie.source.SourceOutput;

/**
 * Plays a source into a timeline, by a clock of its own. Readings count at the time when they arrive: what a device says of the time is
 * not that of the trial.
 */
final class SourcePlayer implements SourceOutput, DecoderOutput {
    private final String id;
    private final SensorSource sensors;
    private final Decoder decoder;
    private final Timeline timeline;
    private final List<SensorInfo> channels = new ArrayList<>();
    private long arrival;
    private @Nullable TrialException failure;

    SourcePlayer(String id, SensorSource sensors, Decoder decoder, Timeline timeline) {
        this.id = id;
        this.sensors = sensors;
        this.decoder = decoder;
        this.timeline = timeline;
    }

    /** Plays it to its end, or until so many milliseconds are over. While its cable is pulled time goes on. */
    void play(Source source, Clockwork clock, long lastsMillis) throws TrialException {
        while (clock.elapsed() < lastsMillis) {
            try {
                source.run(this);
                break;
            } catch (SourceException e) {
                if (lastsMillis == Long.MAX_VALUE) {
                    throw new TrialException(String.valueOf(e.getMessage()), e);
                }
                clock.sleep(100);
            } catch (InterruptedException e) {
                throw new TrialException("interrupted", e);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public void opened(boolean midLine) {
        decoder.restart(midLine);
    }

    @Override
    public void quiet() {
        decoder.restart(false);
    }

    @Override
    public void bytes(byte[] bytes, int offset, int length, long arrivalMillis) {
        arrival = arrivalMillis - Clockwork.START;
        decoder.decode(bytes, offset, length, arrivalMillis, this);
    }

    @Override
    public void channel(int channel, String name, @Nullable String unit) {
        SensorInfo info = sensors.describe(SensorId.of(id, name), name, unit);
        if (channel == channels.size()) {
            channels.add(info);
        } else {
            channels.set(channel, info);
        }
    }

    @Override
    public void reading(int channel, long epochMillis, double value) {
        try {
            timeline.add(arrival, channels.get(channel), value);
        } catch (TrialException e) {
            failure = e;
        }
    }
}
