package dev.baton.health;

import dev.baton.model.CheckStatus;
import dev.baton.model.CheckStatus.State;

/**
 * What the runs of one check come to: pure, a fold of findings. Consecutive runs decide in both directions, so a check that flaps stays where
 * it is.
 *
 * @param fails how many of the last runs failed in a row
 * @param passes how many of the last runs passed in a row
 * @param streakMillis wall clock: when the present run of fails or passes began
 */
record CheckFold(
        HealthCheck check,
        State state,
        long sinceMillis,
        int fails,
        int passes,
        long streakMillis,
        String detail,
        long runs,
        long failures,
        long durationMicros) {
    static CheckFold begin(HealthCheck check, long wallMillis) {
        return new CheckFold(check, State.PENDING, wallMillis, 0, 0, wallMillis, "not run yet", 0, 0, -1);
    }

    CheckFold after(Finding finding, long wallMillis, long micros) {
        return finding.ok() ? passed(finding, wallMillis, micros) : failed(finding, wallMillis, micros);
    }

    private CheckFold passed(Finding finding, long wall, long micros) {
        int row = passes == Integer.MAX_VALUE ? passes : passes + 1;
        long began = row == 1 ? wall : streakMillis;
        if (state == State.FAILED && row < check.successes()) {
            String detail = "passed " + row + " of " + check.successes() + " times: " + finding.detail();
            return with(State.FAILED, sinceMillis, 0, row, began, detail, failures, micros);
        }
        long since = state == State.OK ? sinceMillis : wall;
        return with(State.OK, since, 0, row, began, finding.detail(), failures, micros);
    }

    private CheckFold failed(Finding finding, long wall, long micros) {
        int row = fails == Integer.MAX_VALUE ? fails : fails + 1;
        long began = row == 1 ? wall : streakMillis;
        if (state != State.FAILED && row < check.failures()) {
            String detail = "failed " + row + " of " + check.failures() + " times: " + finding.detail();
            return with(state, sinceMillis, row, 0, began, detail, failures + 1, micros);
        }
        long since = state == State.FAILED ? sinceMillis : began;
        return with(State.FAILED, since, row, 0, began, finding.detail(), failures + 1, micros);
    }

    private CheckFold with(
            State next, long since, int failed, int passed, long began, String words, long allFailed, long micros) {
        return new CheckFold(check, next, since, failed, passed, began, words, runs + 1, allFailed, micros);
    }

    CheckStatus status() {
        return new CheckStatus(
                check.name(),
                check.kind(),
                check.groups().stream().sorted().toList(),
                state,
                sinceMillis,
                detail,
                Math.max(fails, passes),
                runs,
                failures,
                durationMicros);
    }
}
