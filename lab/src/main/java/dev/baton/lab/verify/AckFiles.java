package dev.baton.lab.verify;

import dev.baton.model.GroupId;
import dev.baton.model.ServiceId;
import java.nio.file.Path;

/** The names of the files in which services write down what they acknowledged: {@code GROUP-SERVICE-PID.log}. */
public final class AckFiles {
    private AckFiles() {}

    public static Path of(Path folder, GroupId group, ServiceId service, long pid) {
        return folder.resolve(group + "-" + service + "-" + pid + ".log");
    }

    /** Whether a file is of that group. A group's name may hold dashes, so the name is read from its end. */
    static boolean belongs(Path file, GroupId group) {
        String name = String.valueOf(file.getFileName());
        int pid = name.lastIndexOf('-');
        int service = pid < 0 ? -1 : name.lastIndexOf('-', pid - 1);
        return service > 0 && name.substring(0, service).equals(group.value());
    }
}
