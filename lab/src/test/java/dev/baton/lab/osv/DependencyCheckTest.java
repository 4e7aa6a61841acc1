package dev.baton.lab.osv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** packaging/dependencies.sh runs the last of these with a database and a list of what ships; the others show that it can find something. */
class DependencyCheckTest {
    /** https://osv.dev/vulnerability/GHSA-jfh8-c2jp-5v3q, what matters here of it. */
    private static final String LOG4SHELL = """
            {"schema_version": "1.6.0", "id": "GHSA-jfh8-c2jp-5v3q", "aliases": ["CVE-2021-44228"],
             "summary": "Remote code injection in Log4j",
             "affected": [
               {"package": {"ecosystem": "Maven", "name": "org.apache.logging.log4j:log4j-core"},
                "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "2.13.0"}, {"fixed": "2.15.0"}]}]},
               {"package": {"ecosystem": "Maven", "name": "org.apache.logging.log4j:log4j-core"},
                "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "2.4"}, {"fixed": "2.12.2"}]}]},
               {"package": {"ecosystem": "Maven", "name": "org.apache.logging.log4j:log4j-core"},
                "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "2.0-beta9"}, {"fixed": "2.3.1"}]}]}]}
            """;

    @TempDir
    Path dir;

    private List<String> found(String advisory, String... components) throws IOException {
        Files.writeString(dir.resolve("GHSA.json"), advisory);
        return OsvDatabase.check(dir, components(components)).found();
    }

    private static List<Component> components(String... purls) throws IOException {
        StringBuilder bom = new StringBuilder("{\"bomFormat\":\"CycloneDX\",\"components\":[");
        for (String purl : purls) {
            bom.append(bom.toString().endsWith("[") ? "" : ",")
                    .append("{\"purl\":\"pkg:maven/")
                    .append(purl)
                    .append("?type=jar\"}");
        }
        Path file = Files.createTempFile("bom", ".json");
        try {
            Files.writeString(file, bom.append("]}"));
            return Component.of(file);
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void aVersionWithAKnownHoleIsFound() throws IOException {
        List<String> found = found(LOG4SHELL, "org.apache.logging.log4j/log4j-core@2.14.1");
        assertEquals(
                List.of("org.apache.logging.log4j:log4j-core 2.14.1: GHSA-jfh8-c2jp-5v3q (CVE-2021-44228): "
                        + "Remote code injection in Log4j"),
                found);
    }

    @Test
    void versionsAreComparedAsMavenDoes() throws IOException {
        for (String affected : List.of("2.0-beta9", "2.0-rc1", "2.0", "2.3", "2.4", "2.10.0", "2.12.1", "2.13.0")) {
            assertEquals(
                    1,
                    found(LOG4SHELL, "org.apache.logging.log4j/log4j-core@" + affected)
                            .size(),
                    affected);
        }
        for (String sound : List.of("1.2", "2.0-beta8", "2.3.1", "2.3.2", "2.12.2", "2.12.4", "2.15.0", "2.25.4")) {
            assertEquals(List.of(), found(LOG4SHELL, "org.apache.logging.log4j/log4j-core@" + sound), sound);
        }
    }

    @Test
    void anotherArtifactOfTheSameGroupIsNotMeant() throws IOException {
        assertEquals(List.of(), found(LOG4SHELL, "org.apache.logging.log4j/log4j-api@2.14.1"));
    }

    @Test
    void aWithdrawnAdvisoryCountsForNothing() throws IOException {
        String withdrawn = LOG4SHELL.replaceFirst("\\{", "{\"withdrawn\": \"2022-01-01T00:00:00Z\", ");
        assertEquals(List.of(), found(withdrawn, "org.apache.logging.log4j/log4j-core@2.14.1"));
    }

    @Test
    void listedVersionsAndLastAffectedOnesAreFound() throws IOException {
        String other = """
                {"id": "X-1", "summary": "s", "affected": [
                  {"package": {"ecosystem": "Maven", "name": "a:b"}, "versions": ["1.0-odd"]},
                  {"package": {"ecosystem": "Maven", "name": "a:b"},
                   "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"last_affected": "0.9"}]}]},
                  {"package": {"ecosystem": "npm", "name": "a:c"}, "versions": ["1"]}]}
                """;
        assertEquals(
                3,
                found(other, "a/b@1.0-odd", "a/b@0.9", "a/b@0.0.1", "a/b@0.9.1", "a/b@1.0", "a/c@1")
                        .size());
    }

    @Test
    void nothingToCompareWithIsNoCleanBill() throws IOException {
        List<Component> components = components("a/b@1");
        assertThrows(IOException.class, () -> OsvDatabase.check(dir, components));
        Path bom = Files.writeString(dir.resolve("bom.json"), "{\"components\":[]}");
        assertThrows(IOException.class, () -> Component.of(bom));
    }

    @Test
    @EnabledIfSystemProperty(named = "baton.osv.database", matches = ".+")
    void whatShipsHasNoHoleThatTheDatabaseKnows() throws IOException {
        List<Component> components = Component.of(Path.of(System.getProperty("baton.osv.bom")));
        OsvDatabase checked = OsvDatabase.check(Path.of(System.getProperty("baton.osv.database")), components);
        System.out.println("dependencies: " + components.size() + " components against " + checked.read()
                + " vulnerabilities: " + checked.found().size() + " found");
        checked.found().forEach(each -> System.out.println("dependencies: FOUND " + each));
        assertTrue(checked.found().isEmpty(), () -> String.join("\n", checked.found()));
    }
}
