package dev.baton.lab.bench;

import dev.baton.lab.Lab;
import dev.baton.lab.LabException;
import dev.baton.lab.LabOptions;

/** A lab that ends with this process. */
final class BenchLab {
    private BenchLab() {}

    static Lab up(LabOptions options) throws LabException {
        Lab lab = Lab.up(options, line -> System.err.println(line));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> down(lab)));
        return lab;
    }

    private static void down(Lab lab) {
        try {
            lab.down();
        } catch (LabException e) {
            System.err.println(e.getMessage());
        }
    }
}
