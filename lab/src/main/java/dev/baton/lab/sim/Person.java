package dev.baton.lab.sim;

import dev.baton.authority.KeySigner;
import dev.baton.authority.Keys;
import dev.baton.model.OperatorRecord;
import dev.baton.model.OperatorRole;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;

/** Who signs in simulated clusters. The keys are made once and are the same in every run. */
final class Person {
    static final Person ALICE = new Person(1, "alice", OperatorRole.OPERATOR);
    static final Person BOB = new Person(2, "bob", OperatorRole.ADMIN);
    /** May lose the right while the cluster runs. */
    static final Person CAROL = new Person(3, "carol", OperatorRole.OPERATOR);

    static final Person VERA = new Person(4, "vera", OperatorRole.VIEWER);
    /** Nobody's operator, who calls herself alice. */
    static final Person MALLORY = new Person(5, "alice", OperatorRole.ADMIN);

    /** Who was enrolled. */
    static final List<Person> ENROLLED = List.of(ALICE, BOB, CAROL, VERA);

    private static final int ED25519_BITS = 255;

    final KeySigner key;

    private Person(int seed, String name, OperatorRole role) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(ED25519_BITS, new Same((byte) seed));
            KeyPair pair = generator.generateKeyPair();
            OperatorRecord record = new OperatorRecord(
                    Keys.id(pair.getPublic()),
                    name,
                    role,
                    Keys.text(pair.getPublic()),
                    "enrolled-" + name,
                    1,
                    "simulated",
                    null,
                    null);
            key = new KeySigner(record, pair.getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no Ed25519", e);
        }
    }

    @Override
    public String toString() {
        return key.name();
    }

    /** The same key as another cluster knows it. */
    KeySigner elsewhere() {
        OperatorRecord here = key.record();
        return new KeySigner(
                new OperatorRecord(
                        here.keyId(),
                        here.name(),
                        here.role(),
                        here.publicKey(),
                        "enrolled-elsewhere",
                        1,
                        "simulated",
                        null,
                        null),
                key.secret());
    }

    /** No chance at all. */
    private static final class Same extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private final byte each;

        Same(byte each) {
            this.each = each;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            Arrays.fill(bytes, each);
        }
    }
}
