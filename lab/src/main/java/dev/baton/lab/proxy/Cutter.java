package dev.baton.lab.proxy;

import dev.baton.lab.LabException;
import dev.baton.lab.proxy.Route.Kind;
import java.util.List;

/** Cuts services off by other means than the proxy's own. */
public interface Cutter {
    /** A cut of a service. */
    record Cut(String service, Kind what, Direction direction) {}

    /** From now on exactly these hold. */
    void set(List<Cut> cuts) throws LabException;
}
