package dev.baton.console.identity;

import dev.baton.authority.Signer;
import dev.baton.console.theme.Messages;
import dev.baton.model.OperatorRecord;
import dev.baton.model.StoreLayout;
import dev.baton.port.CoordinationStore;
import dev.baton.port.StoreEvent;
import dev.baton.secure.Security;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Who this console is in one cluster: its key, and what the cluster's operators say of it. Any thread; nothing blocks. */
public final class Identity {
    private final @Nullable KeyHolder holder;
    private final String system;
    private final @Nullable Replacement replacement;
    private final String adminOptions;
    private volatile OperatorBook book;

    private Identity(
            @Nullable KeyHolder holder,
            String system,
            OperatorBook book,
            @Nullable Replacement replacement,
            String adminOptions) {
        this.holder = holder;
        this.system = system;
        this.book = book;
        this.replacement = replacement;
        this.adminOptions = adminOptions;
    }

    /**
     * Follows the operators of that store until it is closed.
     *
     * @param replacement changes them, as far as this console may
     * @param adminOptions how a command is called on this cluster as its admin, as far as that is known
     */
    public static Identity following(
            CoordinationStore store, KeyHolder holder, String system, Replacement replacement, String adminOptions) {
        Identity identity = new Identity(holder, system, OperatorBook.EMPTY, replacement, adminOptions);
        store.watch(StoreLayout.OPERATORS, identity::take);
        return identity;
    }

    /** One call at a time, as the store promises. */
    private synchronized void take(StoreEvent event) {
        book = book.after(event);
    }

    /** Of a cluster whose operators are those, for pictures and tests. */
    public static Identity fixed(@Nullable KeyHolder holder, String system, OperatorBook book) {
        return fixed(holder, system, book, null, "");
    }

    /** The same, of which a key can be replaced. */
    public static Identity fixed(
            @Nullable KeyHolder holder,
            String system,
            OperatorBook book,
            @Nullable Replacement replacement,
            String adminOptions) {
        return new Identity(holder, system, book, replacement, adminOptions);
    }

    public Standing standing() {
        KeyHolder keys = holder;
        if (keys == null) {
            return Standing.open(system);
        }
        KeyHolder.Held held = keys.held();
        return Standing.of(book, held.there(), held.face(), held.key() != null, held.problem(), system);
    }

    public OperatorBook book() {
        return book;
    }

    /** Where the key is; absent where there can be none. */
    public @Nullable KeyHolder holder() {
        return holder;
    }

    /** Has the cluster take another key; absent where it cannot be asked. */
    public @Nullable Replacement replacement() {
        return replacement;
    }

    /** How a command is called on this cluster as its admin, as far as that is known here: to be put behind it. */
    public String adminOptions() {
        return adminOptions;
    }

    /**
     * What signs; absent where the cluster takes unsigned requests.
     *
     * @throws IllegalStateException where it cannot sign, with a message fit for a person
     */
    public @Nullable Signer signer() {
        Standing now = standing();
        KeyHolder keys = holder;
        if (now.state() == Standing.State.OPEN || keys == null) {
            return null;
        }
        OperatorKey key = keys.held().key();
        OperatorRecord record = key == null ? null : book.record(key.face().keyId());
        if (key == null || record == null || record.revoked()) {
            throw new IllegalStateException(Messages.of("who.unsigned", now.name()));
        }
        return key.as(record);
    }

    /** Where the key of who is secured like that is. */
    public static Security.OperatorFiles files(Security security) {
        return security.operator() == null ? new Security.OperatorFiles(usual(), null) : security.operator();
    }

    /** Where an operator's key is where no security file names another place. */
    public static Path usual() {
        String config = System.getenv("XDG_CONFIG_HOME");
        Path base = config == null || config.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".config")
                : Path.of(config);
        return base.resolve("baton").resolve("operator.p12");
    }
}
