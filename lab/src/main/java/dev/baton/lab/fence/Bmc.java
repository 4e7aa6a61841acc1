package dev.baton.lab.fence;

import dev.baton.lab.process.ProcessRef;
import java.nio.file.Path;
import java.util.Map;

/**
 * One simulated BMC, which has one process in the place of a machine: its "off" is kill -9.
 *
 * @param service that it can switch off
 * @param port of 127.0.0.1, UDP
 * @param passwordFile which only the owner can read
 * @param simulator the process that plays the BMC
 * @param folder of its files
 */
public record Bmc(String service, int port, String user, Path passwordFile, ProcessRef simulator, Path folder) {
    /** Of the file that names the process which is the machine: its pid and its start time. */
    static final String MACHINE = "machine";

    /** What a fence agent needs to know of it, as in the file of fence devices. */
    public Map<String, Object> parameters() {
        // Cipher 3: the simulator knows no newer one.
        return Map.of(
                "ip",
                "127.0.0.1",
                "ipport",
                port,
                "username",
                user,
                "password",
                Map.of("file", passwordFile.toString()),
                "lanplus",
                1,
                "cipher",
                3,
                "power_wait",
                0);
    }
}
