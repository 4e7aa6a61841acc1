package dev.baton.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Breaks bytes as transport, disks and hands do: flips, cuts, insertions, repetitions. */
public final class Bytes {
    /** What readers trip over; inserted as it stands. */
    private static final List<byte[]> TOKENS = List.of(
            utf("null"),
            utf("true"),
            utf("-1"),
            utf("1e999"),
            utf("9223372036854775807"),
            utf("-9223372036854775808"),
            utf("18446744073709551616"),
            utf("0.1"),
            utf("NaN"),
            utf("{}"),
            utf("[]"),
            utf("\""),
            utf("\\u0000"),
            utf("\\ud800"),
            utf(","),
            utf(":"),
            utf("\r\n"),
            utf("\n\n"),
            utf("/*"),
            utf("../"),
            utf("%00"),
            utf("\uFEFF"),
            utf("\u202E"),
            new byte[] {0},
            new byte[] {(byte) 0xff},
            new byte[] {(byte) 0xc0, (byte) 0x80},
            new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
            new byte[] {(byte) 0xf8, (byte) 0x88, (byte) 0x80, (byte) 0x80, (byte) 0x80});

    private Bytes() {}

    private static byte[] utf(String text) {
        return text.getBytes(UTF_8);
    }

    /** Those bytes, broken in one to four places. */
    public static byte[] broken(byte[] whole, SplittableRandom random) {
        byte[] next = whole;
        for (int i = random.nextInt(4); i >= 0; i--) {
            next = once(next, random);
        }
        return next;
    }

    private static byte[] once(byte[] whole, SplittableRandom random) {
        if (whole.length == 0) {
            return token(random);
        }
        int at = random.nextInt(whole.length);
        int kind = random.nextInt(1_000);
        if (kind < 300) {
            byte[] next = whole.clone();
            next[at] ^= (byte) (1 << random.nextInt(8));
            return next;
        }
        if (kind < 450) {
            byte[] next = whole.clone();
            next[at] = (byte) random.nextInt(256);
            return next;
        }
        if (kind < 550) {
            return Arrays.copyOf(whole, at);
        }
        if (kind < 750) {
            return joined(whole, at, token(random), at);
        }
        int other = at + random.nextInt(Math.min(64, whole.length - at) + 1);
        if (kind < 850) {
            return joined(whole, at, new byte[0], other);
        }
        if (kind < 950) {
            return joined(whole, other, Arrays.copyOfRange(whole, at, other), other);
        }
        if (kind < 998) {
            byte[] run = new byte[1 + random.nextInt(600)];
            Arrays.fill(run, whole[at]);
            return joined(whole, at, run, at);
        }
        return joined(whole, at, deep(random), at);
    }

    private static byte[] token(SplittableRandom random) {
        return TOKENS.get(random.nextInt(TOKENS.size()));
    }

    /** Opens far more than it closes, or a number or text that never ends. */
    private static byte[] deep(SplittableRandom random) {
        byte[] run = new byte[20_000 + random.nextInt(60_000)];
        byte[] unit = List.of(utf("["), utf("{\"a\":"), utf("9"), utf("x"), utf(" "), utf("\n"), utf("{\"x\":[{"))
                .get(random.nextInt(7));
        for (int i = 0; i < run.length; i++) {
            run[i] = unit[i % unit.length];
        }
        return run;
    }

    private static byte[] joined(byte[] whole, int upTo, byte[] between, int from) {
        byte[] next = Arrays.copyOf(whole, upTo + between.length + whole.length - from);
        System.arraycopy(between, 0, next, upTo, between.length);
        System.arraycopy(whole, from, next, upTo + between.length, whole.length - from);
        return next;
    }
}
