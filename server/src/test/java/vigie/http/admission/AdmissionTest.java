package vigie.http.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private static final ClientAddress NEAR = new ClientAddress("127.0.0.1", "127.0.0.1", true);
    private static final ClientAddress FAR = new ClientAddress("203.0.113.5", "203.0.113.5", false);
    private static final ClientAddress OTHER = new ClientAddress("203.0.113.6", "203.0.113.6", false);

    private long nanos;

    @Test
    void oneAddress_hasAQuarterOfTheConnections_thenTheOthersStillHaveTheirs() {
        Admission admission = admission(AdmissionSettings.DEFAULT);
        for (int i = 0; i < 25; i++) {
            assertThat(admission.admitConnection(FAR)).isNull();
        }
        assertThat(admission.admitConnection(FAR)).contains("203.0.113.5 has 25", "server.max-share");
        assertThat(admission.admitConnection(OTHER)).isNull();
        admission.connectionClosed(FAR);
        assertThat(admission.admitConnection(FAR)).isNull();
    }

    @Test
    void oneAddress_hasAQuarterOfTheSessions() {
        Admission admission = admission(AdmissionSettings.DEFAULT);
        for (int i = 0; i < 10; i++) {
            assertThat(admission.admitSession(FAR)).isNull();
        }
        assertThat(admission.admitSession(FAR)).contains("203.0.113.5 has 10", "server.max-share");
        assertThat(admission.admitSession(OTHER)).isNull();
        admission.sessionClosed(FAR);
        assertThat(admission.admitSession(FAR)).isNull();
    }

    @Test
    void programsOnThisMachine_mayHaveAll_unlessTheSettingsSayAShare() {
        Admission open = admission(AdmissionSettings.DEFAULT);
        Admission set = admission(new AdmissionSettings(List.of(), List.of(), 10, 5));
        for (int i = 0; i < 4; i++) {
            assertThat(set.admitSession(NEAR)).isNull();
        }
        assertThat(set.admitSession(NEAR)).contains("server.max-share");
        for (int i = 0; i < 10; i++) {
            assertThat(set.admitConnection(NEAR)).isNull();
        }
        assertThat(set.admitConnection(NEAR)).contains("more than 5 a second", "server.connections-per-second");
        for (int i = 0; i < 1000; i++) {
            assertThat(open.admitConnection(NEAR)).isNull();
            assertThat(open.admitSession(NEAR)).isNull();
        }
    }

    @Test
    void oneAddress_thatOpensConnectionsTooFast_isSlowedDown() {
        ConnectionPace pace = new ConnectionPace(10, 20, () -> nanos);
        for (int i = 0; i < 20; i++) {
            assertThat(pace.take("a")).isTrue();
        }
        assertThat(pace.take("a")).isFalse();
        assertThat(pace.take("b")).isTrue();
        nanos += 100_000_000;
        assertThat(pace.take("a")).isTrue();
        assertThat(pace.take("a")).isFalse();
        nanos += 3_600_000_000_000L;
        for (int i = 0; i < 20; i++) {
            assertThat(pace.take("a")).isTrue();
        }
        assertThat(pace.take("a")).isFalse();
    }

    @Test
    void manyAddresses_areNotRememberedForEver() {
        ConnectionPace pace = new ConnectionPace(10, 20, () -> nanos);
        AddressShare share = new AddressShare(100, 25);
        for (int i = 0; i < 10_000; i++) {
            assertThat(pace.take("address " + i)).isTrue();
            assertThat(share.take("address " + i)).isTrue();
            share.give("address " + i);
        }
        assertThat(pace.addresses()).isLessThanOrEqualTo(4096);
        assertThat(share.addresses()).isZero();
    }

    @Test
    void limitOfDescriptors_lowersThatOfConnections_andLeavesRoom() {
        List<String> limits = List.of(
                "Limit                     Soft Limit           Hard Limit           Units     ",
                "Max processes             63432                63432                processes ",
                "Max open files            1024                 1048576              files     ");
        assertThat(DescriptorLimit.parse(limits)).isEqualTo(1024);
        assertThat(DescriptorLimit.parse(List.of("Max open files   unlimited  unlimited  files")))
                .isEqualTo(Long.MAX_VALUE);
        assertThat(DescriptorLimit.parse(List.of())).isEqualTo(Long.MAX_VALUE);
        assertThat(new DescriptorLimit(1024, 100).connections(20_100)).isBetween(700, 900);
        assertThat(new DescriptorLimit(1_048_576, 100).connections(20_100)).isEqualTo(20_100);
        assertThat(new DescriptorLimit(64, 60).connections(20_100)).isPositive();
        assertThat(DescriptorLimit.ofThisProcess().connections(20)).isPositive();
    }

    /** 100 connections, 40 sessions. */
    private Admission admission(AdmissionSettings settings) {
        return new Admission(settings, 100, 40, () -> nanos);
    }
}
