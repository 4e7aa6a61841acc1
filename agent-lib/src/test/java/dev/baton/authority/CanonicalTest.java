package dev.baton.authority;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.model.Json;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 8785. */
class CanonicalTest {
    private static String canonical(String json) throws Exception {
        JsonNode tree = Json.mapper().readTree(json);
        return new String(Canonical.bytes(tree), StandardCharsets.UTF_8);
    }

    /** RFC 8785, 3.2.3: its example of sorting, and the order that it gives. */
    @Test
    void membersAreSortedAsInTheExampleOfTheRfc() throws Exception {
        String json = """
                {"\\u20ac": "Euro Sign", "\\r": "Carriage Return", "\\ufb33": "Hebrew Letter Dalet With Dagesh",
                 "1": "One", "\\ud83d\\ude00": "Emoji: Grinning Face", "\\u0080": "Control",
                 "\\u00f6": "Latin Small Letter O With Diaeresis"}""";
        assertEquals(
                "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\",\"\u00f6\":\"Latin Small Letter O With Diaeresis\","
                        + "\"\u20ac\":\"Euro Sign\",\"\ud83d\ude00\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}",
                canonical(json));
    }

    /** RFC 8785, 3.2.2 and 3.2.4: the string and the literals of its example, in UTF-8. */
    @Test
    void stringsAndLiteralsAreThoseOfTheExampleOfTheRfc() throws Exception {
        String json = """
                {"string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/", "literals": [null, true, false]}""";
        byte[] bytes = Canonical.bytes(Json.mapper().readTree(json));
        assertEquals(
                "7b226c69746572616c73223a5b6e756c6c2c747275652c66616c73655d2c22737472696e67223a22e282ac245c7530303066"
                        + "5c6e412742"
                        + "5c225c5c5c5c5c222f227d",
                HexFormat.of().formatHex(bytes));
    }

    @Test
    void whiteSpaceAndOrderMakeNoDifference() throws Exception {
        assertEquals(
                canonical("{\"b\":[1,{\"d\":2,\"c\":-3}],\"a\":\"x\"}"),
                canonical(" { \"a\" : \"x\" ,\n\"b\": [ 1, {\"c\":-3,\"d\":2} ] } "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "9007199254740991", "-9007199254740991"})
    void integersAreWrittenAsTheyAre(String number) throws Exception {
        assertEquals("{\"n\":" + number + "}", canonical("{\"n\":" + number + "}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "9007199254740992", "-9007199254740992", "1e400", "18446744073709551616"})
    void numbersThatOthersMightWriteOtherwiseAreRefused(String number) {
        assertThrows(IllegalArgumentException.class, () -> canonical("{\"n\":" + number + "}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud83d", "\\ude00", "\\ud83dx", "x\\ude00"})
    void halfACharacterIsRefused(String half) {
        assertThrows(IllegalArgumentException.class, () -> canonical("{\"s\":\"" + half + "\"}"));
    }

    @Test
    void aDocumentThatIsTooDeepIsRefused() {
        String deep = "[".repeat(100) + "]".repeat(100);
        assertThrows(IllegalArgumentException.class, () -> canonical("{\"a\":" + deep + "}"));
    }
}
