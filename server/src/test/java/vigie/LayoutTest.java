package vigie;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The arrows between the packages: a reading's path is the direction of imports. */
final class LayoutTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("vigie");

    /** Each package, and what of ours it may import beside itself. A new package gets its line here first. */
    @ParameterizedTest
    @CsvSource({
        "sensor,            ''",
        "work,              ''",
        "health,            work",
        "source,            sensor work",
        "source.serial,     sensor source work",
        "source.simulated,  sensor source work",
        "source.replay,     sensor source work",
        "source.stills,     sensor source still work",
        "still,             sensor work",
        "decode,            sensor",
        "hub,               sensor work health",
        "history,           sensor hub work health",
        "alarm,             sensor hub event work health",
        "webhook,           sensor event work",
        "trial,             sensor alarm decode source source.simulated source.replay event",
        "history.sqlite,    sensor history work",
        "protocol,          sensor",
        "event,             sensor hub history work health",
        "live,              sensor hub event protocol still work",
        "past,              sensor history protocol alarm work",
        "http.admission,    ''",
        "http,              sensor hub protocol live history past event alarm still work health http.admission",
        "config,            history work sensor source source.serial source.simulated source.replay source.stills still"
                + " decode hub live http http.admission alarm webhook trial",
        "client,            protocol work",
        "watch,             client sensor",
        "load,              protocol client",
    })
    void packageImportsOnlyWhatItMay(String name, String allowed) {
        String own = "vigie." + name;
        String[] reachable = Stream.concat(
                        Stream.of(own),
                        Stream.of(allowed.split(" ")).filter(s -> !s.isEmpty()).map("vigie."::concat))
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(own)
                .should()
                .dependOnClassesThat(resideInAPackage("vigie..").and(not(resideInAnyPackage(reachable))))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    /** Each library, and the packages that may know it. */
    @ParameterizedTest
    @CsvSource({
        "com.fazecast..,    source.serial",
        "io.netty..,        live http http.admission load",
        "java.sql..,        history.sqlite",
        "org.sqlite..,      history.sqlite",
        "tools.jackson..,   decode still protocol config http client watch load",
        "picocli..,         ''",
        "org.snakeyaml..,   config",
    })
    void libraryIsKnownOnlyWhereItBelongs(String library, String allowed) {
        String[] homes = Stream.concat(
                        Stream.of(rootOrNowhere(library)),
                        Stream.of(allowed.split(" ")).filter(s -> !s.isEmpty()).map("vigie."::concat))
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

    /** Only the command line, in the root package, knows picocli. */
    private static String rootOrNowhere(String library) {
        return library.startsWith("picocli") ? "vigie" : "nowhere";
    }

    @Test
    void nobodyImportsTheRootPackage() {
        noClasses()
                .that()
                .resideOutsideOfPackage("vigie")
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
