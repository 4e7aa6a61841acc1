package dev.baton.console.live;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.cli.TestCluster;
import dev.baton.cli.TestOperators;
import dev.baton.console.connect.Target;
import dev.baton.console.identity.Identity;
import dev.baton.console.identity.KeyHolder;
import dev.baton.console.identity.Rotation;
import dev.baton.console.identity.Standing;
import dev.baton.model.OperatorRecord;
import dev.baton.model.OperatorRole;
import dev.baton.model.StoreLayout;
import dev.baton.secure.SecurityFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An admin replaces the key from the console, in a real ZooKeeper. */
final class LiveRotationIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    @Test
    void theClusterTakesTheNewKeyAndRevokesTheOldOneWithItsAudit(@TempDir Path store, @TempDir Path keys)
            throws Exception {
        try (TestCluster cluster = new TestCluster(store)) {
            TestOperators operators = new TestOperators(cluster, keys);
            operators.enrol("alice", OperatorRole.ADMIN);
            Target target = new Target(
                    cluster.connect(),
                    null,
                    TIMEOUT,
                    "test",
                    "the test",
                    null,
                    SecurityFile.read(operators.locked("alice")));
            try (LiveSource source = LiveSource.open(target, "oncall")) {
                Identity identity = source.identity();
                await().atMost(TIMEOUT).until(() -> identity.standing().state() == Standing.State.LOCKED);
                KeyHolder holder = Objects.requireNonNull(identity.holder());
                String told = new Rotation(identity, holder).replace(TestOperators.PASSPHRASE.toCharArray());
                assertTrue(told.startsWith("The new key is in use."), told);
                await().atMost(TIMEOUT).until(() -> identity.standing().state() == Standing.State.UNLOCKED);
                String fresh = Objects.requireNonNull(identity.standing().key()).keyId();
                OperatorRecord old = operators.record("alice");
                assertNotNull(cluster.read(StoreLayout.operator(old.keyId()), OperatorRecord.class)
                        .revokedAt());
                OperatorRecord taken = cluster.read(StoreLayout.operator(fresh), OperatorRecord.class);
                assertEquals(OperatorRole.ADMIN, taken.role());
                assertEquals("alice", taken.addedBy());
            }
        }
    }
}
