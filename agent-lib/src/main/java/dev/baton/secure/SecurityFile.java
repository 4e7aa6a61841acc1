package dev.baton.secure;

import dev.baton.secure.Security.OperatorFiles;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a security file: a properties file, the same for services, consoles and the command line. Paths in it are relative to its folder. No
 * secret stands in it, only the names of files that hold one and that nobody but their owner can read.
 *
 * <pre>
 * tls.keystore = orders-a.p12              # its key and certificate
 * tls.truststore = authorities.p12
 * tls.passphrase.file = orders-a.pass      # of both
 * store.tls = true                         # reach ZooKeeper by TLS
 * store.auth.file = orders-a.auth          # lines such as: digest agent:SECRET
 * acl.agent = digest:agent:HASH; x509:CN=orders-a
 * acl.operator = ... ; acl.viewer ; acl.admin
 * kafka.tls = true                         # reach Kafka by TLS with the certificate above
 * kafka.sasl.mechanism = SCRAM-SHA-512     # any property of a Kafka client
 * kafka.sasl.jaas.config.file = orders-a.jaas
 * operator.key = alice.p12                 # consoles: signs what its operator asks for
 * operator.passphrase.file = alice.pass    # without it the operator is asked
 * </pre>
 */
public final class SecurityFile {
    private static final Set<String> KEYS = Set.of(
            "tls.keystore",
            "tls.truststore",
            "tls.passphrase.file",
            "store.tls",
            "store.auth.file",
            "acl.viewer",
            "acl.operator",
            "acl.agent",
            "acl.admin",
            "kafka.tls",
            "operator.key",
            "operator.passphrase.file");
    private static final String KAFKA = "kafka.";
    private static final String FILE = ".file";

    private final Path file;
    private final Properties content;
    private final List<String> problems = new ArrayList<>();

    private SecurityFile(Path file, Properties content) {
        this.file = file;
        this.content = content;
    }

    /**
     * Reads it and everything that it names. The caller closes {@link Security#tls}, whose files are looked at from now on.
     *
     * @throws InvalidSecurityFile naming everything that is wrong, never a secret
     */
    public static Security read(Path file) throws InvalidSecurityFile {
        Properties content = new Properties();
        try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            content.load(in);
        } catch (IOException | IllegalArgumentException e) {
            throw new InvalidSecurityFile(List.of(
                    "security file " + file + " cannot be read: expected a properties file: " + e.getMessage()));
        }
        return new SecurityFile(file, content).security();
    }

    private Security security() throws InvalidSecurityFile {
        content.stringPropertyNames().stream()
                .filter(key -> !KEYS.contains(key) && !key.startsWith(KAFKA))
                .sorted()
                .forEach(key -> problem("unknown key '" + key + "': expected kafka.* or one of "
                        + KEYS.stream().sorted().toList()));
        boolean storeTls = flag("store.tls");
        boolean kafkaTls = flag("kafka.tls");
        List<StoreAuth> auths = auths();
        Principals principals = principals();
        Map<String, String> kafka = kafka();
        OperatorFiles operator = operator();
        TlsIdentity tls = tls();
        if (tls == null && (storeTls || kafkaTls)) {
            problem("store.tls and kafka.tls need tls.keystore, tls.truststore and tls.passphrase.file");
        }
        if (!problems.isEmpty()) {
            if (tls != null) {
                tls.close();
            }
            throw new InvalidSecurityFile(problems);
        }
        return new Security(tls, storeTls, auths, principals, kafka, kafkaTls, operator);
    }

    private @Nullable TlsIdentity tls() {
        Path keys = path("tls.keystore");
        Path trust = path("tls.truststore");
        Path passphrase = path("tls.passphrase.file");
        if (keys == null && trust == null && passphrase == null) {
            return null;
        }
        if (keys == null || trust == null || passphrase == null) {
            problem("expected all of tls.keystore, tls.truststore and tls.passphrase.file, or none");
            return null;
        }
        try {
            return TlsIdentity.open(new TlsFiles(keys, trust, passphrase));
        } catch (IOException e) {
            problem(String.valueOf(e.getMessage()));
            return null;
        }
    }

    private List<StoreAuth> auths() {
        Path from = path("store.auth.file");
        List<StoreAuth> auths = new ArrayList<>();
        if (from == null) {
            return auths;
        }
        String text = secret(from);
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            int space = line.strip().indexOf(' ');
            if (space < 0) {
                problem(from + " line " + number + ": expected a scheme, a space and credentials");
            } else {
                auths.add(new StoreAuth(
                        line.strip().substring(0, space),
                        line.strip().substring(space + 1).strip()));
            }
        }
        return auths;
    }

    private Principals principals() {
        Map<StoreRole, List<String>> names = new EnumMap<>(StoreRole.class);
        for (StoreRole role : StoreRole.values()) {
            String key = "acl." + role.name().toLowerCase(Locale.ROOT);
            String value = text(key);
            if (value == null) {
                continue;
            }
            List<String> list = new ArrayList<>();
            for (String each : value.split(";", -1)) {
                String name = each.strip();
                if (name.isEmpty()) {
                    continue;
                }
                if (name.indexOf(':') < 1 || name.endsWith(":")) {
                    problem(key + ": expected SCHEME:NAME, found '" + name + "'");
                }
                list.add(name);
            }
            names.put(role, list);
        }
        if (!names.isEmpty() && names.getOrDefault(StoreRole.AGENT, List.of()).isEmpty()) {
            problem("acl.agent names nobody: without it no agent could write a lease");
        }
        return new Principals(names);
    }

    private Map<String, String> kafka() {
        Map<String, String> kafka = new LinkedHashMap<>();
        for (String key : content.stringPropertyNames()) {
            if (!key.startsWith(KAFKA) || KEYS.contains(key)) {
                continue;
            }
            String name = key.substring(KAFKA.length());
            if (name.endsWith(FILE)) {
                Path from = path(key);
                if (from != null) {
                    kafka.put(
                            name.substring(0, name.length() - FILE.length()),
                            secret(from).strip());
                }
            } else {
                kafka.put(name, content.getProperty(key).strip());
            }
        }
        return kafka;
    }

    private @Nullable OperatorFiles operator() {
        Path key = path("operator.key");
        Path passphrase = path("operator.passphrase.file");
        if (key == null && passphrase != null) {
            problem("operator.passphrase.file without operator.key");
        }
        return key == null ? null : new OperatorFiles(key, passphrase);
    }

    private String secret(Path from) {
        try {
            return new String(SecretFile.read(from));
        } catch (IOException e) {
            problem(String.valueOf(e.getMessage()));
            return "";
        }
    }

    private boolean flag(String key) {
        String value = text(key);
        if (value == null || value.equals("false")) {
            return false;
        }
        if (!value.equals("true")) {
            problem(key + ": expected true or false, found '" + value + "'");
        }
        return true;
    }

    private @Nullable Path path(String key) {
        String value = text(key);
        if (value == null) {
            return null;
        }
        try {
            return file.toAbsolutePath().resolveSibling(value).normalize();
        } catch (InvalidPathException e) {
            problem(key + ": expected the path of a file: " + e.getReason());
            return null;
        }
    }

    private @Nullable String text(String key) {
        String value = content.getProperty(key);
        return value == null || value.isBlank() ? null : value.strip();
    }

    private void problem(String what) {
        problems.add("security file " + file + ": " + what);
    }
}
