package vigie.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static vigie.alarm.PlayedAlarms.above;
import static vigie.alarm.PlayedAlarms.silent;

import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.alarm.life.AlarmState;
import vigie.alarm.rule.AlarmRule;
import vigie.alarm.rule.Condition;
import vigie.event.AlarmStep;
import vigie.sensor.SensorGlob;
import vigie.sensor.SensorId;
import vigie.sensor.SensorInfo;

/** When alarms are raised and cleared. */
class AlarmEngineTest {
    private static final SensorInfo LAMP = new SensorInfo(SensorId.parse("bench/lamp"), "Lamp", "V", null, null);

    @Test
    void above_raisesAtOnce_andClearsAtOnce() {
        PlayedAlarms alarms = new PlayedAlarms(above(280, 0, 0, 0));
        alarms.reading(1, 280);
        alarms.reading(2, 280.1);
        alarms.reading(3, 300);
        alarms.reading(4, 280);
        assertThat(alarms.happened).containsExactly("2.0 raised", "4.0 cleared of 1");
        assertThat(alarms.events.get(0).what().text()).isEqualTo("Oven 280.1 °C: above 280 °C");
        assertThat(alarms.events.get(1).what().text()).isEqualTo("Oven back to normal: 280 °C");
        assertThat(step(alarms, 0).value()).isEqualTo(280.1);
    }

    @Test
    void hysteresis_clearsOnlyAtTheLimitThatIsOffByIt() {
        PlayedAlarms alarms = new PlayedAlarms(above(280, 5, 0, 0));
        alarms.reading(1, 281);
        alarms.reading(2, 276);
        alarms.reading(3, 279);
        alarms.reading(4, 275);
        alarms.reading(5, 279);
        assertThat(alarms.happened).containsExactly("1.0 raised", "4.0 cleared of 1");
    }

    @Test
    void onDelay_raisesOnlyWhatHoldsThatLong_byTheNextReading() {
        PlayedAlarms alarms = new PlayedAlarms(above(280, 0, 3, 0));
        alarms.reading(1, 290);
        assertThat(alarms.state("hot")).isEqualTo(AlarmState.PENDING);
        alarms.reading(3, 270);
        assertThat(alarms.state("hot")).isEqualTo(AlarmState.NORMAL);
        alarms.reading(4, 290);
        alarms.reading(6.9, 290);
        assertThat(alarms.happened).isEmpty();
        alarms.reading(7, 291);
        assertThat(alarms.happened).containsExactly("7.0 raised");
        assertThat(step(alarms, 0).value()).isEqualTo(291);
    }

    @Test
    void onDelay_isOver_whetherTheClockOrALaterReadingTellsIt() {
        PlayedAlarms byClock = new PlayedAlarms(above(280, 0, 3, 0));
        byClock.reading(1, 290);
        assertThat(byClock.engine.nextDeadline()).isEqualTo(4000);
        byClock.advance(4);
        byClock.reading(60, 20);
        PlayedAlarms byReading = new PlayedAlarms(above(280, 0, 3, 0));
        byReading.reading(1, 290);
        byReading.reading(60, 20);
        assertThat(byClock.happened).containsExactly("4.0 raised", "60.0 cleared of 1");
        assertThat(byReading.happened).isEqualTo(byClock.happened);
    }

    @Test
    void clearDelay_clearsOnlyWhatStaysNormalThatLong() {
        PlayedAlarms alarms = new PlayedAlarms(above(280, 0, 0, 2));
        alarms.reading(1, 290);
        alarms.reading(2, 270);
        alarms.reading(3, 290);
        alarms.reading(4, 270);
        assertThat(alarms.state("hot")).isEqualTo(AlarmState.RAISED);
        alarms.advance(7);
        assertThat(alarms.happened).containsExactly("1.0 raised", "6.0 cleared of 1");
    }

    @Test
    void below_outsideAndRate_raise() {
        SensorGlob all = SensorGlob.all();
        PlayedAlarms alarms = new PlayedAlarms(
                AlarmRule.of(all, new Condition.Below(10)),
                AlarmRule.of(all, new Condition.Outside(5, 50)),
                AlarmRule.of(all, new Condition.RateOfChange(2, Duration.ofSeconds(10))));
        alarms.reading(0, 30);
        alarms.reading(10, 55);
        assertThat(alarms.state("* outside 5 to 50")).isEqualTo(AlarmState.RAISED);
        assertThat(alarms.state("* rate 2")).isEqualTo(AlarmState.RAISED);
        assertThat(alarms.state("* below 10")).isEqualTo(AlarmState.NORMAL);
        alarms.reading(20, 4);
        assertThat(alarms.state("* below 10")).isEqualTo(AlarmState.RAISED);
        assertThat(alarms.events.get(1).what().text()).isEqualTo("Oven changes by 2.5 °C/s: faster than 2 °C/s");
    }

    @Test
    void rate_noiseBetweenTwoCloseReadings_isNoRate() {
        PlayedAlarms alarms =
                new PlayedAlarms(AlarmRule.of(SensorGlob.all(), new Condition.RateOfChange(2, Duration.ofSeconds(10))));
        for (int i = 0; i < 1000; i++) {
            alarms.reading(i * 0.01, 20 + i % 2);
        }
        assertThat(alarms.happened).isEmpty();
    }

    @Test
    void silent_raisesWhenNothingComes_andClearsWithTheFirstReading() {
        PlayedAlarms alarms = new PlayedAlarms(silent(30));
        alarms.reading(1, 20);
        alarms.advance(30.9);
        assertThat(alarms.happened).isEmpty();
        alarms.advance(40);
        alarms.reading(50, 20);
        assertThat(alarms.happened).containsExactly("31.0 raised", "50.0 cleared of 1");
        assertThat(alarms.events.get(0).what().text()).isEqualTo("Oven: no reading for 30s");
    }

    @Test
    void silent_ofOneCertainSensor_countsFromTheBeginning() {
        PlayedAlarms alarms = new PlayedAlarms(AlarmRule.of(
                new SensorGlob(PlayedAlarms.OVEN.toString()), new Condition.Silent(Duration.ofSeconds(30))));
        alarms.advance(31);
        assertThat(alarms.happened).containsExactly("30.0 raised");
    }

    @Test
    void silent_shorterThanTheSensorsPace_isBrokenThere_andSaid_andMendsWhenItSpeaksFaster() {
        PlayedAlarms alarms = new PlayedAlarms(silent(5));
        for (int i = 0; i < 20; i++) {
            alarms.advance(i * 60 - 1);
            alarms.reading(i * 60, 20);
        }
        assertThat(alarms.happened).filteredOn(line -> line.contains("raised")).hasSize(3);
        assertThat(alarms.troubles)
                .containsExactly("rule quiet: rule broken: silent: 5s is shorter than the time between readings of"
                        + " bench/temperature, 1min (expected: several times as long)");
        assertThat(alarms.engine.rules()).singleElement().matches(rule -> rule.broken() != null);
        for (int i = 1; i <= 21; i++) {
            alarms.reading(1200 + i, 20);
        }
        assertThat(alarms.troubles).hasSize(2).last().isEqualTo("over: rule quiet: the rule works again");
        assertThat(alarms.engine.rules()).singleElement().matches(rule -> rule.broken() == null);
    }

    @Test
    void glob_bindsToSensorsAsTheyAppear_eachByItself() {
        PlayedAlarms alarms = new PlayedAlarms(AlarmRule.of(new SensorGlob("bench/*"), new Condition.Above(10)));
        alarms.reading(1, 20);
        alarms.reading(LAMP, 2, 5, 2);
        alarms.reading(LAMP, 3, 15, 3);
        alarms.reading(new SensorInfo(SensorId.parse("other/lamp"), "Lamp", "V", null, null), 4, 15, 4);
        assertThat(alarms.happened).containsExactly("1.0 raised", "3.0 raised");
        assertThat(alarms.events.get(1).what().subject()).isEqualTo("bench/lamp");
    }

    @Test
    void range_ofASensor_isARuleByItself() {
        PlayedAlarms alarms = new PlayedAlarms(new SensorInfo(PlayedAlarms.OVEN, "Oven", "°C", 0.0, 300.0));
        alarms.reading(1, 301);
        alarms.reading(2, 298);
        alarms.reading(3, 296.9);
        alarms.advance(10);
        assertThat(alarms.happened).isEmpty();
        alarms.reading(11, 301);
        alarms.reading(12, 298);
        alarms.reading(13, 301);
        alarms.reading(14, 301);
        alarms.reading(15, 296.9);
        alarms.advance(20);
        assertThat(alarms.happened).containsExactly("14.0 raised", "18.0 cleared of 1");
        assertThat(alarms.engine.rules())
                .singleElement()
                .matches(rule -> rule.rule().id().equals("bench/temperature range"));
    }

    @Test
    void range_hysteresisHasThreeDigits() {
        PlayedAlarms alarms = new PlayedAlarms(new SensorInfo(PlayedAlarms.OVEN, "Oven", "°C", 0.0, 21.6));
        alarms.reading(1, 20);
        assertThat(alarms.engine.rules())
                .singleElement()
                .matches(rule -> rule.rule().hysteresis() == 0.216);
    }

    @Test
    void lateReading_isIgnoredAndCounted_aClockSetBackIsNot() {
        PlayedAlarms alarms = new PlayedAlarms(above(280, 0, 0, 0));
        alarms.reading(100, 20);
        alarms.reading(PlayedAlarms.OVEN_INFO, 99, 300, 100);
        assertThat(alarms.happened).isEmpty();
        assertThat(alarms.engine.late()).isEqualTo(1);
        alarms.reading(PlayedAlarms.OVEN_INFO, 10, 300, 101);
        assertThat(alarms.happened).containsExactly("10.0 raised");
        assertThat(alarms.engine.late()).isEqualTo(1);
    }

    @Test
    void sensorClockWasAheadOnce_theAlarmIsSinceNow_andLaterReadingsCount() {
        PlayedAlarms alarms = new PlayedAlarms(above(280, 0, 0, 0));
        alarms.reading(PlayedAlarms.OVEN_INFO, 130, 300, 100);
        alarms.reading(PlayedAlarms.OVEN_INFO, 101, 20, 101);
        assertThat(alarms.happened).containsExactly("100.0 raised", "101.0 cleared of 1");
        assertThat(alarms.engine.late()).isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void valueThatIsNoNumber_isNoReading(double value) {
        PlayedAlarms alarms = new PlayedAlarms(above(280, 0, 0, 0), silent(30));
        alarms.reading(1, 290);
        alarms.reading(2, value);
        assertThat(alarms.state("hot")).isEqualTo(AlarmState.RAISED);
    }

    @Test
    void twoRulesOfOneId_theSecondIsLeftOut_andThatIsSaid() {
        PlayedAlarms alarms = new PlayedAlarms(above(280, 0, 0, 0), above(10, 0, 0, 0));
        alarms.reading(1, 20);
        assertThat(alarms.happened).isEmpty();
        assertThat(alarms.troubles).singleElement().asString().contains("rule hot: rule broken: id: hot: used twice");
    }

    @Test
    void ruleThatFails_isBroken_andSaid_andTheOthersGoOn() {
        AlarmRule fails = AlarmRule.of(SensorGlob.all(), new Condition.Above(5));
        PlayedAlarms alarms = new PlayedAlarms(fails, above(280, 0, 0, 0));
        alarms.fails = true;
        alarms.reading(1, 20);
        alarms.fails = false;
        alarms.reading(2, 300);
        assertThat(alarms.troubles).singleElement().asString().contains("rule * above 5: rule broken: it fails");
        assertThat(alarms.state("hot")).isEqualTo(AlarmState.RAISED);
    }

    @Test
    void serverClockSetBack_delaysEndInTimeAllTheSame() {
        PlayedAlarms alarms = new PlayedAlarms(above(280, 0, 3, 0), silent(30));
        alarms.advance(10_000);
        alarms.reading(PlayedAlarms.OVEN_INFO, 10_000, 290, 10_000);
        alarms.advance(100);
        alarms.advance(103);
        assertThat(alarms.state("hot")).isEqualTo(AlarmState.RAISED);
        alarms.advance(131);
        assertThat(alarms.state("quiet")).isEqualTo(AlarmState.RAISED);
    }

    private static AlarmStep step(PlayedAlarms alarms, int event) {
        return Objects.requireNonNull(alarms.events.get(event).what().alarm());
    }
}
