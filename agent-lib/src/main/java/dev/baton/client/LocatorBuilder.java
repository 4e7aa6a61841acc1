package dev.baton.client;

import dev.baton.model.GroupId;
import dev.baton.port.CoordinationStore;
import dev.baton.port.Ticker;
import dev.baton.secure.Security;
import dev.baton.secure.SecurityFile;
import dev.baton.zookeeper.ZooKeeperStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** Describes a {@link PrimaryLocator}. Not thread-safe. */
public final class LocatorBuilder {
    private @Nullable String group;
    private @Nullable String connect;
    private @Nullable CoordinationStore store;
    private Security security = Security.NONE;
    private Ticker ticker = Ticker.system();
    Duration staleAfter = Duration.ofSeconds(15);
    Duration firstBackoff = Duration.ofMillis(20);
    Duration maxBackoff = Duration.ofSeconds(1);
    DoubleSupplier random = () -> ThreadLocalRandom.current().nextDouble();

    LocatorBuilder() {}

    /** Whose primary to find. Required. */
    public LocatorBuilder group(String name) {
        this.group = name;
        return this;
    }

    /** ZooKeeper's servers with the chroot that the agents use. This or {@link #store} is required. */
    public LocatorBuilder connect(String servers) {
        this.connect = servers;
        return this;
    }

    /** How the store is reached that {@link #connect} names, by {@link SecurityFile}. It stays the caller's, who closes its certificate last. */
    public LocatorBuilder security(Security how) {
        this.security = how;
        return this;
    }

    /** A store that several locators share; it stays the caller's and is not closed. */
    public LocatorBuilder store(CoordinationStore shared) {
        this.store = shared;
        return this;
    }

    /** From which age on knowledge counts as stale; 15 s unless told otherwise. It is confirmed three times within it. */
    public LocatorBuilder staleAfter(Duration age) {
        this.staleAfter = age;
        return this;
    }

    /** How long a primary is held back after the first failed call, and at most; 20 ms and 1 s unless told otherwise. */
    public LocatorBuilder backoff(Duration first, Duration max) {
        this.firstBackoff = first;
        this.maxBackoff = max;
        return this;
    }

    /** Where the random part of a wait comes from: numbers from 0 to below 1. Called by any thread. */
    public LocatorBuilder random(DoubleSupplier source) {
        this.random = source;
        return this;
    }

    LocatorBuilder ticker(Ticker clock) {
        this.ticker = clock;
        return this;
    }

    /**
     * Begins to follow; returns at once.
     *
     * @throws IllegalArgumentException naming everything that is wrong with the settings
     */
    public PrimaryLocator open() {
        List<String> wrong = new ArrayList<>();
        GroupId id = null;
        try {
            id = new GroupId(group == null ? "" : group);
        } catch (IllegalArgumentException e) {
            wrong.add(e.getMessage());
        }
        if ((connect == null) == (store == null)) {
            wrong.add("expected either connect, with host:port,host:port/chroot of ZooKeeper, or store");
        }
        if (staleAfter.compareTo(Duration.ofMillis(100)) < 0 || staleAfter.compareTo(Duration.ofHours(1)) > 0) {
            wrong.add("staleAfter is " + staleAfter + ": expected 100 ms to 1 h");
        }
        if (firstBackoff.toMillis() < 1
                || maxBackoff.compareTo(firstBackoff) < 0
                || maxBackoff.compareTo(Duration.ofMinutes(10)) > 0) {
            wrong.add("backoff is " + firstBackoff + " to " + maxBackoff
                    + ": expected at least 1 ms first, and from that to 10 min at most");
        }
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException("the locator's settings are wrong: " + String.join("; ", wrong));
        }
        CoordinationStore used = store == null
                ? ZooKeeperStore.open(ZooKeeperStore.Config.of(Objects.requireNonNull(connect), security))
                : store;
        PrimaryLocator locator = new PrimaryLocator(Objects.requireNonNull(id), used, store == null, ticker, this);
        locator.start();
        return locator;
    }
}
