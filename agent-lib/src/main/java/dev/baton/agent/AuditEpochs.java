package dev.baton.agent;

import dev.baton.audit.AuditContent;
import dev.baton.audit.AuditKind;
import dev.baton.model.Activation;
import dev.baton.model.Epoch;
import dev.baton.model.EpochRecord;
import dev.baton.model.Json;
import dev.baton.model.Leadership;
import dev.baton.model.LeadershipState;
import dev.baton.model.StoreLayout;
import dev.baton.port.ReadResult;
import dev.baton.port.StoreOp;
import dev.baton.port.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The epochs of a group that have no entry yet, and those that may leave the store. By the auditor's thread. */
final class AuditEpochs {
    private static final Logger LOG = LoggerFactory.getLogger(AuditEpochs.class);
    private static final Duration LOOK = Duration.ofSeconds(2);
    /** How long the record of the activation of an epoch that serves may take; then the entry is written without. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int AT_ONCE = 32;

    private final AuditStore store;
    private final AuditFacts facts;
    private final Ticker ticker;
    private final AuditBounds bounds;
    private long servesSince = -1;
    private long servesEpoch = -1;
    private @Nullable Duration again;
    private boolean crowded = true;

    AuditEpochs(AuditStore store, AuditFacts facts, Ticker ticker, AuditBounds bounds) {
        this.store = store;
        this.facts = facts;
        this.ticker = ticker;
        this.bounds = bounds;
    }

    /** After how long to look again for an epoch that has not begun to serve, or null. */
    @Nullable
    Duration again() {
        return again;
    }

    void collect(AuditBatch batch) throws AuditStore.Unclear {
        again = null;
        Leadership leadership = facts.leadership();
        if (leadership == null || leadership.epoch().value() <= batch.marks().epoch()) {
            return;
        }
        crowded = true;
        long after = batch.marks().epoch();
        for (long epoch : numbers().stream().filter(each -> each > after).toList()) {
            if (batch.full() || !collect(batch, new Epoch(epoch), leadership)) {
                return;
            }
        }
    }

    /** False where it is to be waited for. */
    private boolean collect(AuditBatch batch, Epoch epoch, Leadership leadership) throws AuditStore.Unclear {
        String path = StoreLayout.epoch(facts.group(), epoch);
        List<ReadResult> both = store.readAll(List.of(path, StoreLayout.activation(facts.group(), epoch)));
        if (!(both.get(0) instanceof ReadResult.Found found)) {
            return true;
        }
        Activation activation = null;
        if (both.get(1) instanceof ReadResult.Found active) {
            activation = read(active, Activation.class);
        } else if (mayStillServe(epoch, leadership)) {
            again = LOOK;
            return false;
        }
        EpochRecord record = read(found, EpochRecord.class);
        if (record != null) {
            batch.add(
                    AuditContent.epoch(record, found.zxid(), activation),
                    batch.marks().epoch(epoch.value()),
                    () -> {});
        }
        return true;
    }

    private boolean mayStillServe(Epoch epoch, Leadership leadership) {
        if (!leadership.epoch().equals(epoch) || leadership.state() == LeadershipState.VACANT) {
            return leadership.epoch().isBefore(epoch); // The watch is behind the listing.
        }
        if (leadership.state() != LeadershipState.PRIMARY) {
            return true;
        }
        if (servesEpoch != epoch.value()) {
            servesEpoch = epoch.value();
            servesSince = ticker.nanos();
        }
        return ticker.nanos() - servesSince < PATIENCE.toNanos();
    }

    private List<Long> numbers() throws AuditStore.Unclear {
        List<Long> numbers = new ArrayList<>();
        for (String name : store.children(StoreLayout.epochs(facts.group()))) {
            try {
                numbers.add(Long.parseLong(name));
            } catch (NumberFormatException foreign) {
                LOG.debug("{} is no epoch", name);
            }
        }
        return numbers.stream().sorted().collect(Collectors.toList());
    }

    /** Takes the oldest of too many out of the store, as far as the archive has their entries. */
    void trim(long archivedTo) throws AuditStore.Unclear {
        if (!crowded) {
            return;
        }
        List<Long> numbers = numbers();
        int over = numbers.size() - bounds.epochs();
        List<Long> oldest = over <= 0 ? List.of() : numbers.subList(0, over);
        List<StoreOp> ops = new ArrayList<>();
        int taken = 0;
        for (long epoch : oldest) {
            if (epoch > store.head().marks().epoch() || !archived(epoch, archivedTo)) {
                return;
            }
            String path = StoreLayout.epoch(facts.group(), new Epoch(epoch));
            if (store.readAll(List.of(path)).get(0) instanceof ReadResult.Found found) {
                ops.addAll(store.deletion(path, found.version(), AT_ONCE));
            }
            if (++taken % AT_ONCE == 0 || taken == oldest.size()) {
                if (!ops.isEmpty()) {
                    store.write(
                            ops); // Where it was refused somebody else does it, else it is done with the next epoch.
                }
                ops.clear();
            }
        }
        crowded = false;
    }

    private boolean archived(long epoch, long archivedTo) {
        String subject = Long.toString(epoch);
        return store.entries().stream()
                .filter(each -> each.about().kind() == AuditKind.EPOCH
                        && each.about().subject().equals(subject))
                .allMatch(each -> each.seq() <= archivedTo);
    }

    private static <T> @Nullable T read(ReadResult.Found found, Class<T> type) {
        try {
            return Json.read(found.data(), type, found.path());
        } catch (Json.MalformedException e) {
            LOG.warn("not audited: {}", e.getMessage());
            return null;
        }
    }
}
