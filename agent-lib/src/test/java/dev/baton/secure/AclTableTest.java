package dev.baton.secure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AclTableTest {
    private static final List<StoreRole> ROLES =
            List.of(StoreRole.VIEWER, StoreRole.OPERATOR, StoreRole.AGENT, StoreRole.ADMIN);

    @Test
    void theDocumentationShowsTheTable() throws Exception {
        List<String> shown = Files.readAllLines(Path.of("..", "docs", "operating", "access.md")).stream()
                .filter(line -> line.startsWith("| `/"))
                .toList();
        assertEquals(AclTable.rows().stream().map(AclTableTest::line).toList(), shown);
    }

    private static String line(AclTable.Row row) {
        StringBuilder line = new StringBuilder("| `" + row.name() + "` |");
        for (StoreRole role : ROLES) {
            line.append(' ')
                    .append(AclTable.letters(row.rights().getOrDefault(role, Set.of())))
                    .append(" |");
        }
        return line.toString();
    }

    @Test
    void nobodyDeletesWhatMustOnlyGrow() {
        for (String parent : List.of("/groups/orders", "/groups/orders/members", "/operators")) {
            for (StoreRole role : ROLES) {
                assertFalse(
                        AclTable.of(parent)
                                .rights()
                                .getOrDefault(role, Set.of())
                                .contains(Permission.DELETE),
                        () -> role + " at " + parent);
            }
        }
    }

    @Test
    void onlyAgentsWriteLeadershipAndLease() {
        for (String node : List.of("/groups/orders/leadership", "/groups/orders/lease")) {
            for (StoreRole role : ROLES) {
                assertEquals(
                        role == StoreRole.AGENT,
                        AclTable.of(node).rights().getOrDefault(role, Set.of()).contains(Permission.WRITE),
                        () -> role + " at " + node);
            }
        }
    }

    @Test
    void whatIsNotInTheLayoutIsForAgents() {
        assertTrue(AclTable.of("/groups/orders/live/orders-a/below")
                .rights()
                .getOrDefault(StoreRole.AGENT, Set.of())
                .contains(Permission.DELETE));
        assertEquals("anything else", AclTable.of("/scratch").name());
    }
}
