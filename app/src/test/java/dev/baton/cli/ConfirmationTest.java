package dev.baton.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ConfirmationTest {
    @Test
    void theWordThatWasTypedLetsItGoOn() throws Exception {
        StringBuilder asked = new StringBuilder();
        Confirmation.require("orders", "move the role of orders to orders-b", question -> {
            asked.append(question);
            return " orders ";
        });
        assertEquals("Type orders to move the role of orders to orders-b: ", asked.toString());
    }

    @Test
    void anotherWordChangesNothing() {
        CliException refused = assertThrows(
                CliException.class, () -> Confirmation.require("orders-a", "fence orders-a", question -> "orders"));
        assertEquals(Exit.FAILED, refused.code());
        assertTrue(String.valueOf(refused.getMessage()).contains("nothing was changed"));
    }

    @Test
    void theEndOfTheInputChangesNothing() {
        assertEquals(
                Exit.FAILED,
                assertThrows(CliException.class, () -> Confirmation.require("orders", "resume", question -> null))
                        .code());
    }

    @Test
    void withoutATerminalYesIsNeeded() {
        CliException refused = assertThrows(CliException.class, () -> Confirmation.require("orders", "resume", null));
        assertEquals(Exit.USAGE, refused.code());
        assertTrue(String.valueOf(refused.getMessage()).contains("--yes"));
    }
}
