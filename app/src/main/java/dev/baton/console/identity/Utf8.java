package dev.baton.console.identity;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Secrets in UTF-8 without a string in between, which nobody could wipe. */
final class Utf8 {
    private Utf8() {}

    static char[] chars(byte[] bytes, int length) throws CharacterCodingException {
        CharBuffer room = CharBuffer.allocate(length);
        var result = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length), room, true);
        char[] whole = room.array();
        try {
            if (result.isError()) {
                result.throwException();
            }
            return Arrays.copyOf(whole, room.position());
        } finally {
            Arrays.fill(whole, '\0');
        }
    }

    static byte[] bytes(char[] chars) {
        ByteBuffer room = ByteBuffer.allocate(chars.length * 4);
        // What is no character becomes a question mark, as String.getBytes does it.
        var encoder = StandardCharsets.UTF_8
                .newEncoder()
                .onMalformedInput(java.nio.charset.CodingErrorAction.REPLACE)
                .onUnmappableCharacter(java.nio.charset.CodingErrorAction.REPLACE);
        var _ = encoder.encode(CharBuffer.wrap(chars), room, true);
        byte[] whole = room.array();
        byte[] bytes = Arrays.copyOf(whole, room.position());
        Arrays.fill(whole, (byte) 0);
        return bytes;
    }
}
