package dev.baton.lab.fence;

import dev.baton.lab.process.ProcessRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** The files of one simulator, {@code ipmi_sim} of OpenIPMI. */
record BmcFiles(Path folder) {
    static final String USER = "admin";

    private static final String LAN = """
            name "@SERVICE@"
            set_working_mc 0x20
              startlan 1
                addr 127.0.0.1 @PORT@
                priv_limit admin
                allowed_auths_callback none md2 md5 straight
                allowed_auths_user none md2 md5 straight
                allowed_auths_operator none md2 md5 straight
                allowed_auths_admin none md2 md5 straight
                guid a123456789abcdefa123456789abcdef
              endlan
              chassis_control "@CHASSIS@ 0x20"
              startnow false
              user 1 true ""   "@GUEST@" user  10 none md2 md5 straight
              user 2 true "@USER@" "@PASSWORD@" admin 10 none md2 md5 straight
            """;

    private static final String EMULATOR = """
            mc_setbmc 0x20
            mc_add 0x20 0 no-device-sdrs 0x23 9 8 0x9f 0x1291 0xf02
            sel_enable 0x20 1000 0x0a
            mc_enable 0x20
            """;

    /**
     * Called by the simulator as {@code chassis MC get power} and {@code chassis MC set power 0|1}. It looks at the state and the start time, since a zombie
     * still has a pid, and a pid may have gone to a stranger. It switches nothing on: services are started by the lab.
     */
    private static final String CHASSIS = """
            #!/bin/sh
            read -r pid started <'@MACHINE@' || exit 1
            runs() {
                stat=$(cat "/proc/$pid/stat" 2>/dev/null) || return 1
                set -- ${stat##*) }
                [ "$1" != Z ] && [ "$1" != X ] && [ "${20}" = "$started" ]
            }
            shift
            operation=$1
            shift
            case $operation in
                get)
                    for name in "$@"; do
                        case $name in
                            power) if runs; then echo power:1; else echo power:0; fi ;;
                            *) echo "$name:0" ;;
                        esac
                    done ;;
                set)
                    while [ $# -gt 1 ]; do
                        case $1 in
                            power) if [ "$2" = 0 ]; then if runs; then kill -9 "$pid"; fi; else exit 1; fi ;;
                            *) exit 1 ;;
                        esac
                        shift 2
                    done ;;
            esac
            exit 0
            """;

    Path lan() {
        return folder.resolve("lan.conf");
    }

    Path emulator() {
        return folder.resolve("emulator.conf");
    }

    Path state() {
        return folder.resolve("state");
    }

    Path log() {
        return folder.resolve("ipmi_sim.log");
    }

    Path passwordFile() {
        return folder.resolve("password");
    }

    void write(String service, int port, String password, String guestPassword) throws IOException {
        Files.createDirectories(state());
        Path chassis = folder.resolve("chassis.sh");
        Files.writeString(
                chassis,
                CHASSIS.replace("@MACHINE@", folder.resolve(Bmc.MACHINE).toString()));
        Files.setPosixFilePermissions(chassis, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(emulator(), EMULATOR);
        secret(passwordFile(), password + "\n");
        String lan = LAN.replace("@SERVICE@", service)
                .replace("@PORT@", Integer.toString(port))
                .replace("@CHASSIS@", chassis.toString())
                .replace("@GUEST@", guestPassword)
                .replace("@USER@", USER)
                .replace("@PASSWORD@", password);
        secret(lan(), lan);
    }

    /** Names the process that the chassis has. Put in place in one step, since the chassis may be asked at any time. */
    void machine(ProcessRef process) throws IOException {
        Path next = folder.resolve(Bmc.MACHINE + ".next");
        Files.writeString(next, process.pid() + " " + process.startTicks() + "\n");
        Files.move(
                next, folder.resolve(Bmc.MACHINE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Nobody else may read it, not for a moment. */
    private static void secret(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text, StandardOpenOption.WRITE);
    }
}
