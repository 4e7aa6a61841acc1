package dev.baton.lab.bench;

import dev.baton.lab.Lab;
import dev.baton.lab.LabException;
import dev.baton.lab.LabOptions;
import dev.baton.lab.secure.Access;
import dev.baton.lab.secure.Identity;
import dev.baton.secure.Security;

/** A lab that ends with this process. */
final class BenchLab {
    private BenchLab() {}

    static Lab up(LabOptions options) throws LabException {
        Lab lab = Lab.up(options, line -> System.err.println(line));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> down(lab)));
        return lab;
    }

    /** How to reach its parts, as long as this process lives. */
    static Security access(Lab lab) throws LabException {
        return lab.state().access().security();
    }

    /** As whom it asks for actions: who may do all else in a lab may not do that. Its requests are signed with alice's key. */
    static Security operator(Lab lab) throws LabException {
        return Access.open(lab.state().secured() ? lab.files().securityFile(Identity.CONSOLE) : null)
                .security();
    }

    private static void down(Lab lab) {
        try {
            lab.down();
        } catch (LabException e) {
            System.err.println(e.getMessage());
        }
    }
}
