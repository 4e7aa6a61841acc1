package dev.baton.console;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {
    private static final List<String> FEATURES =
            List.of("topology", "timeline", "inspector", "action", "alert", "fleet", "operator");
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.baton");

    @Test
    void modelAndConnectKnowNoScreen() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.baton.console.model..", "dev.baton.console.connect..", "dev.baton.console.identity..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javafx..", "atlantafx..", "org.kordamp..")
                .check(CLASSES);
    }

    @Test
    void featuresMeetOnlyInTheShell() {
        for (String feature : FEATURES) {
            String[] others = FEATURES.stream()
                    .filter(other -> !other.equals(feature))
                    .map(other -> "dev.baton.console." + other + "..")
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage("dev.baton.console." + feature + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others)
                    .orShould()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.baton.console.shell..", "dev.baton.console.tour..", "dev.baton.console.connect..")
                    .check(CLASSES);
        }
    }

    @Test
    void theThemeKnowsNoScreen() {
        noClasses()
                .that()
                .resideInAPackage("dev.baton.console.theme..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(FEATURES.stream()
                        .map(feature -> "dev.baton.console." + feature + "..")
                        .toArray(String[]::new))
                .check(CLASSES);
    }

    @Test
    void nothingBelowImportsTheApplication() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.baton.console..", "dev.baton.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.baton.console..", "dev.baton.cli..")
                .check(CLASSES);
    }
}
