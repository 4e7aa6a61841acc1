package dev.baton.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProbesTest {
    private static final Duration LIMIT = Duration.ofMillis(300);

    private final AtomicBoolean valid = new AtomicBoolean(true);
    private final AtomicInteger closed = new AtomicInteger();

    private Connection connection() {
        return (Connection) Proxy.newProxyInstance(
                ProbesTest.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, args) -> {
                    if (method.getName().equals("isValid")) {
                        assertEquals(1, args[0], "in whole seconds, never 0");
                        return valid.get();
                    }
                    assertEquals("close", method.getName());
                    closed.incrementAndGet();
                    return null;
                });
    }

    @Test
    void databaseGivesItsConnectionBack() throws Exception {
        DataSource source = (DataSource) Proxy.newProxyInstance(
                ProbesTest.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (p, method, args) -> connection());
        Probe probe = Probes.database(source, LIMIT);
        assertTrue(probe.look().ok());
        valid.set(false);
        Finding found = probe.look();
        assertFalse(found.ok());
        assertTrue(found.detail().contains("not valid"), found::detail);
        assertEquals(2, closed.get());
    }

    @Test
    void aConnectionOfTheCallersIsLeftOpen() throws Exception {
        assertTrue(Probes.connection(this::connection, LIMIT).look().ok());
        assertEquals(0, closed.get());
        Probe refused = Probes.connection(
                () -> {
                    throw new java.sql.SQLException("too many clients");
                },
                LIMIT);
        assertThrows(java.sql.SQLException.class, refused::look);
    }

    @Test
    void diskIsWrittenToAndLeftAsItWas(@TempDir Path dir) throws Exception {
        Finding found = Probes.disk(dir, 1, 0).look();
        assertTrue(found.ok(), found::detail);
        try (var files = Files.list(dir)) {
            assertEquals(0, files.count());
        }
        assertFalse(Probes.disk(dir, Long.MAX_VALUE, 0).look().ok());
        assertThrows(IOException.class, () -> Probes.disk(dir.resolve("absent"), 1, 0)
                .look());
    }

    @Test
    void diskNamesWhatIsFreeAndWhatWasExpected(@TempDir Path dir) {
        DiskProbe probe = new DiskProbe(dir, 100, 10);
        assertEquals(
                "99 bytes (9.9 %) are free, expected at least 100 bytes in " + dir,
                probe.room(99, 1_000).detail());
        assertEquals(
                "100 bytes (5.0 %) are free, expected at least 10 % in " + dir,
                probe.room(100, 2_000).detail());
        assertTrue(probe.room(100, 1_000).ok());
    }

    @Test
    void pressureIsReadFromTheCgroupAndElseFromTheMachine(@TempDir Path dir) throws Exception {
        Path group = Files.createDirectory(dir.resolve("group"));
        Path machine = Files.createDirectory(dir.resolve("machine"));
        Cgroup cgroup = new Cgroup(group, machine);
        assertEquals(OptionalDouble.empty(), cgroup.pressure("cpu"));
        Files.writeString(
                machine.resolve("cpu"),
                "some avg10=97.57 avg60=96.69 avg300=88.47 total=10869139769\nfull avg10=0.00 avg60=0.00 total=0\n");
        assertEquals(97.57, cgroup.pressure("cpu").getAsDouble());
        Files.writeString(group.resolve("cpu.pressure"), "some avg10=3.50 avg60=0.00 avg300=0.00 total=1\n");
        assertEquals(3.5, cgroup.pressure("cpu").getAsDouble());
        Files.writeString(group.resolve("cpu.pressure"), "garbage avg10=x\nsome avg10=x\n");
        assertEquals(OptionalDouble.of(97.57), cgroup.pressure("cpu"));
    }

    @Test
    void cpuJudgesPressureAndWithoutItTheLoad(@TempDir Path dir) throws Exception {
        Cgroup cgroup = new Cgroup(dir, dir.resolve("absent"));
        Finding loaded = new CpuProbe(80, cgroup, () -> OptionalDouble.of(250)).look();
        assertEquals("the load is 250.0 % of the processors, expected at most 80.0 %", loaded.detail());
        assertFalse(loaded.ok());
        Files.writeString(dir.resolve("cpu.pressure"), "some avg10=12.00 avg60=0.00 avg300=0.00 total=1\n");
        assertTrue(new CpuProbe(80, cgroup, () -> OptionalDouble.of(250)).look().ok());
        assertFalse(new CpuProbe(10, cgroup, OptionalDouble::empty).look().ok());
        assertTrue(new CpuProbe(1, new Cgroup(dir.resolve("x"), dir.resolve("x")), OptionalDouble::empty)
                .look()
                .ok());
        assertTrue(CpuProbe.systemLoadPercent().orElse(0) >= 0);
    }

    @Test
    void memoryCountsWithoutTheFileCache(@TempDir Path dir) throws Exception {
        Files.writeString(dir.resolve("memory.max"), "1000\n");
        Files.writeString(dir.resolve("memory.current"), "900\n");
        Files.writeString(dir.resolve("memory.stat"), "anon 500\ninactive_file 300\n");
        Files.writeString(dir.resolve("memory.pressure"), "some avg10=7.00 avg60=0.00 avg300=0.00 total=1\n");
        Cgroup cgroup = new Cgroup(dir, dir);
        Finding found = new MemoryProbe(80, 70, 10, cgroup, () -> OptionalDouble.of(50)).look();
        assertEquals(
                "50.0 % of the heap are live; 60.0 % of the cgroup's memory are taken; tasks waited for memory in 7.0 % of"
                        + " the last 10 s",
                found.detail());
        assertTrue(found.ok());
        Finding wrong = new MemoryProbe(40, 59, 5, cgroup, () -> OptionalDouble.of(50)).look();
        assertFalse(wrong.ok());
        assertEquals(3, wrong.detail().split(";").length, wrong::detail);
        Files.writeString(dir.resolve("memory.max"), "max\n");
        assertEquals(OptionalDouble.empty(), cgroup.memoryPercent());
    }

    @Test
    void theRealHeapIsFarFromFull() throws Exception {
        System.gc();
        OptionalDouble live = MemoryProbe.heapPercentAfterCollection();
        assertTrue(live.isPresent() && live.getAsDouble() > 0 && live.getAsDouble() < 90, live::toString);
    }

    @Test
    void kafkaThatIsNotThereFailsWithinTheLimit() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Probe probe = Probes.kafka("127.0.0.1:" + port, List.of(), LIMIT, Map.of());
        try {
            assertThrows(Exception.class, probe::look);
        } finally {
            probe.close();
        }
        assertEquals("the check is closed", probe.look().detail());
    }
}
