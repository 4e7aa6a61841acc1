package dev.baton.health;

import dev.baton.secure.KafkaSecurity;
import dev.baton.secure.Security;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import javax.sql.DataSource;

/** The probes that come with the agent. Each begins to hold what it needs at its first look, unless it says otherwise. */
public final class Probes {
    private Probes() {}

    /** The pool gives a connection and the database calls it valid. The connection goes back at once. */
    public static Probe database(DataSource source, Duration limit) {
        return new DatabaseProbe(source::getConnection, true, limit);
    }

    /** The database calls this connection valid. The connection stays the caller's and is not closed. */
    public static Probe connection(Callable<Connection> connection, Duration limit) {
        return new DatabaseProbe(connection, false, limit);
    }

    /**
     * The folder's file system has room, and takes a small file, which is written, forced to the disk and removed again.
     *
     * @param minBytes free for this process; 0 for no such limit
     * @param minPercent free of the whole; 0 for no such limit
     */
    public static Probe disk(Path folder, long minBytes, int minPercent) {
        return new DiskProbe(folder, minBytes, minPercent);
    }

    /**
     * Tasks of this process wait for a processor in at most {@code maxPercent} of the last ten seconds, by the kernel's pressure counters of its
     * cgroup or, where those cannot be read, of the machine; without either the machine's load must be at most that share of its processors.
     */
    public static Probe cpu(double maxPercent) {
        return new CpuProbe(maxPercent, Cgroup.own(), CpuProbe::systemLoadPercent);
    }

    /**
     * The heap, as the last collection left it, is at most {@code maxHeapPercent} full; and, where Linux tells, the cgroup's memory without its
     * file cache is at most {@code maxCgroupPercent} of its limit and tasks wait for memory in at most {@code maxPressurePercent} of the last
     * ten seconds.
     */
    public static Probe memory(double maxHeapPercent, double maxCgroupPercent, double maxPressurePercent) {
        return new MemoryProbe(
                maxHeapPercent,
                maxCgroupPercent,
                maxPressurePercent,
                Cgroup.own(),
                MemoryProbe::heapPercentAfterCollection);
    }

    /**
     * No pause of the collector was longer than {@code maxPause}, and all pauses together took at most {@code maxPercent}, within the last
     * {@code window}. Listens from now on, until closed.
     */
    public static Probe gcPauses(Duration maxPause, double maxPercent, Duration window) {
        return GcPauseProbe.listening(maxPause, maxPercent, window);
    }

    /** The executor runs a task within {@code limit}. While one task waits no other is submitted. */
    public static Probe eventLoop(Executor loop, Duration limit) {
        return new EventLoopProbe(loop, limit);
    }

    /**
     * Kafka answers within {@code limit}, and each of the topics is there and has a leader for each partition.
     *
     * @param client further client properties, for example of TLS
     */
    public static Probe kafka(String bootstrap, List<String> topics, Duration limit, Map<String, String> client) {
        return new KafkaProbe(bootstrap, topics, limit, client);
    }

    /** Likewise, reached as a security file has it; {@code security} stays open, and the caller's. */
    public static Probe kafka(String bootstrap, List<String> topics, Duration limit, Security security) {
        return new KafkaProbe(bootstrap, topics, limit, KafkaSecurity.properties(security));
    }
}
