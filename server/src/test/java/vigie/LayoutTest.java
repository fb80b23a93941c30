package vigie;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The arrows between the packages: a reading's path is the direction of imports. */
final class LayoutTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("vigie");

    /** Each package, and what of ours it may import beside itself. A new package gets its line here first. */
    private static final Map<String, Set<String>> MAY_IMPORT = table("""
            sensor:
            event:                  sensor
            work:
            work.health:            work
            source:                 sensor work
            source.camera:          sensor source still still.content work
            source.replay:          sensor source
            source.serial:          sensor source
            source.simulated:       sensor source source.simulated.plant
            source.simulated.plant: sensor
            decode:
            decode.line:            decode sensor
            decode.line.format:     decode decode.line
            hub:                    sensor work work.health
            store:                  event hub sensor work
            store.retention:        event store work
            store.sqlite:           event sensor store store.sqlite.block store.sqlite.file store.sqlite.table
            store.sqlite.block:     store store.sqlite.file
            store.sqlite.file:      sensor store work
            store.sqlite.table:     event sensor store store.sqlite.block store.sqlite.file
            store.writer:           event hub sensor store store.retention work work.health
            journal:                event hub sensor store store.writer work work.health
            alarm:                  alarm.life alarm.rule event journal sensor work
            alarm.life:             event journal sensor work
            alarm.rule:             event sensor
            alarm.trial:            alarm alarm.life alarm.rule decode decode.line.format event journal sensor source \
                                    source.replay source.simulated source.simulated.plant
            alarm.watch:            alarm alarm.life alarm.rule event hub journal sensor work work.health
            still:                  sensor still.content still.file still.reader work
            still.content:          sensor
            still.file:             event sensor still.content still.reader work
            still.reader:           sensor still.content
            protocol:               sensor
            protocol.document:      event protocol protocol.message sensor
            protocol.message:       event protocol sensor
            protocol.request:       protocol sensor
            past:                   alarm alarm.rule event protocol protocol.document sensor store work
            live:                   event hub journal live.audience live.catchup live.frame live.limits live.still \
                                    live.view protocol protocol.document protocol.message protocol.request still \
                                    still.content work
            live.audience:          hub live.frame live.view protocol.message sensor
            live.catchup:           hub live.audience live.frame live.limits live.view protocol protocol.message
            live.frame:             event hub journal live.limits live.view protocol protocol.message sensor
            live.limits:
            live.still:             live.frame live.limits live.view protocol.message sensor still still.content
            live.view:              protocol.message sensor
            http:                   api api.still http.admission http.entry http.files http.request http.route \
                                    http.settings http.transport http.websocket live live.limits past protocol work.health
            http.admission:
            http.entry:             api.still http.admission http.route http.settings
            http.files:             http.route
            http.request:           http.route http.settings http.websocket work
            http.route:             past store work
            http.settings:          http.admission
            http.transport:         http.settings work work.health
            http.websocket:         http.admission http.entry http.transport live work
            api:                    alarm.rule api.still event http.route journal past protocol.document sensor store \
                                    work.health
            api.still:              http.admission http.route http.settings live past sensor still still.content \
                                    still.reader
            notify:                 event journal sensor work
            config:                 alarm.life alarm.rule alarm.trial decode.line.format event http.admission http.settings \
                                    hub live.limits notify sensor source.camera source.replay source.serial \
                                    source.simulated source.simulated.plant still.content store work
            client:                 protocol protocol.message
            load:                   protocol
            load.result:
            load.run:               client load load.result load.socket load.viewer protocol
            load.socket:            load protocol
            load.viewer:            client load load.result load.socket protocol
            cli:                    (root) alarm.trial cli.watch client config http.settings load load.result load.run \
                                    protocol sensor source source.replay source.serial store store.retention store.sqlite
            cli.watch:              client sensor
            """);

    private static Map<String, Set<String>> table(String text) {
        Map<String, Set<String>> table = new TreeMap<>();
        text.lines().forEach(line -> {
            int colon = line.indexOf(':');
            List<String> allowed = List.of(line.substring(colon + 1).strip().split(" +", -1));
            table.put(line.substring(0, colon), allowed.equals(List.of("")) ? Set.of() : Set.copyOf(allowed));
        });
        return table;
    }

    static Stream<Arguments> packagesOfTheTable() {
        return MAY_IMPORT.entrySet().stream().map(line -> Arguments.of(line.getKey(), line.getValue()));
    }

    @ParameterizedTest
    @MethodSource("packagesOfTheTable")
    void packageImportsOnlyWhatItMay(String name, Set<String> allowed) {
        String own = "vigie." + name;
        String[] reachable = Stream.concat(Stream.of(own), allowed.stream().map(LayoutTest::fullName))
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(own)
                .should()
                .dependOnClassesThat(resideInAPackage("vigie..").and(not(resideInAnyPackage(reachable))))
                .check(CLASSES);
    }

    private static String fullName(String name) {
        return name.equals("(root)") ? "vigie" : "vigie." + name;
    }

    @Test
    void everyPackageIsInTheTable() {
        assertThat(packages().map(JavaPackage::getName).filter(name -> !name.equals("vigie")))
                .containsExactlyInAnyOrderElementsOf(
                        MAY_IMPORT.keySet().stream().map("vigie."::concat).toList());
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("vigie.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    /** Each library, and the packages that may know it, with those in them. */
    @ParameterizedTest
    @CsvSource({
        "com.fazecast..,    source.serial",
        "io.netty..,        live http api load",
        "java.sql..,        store.sqlite",
        "org.sqlite..,      store.sqlite",
        "tools.jackson..,   still.reader protocol config http.route api.still client cli.watch load",
        "picocli..,         cli",
        "org.snakeyaml..,   config",
    })
    void libraryIsKnownOnlyWhereItBelongs(String library, String allowed) {
        String[] homes = Stream.of(allowed.split(" "))
                .map(home -> "vigie." + home + "..")
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideOutsideOfPackages(homes)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void onlyCommandsImportTheRootPackage() {
        noClasses()
                .that()
                .resideOutsideOfPackages("vigie", "vigie.cli")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("vigie")
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void noPackageIsADrawerForLeftovers() {
        classes()
                .should()
                .resideOutsideOfPackages("..util..", "..utils..", "..common..", "..misc..", "..helper..", "..impl..")
                .check(CLASSES);
    }

    @Test
    void noClassIsNamedAfterNothing() {
        noClasses()
                .that()
                .resideInAPackage("vigie..")
                .should()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .check(CLASSES);
    }

    @Test
    void everyPackageIsNullMarked() {
        Set<String> unmarked = packages()
                .filter(p -> p.tryGetPackageInfo()
                        .map(info -> !info.isAnnotatedWith(NullMarked.class))
                        .orElse(true))
                .map(JavaPackage::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(unmarked).as("packages without a @NullMarked package-info").isEmpty();
    }

    private static Stream<JavaPackage> packages() {
        JavaPackage root = CLASSES.getPackage("vigie");
        return Stream.concat(Stream.of(root), root.getSubpackagesInTree().stream())
                .filter(p -> !p.getClasses().isEmpty());
    }
}
