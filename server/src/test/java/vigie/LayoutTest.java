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
            event:            sensor
            work:
            work.health:      work
            source:           sensor work
            source.camera:    sensor source still work
            source.replay:    sensor source
            source.serial:    sensor source
            source.simulated: sensor source
            decode:           sensor
            hub:              sensor work work.health
            store:            event hub sensor work work.health
            store.sqlite:     event sensor store work
            journal:          event hub sensor store work work.health
            alarm:            event hub journal sensor work work.health
            alarm.trial:      alarm decode event journal sensor source source.replay source.simulated
            still:            event sensor work
            protocol:         event sensor
            past:             alarm event protocol sensor store
            live:             event hub journal protocol sensor still work
            http:             alarm event http.admission journal live past protocol sensor still store work work.health
            http.admission:
            notify:           event journal sensor work
            config:           alarm alarm.trial decode event http http.admission hub live notify sensor source.camera \
                              source.replay source.serial source.simulated still store work
            client:           protocol
            load:             client protocol
            cli:              (root) alarm.trial cli.watch client config http load protocol sensor source source.replay \
                              source.serial store store.sqlite
            cli.watch:        client sensor
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

    /** Each library, and the packages that may know it. */
    @ParameterizedTest
    @CsvSource({
        "com.fazecast..,    source.serial",
        "io.netty..,        live http http.admission load",
        "java.sql..,        store.sqlite",
        "org.sqlite..,      store.sqlite",
        "tools.jackson..,   decode still protocol config http client cli.watch load",
        "picocli..,         cli",
        "org.snakeyaml..,   config",
    })
    void libraryIsKnownOnlyWhereItBelongs(String library, String allowed) {
        String[] homes = Stream.of(allowed.split(" ")).map("vigie."::concat).toArray(String[]::new);
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
