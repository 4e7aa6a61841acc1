package dev.baton.fence;

import dev.baton.model.MemberId;
import dev.baton.port.FenceDevice;
import dev.baton.port.Fencer;
import dev.baton.port.Ticker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The fence devices of this process and the levels in which they are asked.
 *
 * @param devices in the order of the file
 */
public record FenceSetup(List<FenceDevice> devices, FenceLevels levels) {
    private static final long MOST_BYTES = 1 << 18;

    public FenceSetup {
        devices = List.copyOf(devices);
    }

    /**
     * Reads the file (docs/operating/fencing.md). Touches no device.
     *
     * @throws InvalidFenceFile with all problems at once
     */
    public static FenceSetup read(Path file) throws InvalidFenceFile {
        byte[] json;
        try {
            long size = Files.size(file);
            if (size > MOST_BYTES) {
                throw new InvalidFenceFile(
                        file.toString(), List.of("expected at most " + MOST_BYTES + " bytes, found " + size));
            }
            json = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new InvalidFenceFile(
                    file.toString(),
                    List.of("expected a readable file, found " + e.getClass().getSimpleName() + ": " + e.getMessage()));
        }
        return parse(json, file.toString());
    }

    /** Likewise, from its content; {@code where} names it in errors. */
    public static FenceSetup parse(byte[] json, String where) throws InvalidFenceFile {
        return FenceFile.parse(json, where, Programs.system(), Ticker.system());
    }

    /** Every device's {@link FenceDevice#check}, and the members of {@code members} that no level covers: what to show before it is needed. */
    public List<String> check(Collection<MemberId> members, Duration limitEach) throws InterruptedException {
        List<String> problems = new ArrayList<>();
        for (FenceDevice device : devices) {
            for (String problem : device.check(limitEach)) {
                problems.add("device '" + device.name() + "': " + problem);
            }
        }
        for (MemberId member : members) {
            boolean covered = levels.written(member).stream()
                    .flatMap(List::stream)
                    .anyMatch(name -> devices.stream().anyMatch(d -> d.name().equals(name) && d.covers(member)));
            if (!covered) {
                problems.add("member " + member + " has no fence device: expected one that names it among its targets");
            }
        }
        return problems;
    }

    /** A fencer with these devices. The caller closes it. */
    public Fencer fencer() {
        return new LevelFencer(devices, levels, Ticker.system());
    }
}
