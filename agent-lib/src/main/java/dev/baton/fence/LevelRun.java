package dev.baton.fence;

import dev.baton.fence.FenceLevels.Level;
import dev.baton.port.FenceAnswer;
import dev.baton.port.FencingReport.DeviceAnswer;
import dev.baton.port.FencingReport.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Where one fencing stands. Immutable and pure: no clock, no device.
 *
 * <p>Ascending levels; all devices of a level must say "off"; the first that does not ends the level and the next one begins. An "off" of an
 * abandoned level counts for nothing: a device that is in a later level too is asked again there.
 */
record LevelRun(List<Level> levels, int at, int device, List<DeviceAnswer> answers, boolean expired) {
    LevelRun {
        levels = List.copyOf(levels);
        answers = List.copyOf(answers);
    }

    static LevelRun of(List<Level> levels) {
        for (Level level : levels) {
            // A level of no devices would be complete without anybody's "off".
            if (level.devices().isEmpty()) {
                throw new IllegalArgumentException("level " + level.number() + " has no device: expected one or more");
            }
        }
        return new LevelRun(levels, 0, 0, List.of(), false);
    }

    /** What is to be done next. */
    sealed interface Step {
        record Ask(int level, String device) implements Step {}

        record Over(Outcome outcome, int level, String reason) implements Step {}
    }

    Step next() {
        if (complete()) {
            int level = levels.get(at).number();
            return new Step.Over(Outcome.OFF, level, "level " + level + " is complete: every device of it says off");
        }
        if (expired || at == levels.size()) {
            return new Step.Over(
                    answers.stream().anyMatch(a -> a.answer() instanceof FenceAnswer.Unknown)
                            ? Outcome.UNKNOWN
                            : Outcome.FAILED,
                    0,
                    reasons());
        }
        return new Step.Ask(levels.get(at).number(), levels.get(at).devices().get(device));
    }

    /**
     * The answer of the device that {@link #next} named.
     *
     * @throws IllegalStateException where it is anybody else's
     */
    LevelRun answered(DeviceAnswer answer) {
        if (!(next() instanceof Step.Ask asked)
                || asked.level() != answer.level()
                || !asked.device().equals(answer.device())) {
            throw new IllegalStateException("an answer of device '" + answer.device() + "' of level " + answer.level()
                    + " was not asked for: expected " + next());
        }
        List<DeviceAnswer> all = new ArrayList<>(answers);
        all.add(answer);
        return answer.answer() instanceof FenceAnswer.Off
                ? new LevelRun(levels, at, device + 1, all, false)
                : new LevelRun(levels, at + 1, 0, all, false);
    }

    /** The time for the whole is over: nobody else is asked. A level that is complete stays so. */
    LevelRun outOfTime() {
        return new LevelRun(levels, at, device, answers, true);
    }

    private boolean complete() {
        return at < levels.size() && device == levels.get(at).devices().size();
    }

    private String reasons() {
        String given = answers.stream()
                .filter(a -> !(a.answer() instanceof FenceAnswer.Off))
                .map(a -> "level " + a.level() + ", " + a.device() + ": "
                        + a.answer().words())
                .collect(Collectors.joining(". "));
        String left = levels.stream()
                .skip(at)
                .flatMap(level -> level.devices().stream().skip(level.equals(levels.get(at)) ? device : 0))
                .collect(Collectors.joining(", "));
        if (!expired || left.isEmpty()) {
            return given;
        }
        return (given.isEmpty() ? "" : given + ". ") + "Out of time before these were asked: " + left;
    }
}
