package dev.baton;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The house's floors: a package uses only what is on lower floors, and adapters, which share a floor, never use each other. */
class ArchitectureTest {
    private static final String ROOT = "dev.baton.";
    private static final Map<String, Integer> FLOORS = Map.ofEntries(
            Map.entry("model", 0),
            Map.entry("authority", 1),
            Map.entry("audit", 2),
            Map.entry("protocol", 2),
            Map.entry("state", 2),
            Map.entry("port", 3),
            Map.entry("secure", 3),
            Map.entry("zookeeper", 4),
            Map.entry("link", 4),
            Map.entry("kafka", 4),
            Map.entry("health", 4),
            Map.entry("fence", 4),
            Map.entry("client", 5),
            Map.entry("agent", 6));

    private final JavaClasses library = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.baton");

    @Test
    void packagesUseOnlyLowerFloors() {
        classes()
                .that()
                .resideInAnyPackage("dev.baton..")
                .should(useOnlyLowerFloors())
                .allowEmptyShould(true)
                .check(library);
    }

    private static ArchCondition<JavaClass> useOnlyLowerFloors() {
        return new ArchCondition<>("stand on a floor and use only lower ones") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                String own = room(item);
                Integer floor = FLOORS.get(own);
                if (floor == null) {
                    events.add(SimpleConditionEvent.violated(
                            item,
                            item.getName() + " is in a package without a floor: expected one of " + FLOORS.keySet()));
                    return;
                }
                item.getDirectDependenciesFromSelf().forEach(dependency -> {
                    String used = room(dependency.getTargetClass());
                    if (!used.isEmpty() && !used.equals(own) && FLOORS.getOrDefault(used, 99) >= floor) {
                        events.add(SimpleConditionEvent.violated(item, dependency.getDescription()));
                    }
                });
            }
        };
    }

    /** The first part of the package's name below the root; empty for what is not ours. */
    private static String room(JavaClass item) {
        String name = item.getPackageName();
        if (!name.startsWith(ROOT)) {
            return "";
        }
        int dot = name.indexOf('.', ROOT.length());
        return dot < 0 ? name.substring(ROOT.length()) : name.substring(ROOT.length(), dot);
    }
}
