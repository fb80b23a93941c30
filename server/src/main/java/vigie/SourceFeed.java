package vigie;

import org.jspecify.annotations.Nullable;
import vigie.decode.Decoder;
import vigie.decode.DecoderOutput;
import vigie.decode.DecoderTally;
import vigie.hub.Inlet;
import vigie.source.SourceOutput;

/** Joins three stages for one source: its bytes go through its decoder into the hub. Belongs to the source's thread. */
final class SourceFeed implements SourceOutput, DecoderOutput {
    private final Decoder decoder;
    private final Inlet inlet;
    private final LimitTrouble limits;
    private long malformed;

    SourceFeed(Decoder decoder, Inlet inlet, LimitTrouble limits) {
        this.decoder = decoder;
        this.inlet = inlet;
        this.limits = limits;
    }

    @Override
    public void opened(boolean midLine) {
        // What the hub had no memory for when the source failed.
        inlet.publish();
        decoder.restart(midLine);
    }

    @Override
    public void quiet() {
        decoder.restart(false);
    }

    @Override
    public void bytes(byte[] bytes, int offset, int length, long arrivalMillis) {
        decoder.decode(bytes, offset, length, arrivalMillis, this);
        inlet.publish();
        DecoderTally tally = decoder.tally();
        tellUnreadable(tally);
        limits.observe(tally, arrivalMillis);
    }

    private void tellUnreadable(DecoderTally tally) {
        if (tally.malformed() > malformed) {
            inlet.unreadable(tally.lastMalformed());
            malformed = tally.malformed();
        }
    }

    @Override
    public void channel(int channel, String name, @Nullable String unit) {
        inlet.channel(channel, name, unit);
    }

    @Override
    public void reading(int channel, long epochMillis, double value) {
        inlet.add(channel, epochMillis, value);
    }
}
