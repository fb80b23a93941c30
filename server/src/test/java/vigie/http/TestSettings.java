package vigie.http;

import java.time.Duration;
import java.util.List;
import vigie.http.admission.AdmissionSettings;
import vigie.http.settings.FrameAncestors;
import vigie.http.settings.HttpLimits;
import vigie.http.settings.HttpSettings;
import vigie.http.settings.HttpTimes;
import vigie.http.settings.TransportChoice;

/** Settings on a free port of this machine: small ones, but for what a test says. */
public final class TestSettings {
    private TransportChoice transport = TransportChoice.AUTO;
    private int maxSessions = 10;
    private int maxEchoBytes = HttpLimits.DEFAULT.echoBytes();
    private int maxArrivingBytes = HttpLimits.DEFAULT.arrivingBytes();
    private AdmissionSettings admission = AdmissionSettings.DEFAULT;
    private Duration idle = Duration.ofSeconds(60);
    private Duration requestTime = Duration.ofSeconds(60);
    private Duration messageTime = Duration.ofSeconds(60);
    private Duration ping = Duration.ofSeconds(20);
    private int sendBuffer;

    public TestSettings transport(TransportChoice wanted) {
        transport = wanted;
        return this;
    }

    TestSettings maxSessions(int limit) {
        maxSessions = limit;
        return this;
    }

    TestSettings maxEchoBytes(int limit) {
        maxEchoBytes = limit;
        return this;
    }

    TestSettings maxArrivingBytes(int limit) {
        maxArrivingBytes = limit;
        return this;
    }

    TestSettings admission(AdmissionSettings wanted) {
        admission = wanted;
        return this;
    }

    TestSettings idle(Duration limit) {
        idle = limit;
        return this;
    }

    TestSettings requestTime(Duration limit) {
        requestTime = limit;
        return this;
    }

    TestSettings messageTime(Duration limit) {
        messageTime = limit;
        return this;
    }

    TestSettings ping(Duration period) {
        ping = period;
        return this;
    }

    TestSettings sendBuffer(int bytes) {
        sendBuffer = bytes;
        return this;
    }

    public HttpSettings build() {
        return new HttpSettings(
                "127.0.0.1",
                0,
                transport,
                List.of(),
                FrameAncestors.DEFAULT,
                admission,
                new HttpLimits(
                        maxSessions,
                        maxEchoBytes,
                        HttpLimits.DEFAULT.headerBytes(),
                        HttpLimits.DEFAULT.urlBytes(),
                        maxArrivingBytes),
                new HttpTimes(idle, requestTime, messageTime, ping, HttpTimes.DEFAULT.closing()),
                sendBuffer);
    }
}
