package dev.baton.lab.sim;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a run is like. Everything else follows from the seed.
 *
 * @param preset the timing, or null: the seed chooses
 * @param members how many, or 0: the seed chooses 2 to 5
 * @param leases how long the faulty part lasts, in leases of the preset, none of which counts for more than 4 s
 * @param faults which faults may strike; the seed chooses among them
 * @param plain whether the group's resource can refuse nobody and so gives no receipts, or null: the seed chooses
 * @param transcript gets a readable line for everything of note, or null
 * @param wakesOfEvery one of how many steps is checked for whether the member asked to be woken in time; 1: every step, thoroughly
 * @param operators whether the cluster has operators, who sign, and somebody who puts in what they did not; or null: the seed chooses
 */
public record SimOptions(
        @Nullable String preset,
        int members,
        int leases,
        Set<FaultKind> faults,
        @Nullable Boolean plain,
        @Nullable Consumer<String> transcript,
        int wakesOfEvery,
        @Nullable Boolean operators) {
    public static final SimOptions DEFAULT =
            new SimOptions(null, 0, 40, EnumSet.allOf(FaultKind.class), null, null, 199, null);

    public SimOptions {
        faults = faults.isEmpty() ? EnumSet.noneOf(FaultKind.class) : EnumSet.copyOf(faults);
    }

    public SimOptions withPreset(String name) {
        return new SimOptions(name, members, leases, faults, plain, transcript, wakesOfEvery, operators);
    }

    public SimOptions withMembers(int count) {
        return new SimOptions(preset, count, leases, faults, plain, transcript, wakesOfEvery, operators);
    }

    public SimOptions withLeases(int count) {
        return new SimOptions(preset, members, count, faults, plain, transcript, wakesOfEvery, operators);
    }

    public SimOptions withFaults(Set<FaultKind> kinds) {
        return new SimOptions(preset, members, leases, kinds, plain, transcript, wakesOfEvery, operators);
    }

    public SimOptions withPlain(boolean yes) {
        return new SimOptions(preset, members, leases, faults, yes, transcript, wakesOfEvery, operators);
    }

    public SimOptions withTranscript(Consumer<String> lines) {
        return new SimOptions(preset, members, leases, faults, plain, lines, wakesOfEvery, operators);
    }

    public SimOptions withWakesOfEvery(int steps) {
        return new SimOptions(preset, members, leases, faults, plain, transcript, steps, operators);
    }

    public SimOptions withOperators(boolean yes) {
        return new SimOptions(preset, members, leases, faults, plain, transcript, wakesOfEvery, yes);
    }
}
