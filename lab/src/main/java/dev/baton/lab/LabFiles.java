package dev.baton.lab;

import dev.baton.lab.secure.LabSecurity;
import dev.baton.model.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What lies where in a lab's folder. */
public record LabFiles(Path dir) {
    private static final Pattern OWN =
            Pattern.compile("(lab|plan|fence|proxy|workload|service-[a-z])\\.json(\\.next)?");

    public Path state() {
        return dir.resolve("lab.json");
    }

    /** Which port is whose. */
    Path plan() {
        return dir.resolve("plan.json");
    }

    public Path lock() {
        return dir.resolve("lab.lock");
    }

    public Path logs() {
        return dir.resolve("logs");
    }

    public Path zookeeper() {
        return dir.resolve("zookeeper");
    }

    /**
     * Where the system property {@code baton.lab.kafka} names a folder, one in there of its own: as in production, on another disk than the
     * store's.
     */
    public Path kafka() {
        String own = System.getProperty("baton.lab.kafka", "");
        return own.isEmpty()
                ? dir.resolve("kafka")
                : Path.of(own, String.valueOf(dir.getFileName())).toAbsolutePath();
    }

    public Path proxyConfig() {
        return dir.resolve("proxy.json");
    }

    public Path serviceConfig(String service) {
        return dir.resolve("service-" + service + ".json");
    }

    public Path workloadConfig() {
        return dir.resolve("workload.json");
    }

    /** The fence devices, where the lab has some. */
    public Path fencing() {
        return dir.resolve("fence.json");
    }

    /** The folder of each service's BMC. */
    Path bmcs() {
        return dir.resolve("bmc");
    }

    /** The certificates and security files, where the lab is secured. */
    public Path security() {
        return dir.resolve("security");
    }

    /** The security file of that name, for example {@code console}. */
    public Path securityFile(String name) {
        return new LabSecurity(security()).file(name);
    }

    /** What whoever gives orders to the proxy must show, where the lab is secured. */
    Path proxyToken() {
        return new LabSecurity(security()).proxyToken();
    }

    /** Where services write down what they have acknowledged. */
    public Path acks() {
        return dir.resolve("acks");
    }

    /** Where the workload writes down what Kafka has acknowledged to it. */
    public Path workload() {
        return dir.resolve("workload");
    }

    /** Replaces {@code file} by the value's JSON, in one step: a reader sees the old or the new one. */
    public static void write(Path file, Object value) throws LabException {
        try {
            Path next = file.resolveSibling(file.getFileName() + ".next");
            Files.write(next, Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(value));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw new LabException("cannot write " + file + ": " + failed, failed);
        }
    }

    /** Reads what {@link #write} wrote. */
    public static <T> T read(Path file, Class<T> type) throws LabException {
        try {
            return Json.read(Files.readAllBytes(file), type, file.toString());
        } catch (IOException failed) {
            throw new LabException("cannot read " + file + ": " + failed, failed);
        } catch (Json.MalformedException broken) {
            throw new LabException(String.valueOf(broken.getMessage()), broken);
        }
    }

    /** Refuses a folder that holds something other than a lab. To be asked before anything is written into it. */
    void requireOwn() throws LabException {
        try {
            boolean ours = Files.exists(state()) || Files.exists(lock());
            if (Files.exists(dir) && !ours && (!Files.isDirectory(dir) || !isEmpty(dir))) {
                throw new LabException(
                        dir + " is not empty and holds no lab.json: expected a new or empty folder, or that"
                                + " of an earlier lab. Choose another with --dir.");
            }
        } catch (IOException failed) {
            throw new LabException("cannot look into " + dir + ": " + failed, failed);
        }
    }

    /** Makes the folder ready for a new lab: what an earlier lab left is deleted, and nothing else. */
    void prepare() throws LabException {
        List<Path> folders = List.of(logs(), zookeeper(), kafka(), acks(), workload());
        try (Stream<Path> files = Files.list(dir)) {
            delete(bmcs());
            delete(security());
            for (Path file : files.filter(
                            f -> OWN.matcher(String.valueOf(f.getFileName())).matches())
                    .toList()) {
                Files.delete(file);
            }
            for (Path folder : folders) {
                delete(folder);
                Files.createDirectories(folder);
            }
        } catch (IOException failed) {
            throw new LabException("cannot prepare the folder " + dir + ": " + failed, failed);
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
