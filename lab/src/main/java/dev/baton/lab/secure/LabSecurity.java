package dev.baton.lab.secure;

import dev.baton.lab.LabException;
import dev.baton.model.OperatorRecord;
import dev.baton.secure.StoreRole;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The folder {@code security} of a lab: makes it, and makes its certificates anew. */
public final class LabSecurity {
    /** How long certificates are good unless told otherwise. */
    public static final Duration VALIDITY = Duration.ofDays(90);

    private static final Duration AUTHORITY_VALIDITY = Duration.ofDays(3650);
    private static final String AUTHORITY = "ca";

    private final Path folder;
    private final SecureRandom random = new SecureRandom();

    public LabSecurity(Path folder) {
        this.folder = folder;
    }

    /** The security file of that name. */
    public Path file(String name) {
        return folder.resolve(name + ".properties");
    }

    /** What whoever gives orders to the proxy must show; made with the folder. */
    public Path proxyToken() {
        return folder.resolve("proxy.token");
    }

    /**
     * Makes the folder, with everybody's files in it. It must not be there yet.
     *
     * @param addresses for which each certificate is good
     * @return the operators, as the store is to know them
     */
    public List<OperatorRecord> create(List<String> services, List<String> addresses, Instant now) throws LabException {
        try {
            SecretFiles.folder(folder);
            Authority authority = Authority.create("Baton lab", now, AUTHORITY_VALIDITY, random);
            new KeyFiles(folder, AUTHORITY).write(authority.own(), authority, authority, SecretFiles.secret(random));
            Map<StoreRole, String> credentials = new EnumMap<>(StoreRole.class);
            for (StoreRole role : StoreRole.values()) {
                String user = role.name().toLowerCase(Locale.ROOT);
                credentials.put(role, user + ":" + SecretFiles.secret(random));
                SecretFiles.write(auth(role), "digest " + credentials.get(role) + "\n");
            }
            List<Identity> everybody = Identity.all(services);
            String principals = principals(everybody, credentials);
            for (Identity identity : everybody) {
                new KeyFiles(folder, identity.name())
                        .write(
                                authority.issue(identity.subject(), addresses, now, now.plus(VALIDITY)),
                                authority,
                                authority,
                                SecretFiles.secret(random));
                SecretFiles.write(file(identity.name()), content(identity, principals));
            }
            SecretFiles.write(proxyToken(), SecretFiles.secret(random) + "\n");
            Files.writeString(folder.resolve("addresses"), String.join("\n", addresses));
            return new LabOperators(folder, random).create(now);
        } catch (IOException | GeneralSecurityException failed) {
            throw new LabException("cannot make the certificates of the lab in " + folder + ": " + failed, failed);
        }
    }

    /**
     * Gives everybody a new key and certificate of the same authority; each file is replaced in one step.
     *
     * @param validity for how long they are good from {@code now} on
     * @return who has a new one
     */
    public List<String> rotate(List<String> services, Instant now, Duration validity) throws LabException {
        try {
            Authority authority = Authority.of(new KeyFiles(folder, AUTHORITY).read(), random);
            List<String> addresses = Files.readAllLines(folder.resolve("addresses"));
            List<String> done = new ArrayList<>();
            for (Identity identity : Identity.all(services)) {
                new KeyFiles(folder, identity.name())
                        .replace(authority.issue(identity.subject(), addresses, now, now.plus(validity)), authority);
                done.add(identity.name());
            }
            return done;
        } catch (IOException | GeneralSecurityException failed) {
            throw new LabException("cannot make new certificates of the lab in " + folder + ": " + failed, failed);
        }
    }

    private Path auth(StoreRole role) {
        return folder.resolve(role.name().toLowerCase(Locale.ROOT) + ".auth");
    }

    private String content(Identity identity, String principals) {
        KeyFiles keys = new KeyFiles(folder, identity.name());
        StringBuilder text = new StringBuilder();
        text.append("tls.keystore = ").append(keys.keyStore().getFileName()).append('\n');
        text.append("tls.truststore = ").append(keys.trustStore().getFileName()).append('\n');
        text.append("tls.passphrase.file = ")
                .append(keys.passphrase().getFileName())
                .append('\n');
        text.append("store.tls = true\nkafka.tls = true\n");
        StoreRole role = identity.role();
        if (role != null) {
            text.append("store.auth.file = ").append(auth(role).getFileName()).append('\n');
            text.append(principals);
        }
        String signs = identity.signs();
        if (signs != null) {
            text.append("operator.key = ")
                    .append(LabOperators.key(folder, signs).getFileName())
                    .append('\n');
            text.append("operator.passphrase.file = ")
                    .append(LabOperators.passphrase(folder, signs).getFileName())
                    .append('\n');
        }
        return text.toString();
    }

    /** Each role by its credentials; agents and the admin by their certificates too. */
    private static String principals(List<Identity> everybody, Map<StoreRole, String> credentials)
            throws GeneralSecurityException {
        StringBuilder text = new StringBuilder();
        for (StoreRole role : StoreRole.values()) {
            List<String> names = new ArrayList<>();
            names.add("digest:" + digest(credentials.getOrDefault(role, "")));
            if (role == StoreRole.AGENT || role == StoreRole.ADMIN) {
                names.addAll(everybody.stream()
                        .filter(i -> i.role() == role)
                        .map(i -> "x509:CN=" + i.subject())
                        .collect(Collectors.toList()));
            }
            text.append("acl.")
                    .append(role.name().toLowerCase(Locale.ROOT))
                    .append(" = ")
                    .append(String.join("; ", names))
                    .append('\n');
        }
        return text.toString();
    }

    /** As ZooKeeper's digest scheme names whoever shows {@code user:secret}. */
    private static String digest(String credentials) throws GeneralSecurityException {
        byte[] hash = MessageDigest.getInstance("SHA-1").digest(credentials.getBytes(StandardCharsets.UTF_8));
        return credentials.substring(0, credentials.indexOf(':')) + ":"
                + Base64.getEncoder().encodeToString(hash);
    }
}
