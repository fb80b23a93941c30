package vigie.live.frame;

import io.netty.buffer.ByteBuf;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import vigie.hub.Batch;
import vigie.hub.Change;
import vigie.hub.HubSnapshot;
import vigie.hub.SensorSnapshot;
import vigie.live.limits.LiveSettings;
import vigie.live.view.View;
import vigie.protocol.message.EventsReport;
import vigie.protocol.message.MessageWriter.Readings;
import vigie.protocol.message.MessageWriter.Sink;
import vigie.protocol.message.SensorReport;
import vigie.protocol.message.Welcome;

/** What the hub says, as frames for one view. Stateless. */
public final class HubFrames {
    private HubFrames() {}

    /** One batch: its changes, then its update. */
    public static void batch(FrameWriter writer, ByteBuf frames, View view, Batch batch) {
        batch(writer, frames, view, batch, sink -> readings(view, batch, 0, batch.size(), sink));
    }

    /** The same for readings chosen elsewhere. */
    public static void batch(FrameWriter writer, ByteBuf frames, View view, Batch batch, Readings readings) {
        batch.changes().forEach(change -> change(writer, frames, view, change));
        writer.append(frames, (messages, out) -> messages.update(out, batch.seq(), batch.epochMillis(), 0, readings));
    }

    /** What changed in the batches that a session missed, then one update with the newest reading of each sensor in them. */
    public static void changed(FrameWriter writer, ByteBuf frames, View view, HubSnapshot now, List<Batch> missed) {
        BitSet heard = new BitSet();
        for (Batch batch : missed) {
            batch.changes().forEach(change -> change(writer, frames, view, change));
            for (int i = 0; i < batch.size(); i++) {
                heard.set(batch.sensor(i));
            }
        }
        writer.append(
                frames,
                (messages, out) -> messages.update(
                        out,
                        now.seq(),
                        now.epochMillis(),
                        missed.size() - 1,
                        sink -> newest(view, now, heard::get, sink)));
    }

    /** How every source and sensor is now, for a session that missed too much. */
    public static void states(FrameWriter writer, ByteBuf frames, View view, HubSnapshot now) {
        now.sources().forEach(source -> writer.append(frames, (messages, out) -> messages.source(out, source)));
        for (SensorSnapshot sensor : now.sensors()) {
            String name = view.name(sensor.index(), sensor.info().id());
            if (name != null) {
                writer.append(frames, (messages, out) -> messages.sensor(out, sensor.info(), sensor.status()));
                writer.append(
                        frames,
                        (messages, out) ->
                                messages.status(out, name, sensor.status(), sensor.cause(), sensor.sinceMillis()));
            }
        }
    }

    /** One update with the newest reading of every sensor. */
    public static void newest(FrameWriter writer, ByteBuf frames, View view, HubSnapshot now, long thinned) {
        writer.append(
                frames,
                (messages, out) -> messages.update(
                        out, now.seq(), now.epochMillis(), thinned, sink -> newest(view, now, sensor -> true, sink)));
    }

    /** Readings {@code from} up to and without {@code to} of a batch, as far as the view shows them. */
    public static void readings(View view, Batch batch, int from, int to, Sink sink) {
        for (int i = from; i < to; i++) {
            String name = view.name(batch.sensor(i), batch.id(i));
            if (name != null) {
                sink.reading(name, batch.time(i), batch.value(i));
            }
        }
    }

    /** The hub's state as a welcome for a view, with what the events add up to. */
    public static Welcome welcome(LiveSettings settings, View view, HubSnapshot now, EventsReport events) {
        return new Welcome(
                settings.server(),
                now.epoch(),
                now.seq(),
                now.epochMillis(),
                settings.tick().toMillis(),
                now.sensors().stream()
                        .filter(sensor ->
                                view.shows(sensor.index(), sensor.info().id()))
                        .map(HubFrames::report)
                        .toList(),
                now.sources(),
                events,
                null);
    }

    private static SensorReport report(SensorSnapshot sensor) {
        SensorReport.@Nullable Last last =
                sensor.hasValue() ? new SensorReport.Last(sensor.lastMillis(), sensor.lastValue()) : null;
        return new SensorReport(
                sensor.info(), sensor.status(), sensor.cause(), sensor.sinceMillis(), last, sensor.cadenceMillis());
    }

    private static void newest(View view, HubSnapshot now, IntPredicate wanted, Sink sink) {
        for (SensorSnapshot sensor : now.sensors()) {
            String name = view.name(sensor.index(), sensor.info().id());
            if (name != null && sensor.hasValue() && wanted.test(sensor.index())) {
                sink.reading(name, sensor.lastMillis(), sensor.lastValue());
            }
        }
    }

    private static void change(FrameWriter writer, ByteBuf frames, View view, Change change) {
        if (change instanceof Change.SensorAdded added) {
            if (view.name(added.index(), added.info().id()) != null) {
                writer.append(frames, (messages, out) -> messages.sensor(out, added.info(), null));
            }
        } else if (change instanceof Change.StatusChanged changed) {
            String name = view.name(changed.index(), changed.id());
            if (name != null) {
                writer.append(
                        frames,
                        (messages, out) ->
                                messages.status(out, name, changed.status(), changed.cause(), changed.sinceMillis()));
            }
        } else if (change instanceof Change.SourceChanged changed) {
            writer.append(frames, (messages, out) -> messages.source(out, changed.status()));
        }
    }
}
