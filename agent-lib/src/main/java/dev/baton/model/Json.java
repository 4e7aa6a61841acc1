package dev.baton.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.stream.Collectors;

/** The one JSON mapping: unknown fields are ignored (add, never rename), missing primitives are an error. Thread-safe. */
public final class Json {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false)
            .configure(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES, true)
            .configure(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES, false)
            .configure(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, true)
            .configure(MapperFeature.ALLOW_COERCION_OF_SCALARS, false)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .build();

    private static final int LONGEST_MESSAGE = 400;

    private Json() {}

    public static ObjectMapper mapper() {
        return MAPPER;
    }

    public static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "cannot write " + value.getClass().getSimpleName() + " as JSON: " + e.getMessage(), e);
        }
    }

    public static String text(Object value) {
        return new String(bytes(value), java.nio.charset.StandardCharsets.UTF_8);
    }

    /**
     * Reads one value.
     *
     * @param where names the source in the error: a path, a file, a peer
     * @throws MalformedException naming {@code where}, what was expected and what is wrong; nothing else for any input
     */
    public static <T> T read(byte[] json, Class<T> type, String where) throws MalformedException {
        try {
            T value = MAPPER.readValue(json, type);
            if (value == null) {
                throw new MalformedException(where + ": expected a " + type.getSimpleName() + ", found JSON null");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new MalformedException(
                    where + ": expected a " + type.getSimpleName() + ": "
                            + shortened(at(e)
                                    + String.valueOf(e.getOriginalMessage())
                                            .lines()
                                            .findFirst()
                                            .orElse("not JSON")),
                    e);
        } catch (IOException | RuntimeException e) {
            throw new MalformedException(
                    where + ": expected a " + type.getSimpleName() + ": " + shortened(String.valueOf(e.getMessage())),
                    e);
        }
    }

    /** What is wrong may quote the document, which may be of any length. */
    private static String shortened(String text) {
        return text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE) + "...";
    }

    /** Where in the document it went wrong: "fence.at: "; empty where nobody knows. */
    private static String at(JsonProcessingException e) {
        if (!(e instanceof JsonMappingException mapping) || mapping.getPath().isEmpty()) {
            return "";
        }
        return mapping.getPath().stream()
                .map(each -> each.getFieldName() == null ? "[" + each.getIndex() + "]" : each.getFieldName())
                .collect(Collectors.joining(".", "", ": "));
    }

    /** Input that is not what it should be. The message is fit for a person, on one line, whatever of the input it quotes. */
    public static final class MalformedException extends Exception {
        private static final long serialVersionUID = 1L;

        public MalformedException(String message) {
            super(line(message));
        }

        public MalformedException(String message, Throwable cause) {
            super(line(message), cause);
        }

        /** It goes into logs and onto terminals: what would begin a line, or move a cursor, is only marked. */
        private static String line(String message) {
            StringBuilder line = new StringBuilder(message.length());
            message.codePoints().forEach(c -> line.appendCodePoint(harmless(c) ? c : 0xFFFD));
            return line.toString();
        }

        private static boolean harmless(int c) {
            return switch (Character.getType(c)) {
                case Character.CONTROL,
                        Character.FORMAT,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR,
                        Character.SURROGATE,
                        Character.UNASSIGNED -> false;
                default -> true;
            };
        }
    }
}
