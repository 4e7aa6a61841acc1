package dev.baton.console.bench;

import dev.baton.model.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a run measured. The frames of the two screens are given apart; the first figures are the worse of the two.
 *
 * @param eventsPerSecond that the console really took
 * @param dropped events that did not fit into its queue
 * @param readyMs until the whole simulated fleet was read
 * @param firstFrameMs from the start of the process until the first frame with a group in it was out
 * @param connectMs until the whole fleet was heard over the console's own links, by the loopback; -1 where that takes more than a minute
 * @param otherPrograms the share of the machine that other programs took while the screens were measured: where it is large, times by the
 *     clock say little
 */
record BenchResult(
        BenchOptions options,
        Screen group,
        Screen fleet,
        double emptyFrameP99Ms,
        long eventsPerSecond,
        long dropped,
        long readyMs,
        long firstFrameMs,
        long connectMs,
        double otherPrograms,
        long foldEventsPerSecond,
        long heapMb,
        long heapAfterHistoryMb) {
    /** One screen. {@code heartbeatToPixelP99Ms} is -1 where no heartbeat is drawn. */
    record Screen(double fps, double frameP99Ms, double workP99Ms, double workCpuP99Ms, double heartbeatToPixelP99Ms) {
        static Screen of(FrameProbe probe) {
            return new Screen(
                    probe.fps(),
                    probe.intervalP99Millis(),
                    probe.workP99Millis(),
                    probe.workCpuP99Millis(),
                    probe.delayP99Millis());
        }
    }

    private Map<String, Object> fields() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("members", options.members());
        all.put("rate", options.rate());
        all.put("fps", Math.min(group.fps(), fleet.fps()));
        all.put("frameP99Ms", Math.max(group.frameP99Ms(), fleet.frameP99Ms()));
        all.put("emptyFrameP99Ms", emptyFrameP99Ms);
        all.put("workP99Ms", Math.max(group.workP99Ms(), fleet.workP99Ms()));
        all.put("workCpuP99Ms", Math.max(group.workCpuP99Ms(), fleet.workCpuP99Ms()));
        all.put("heartbeatToPixelP99Ms", group.heartbeatToPixelP99Ms());
        all.put("foldEventsPerSecond", foldEventsPerSecond);
        all.put("heapMb", heapMb);
        if (options.historySeconds() > 0) {
            all.put("heapAfterHistoryMb", heapAfterHistoryMb);
        }
        all.put("eventsPerSecond", eventsPerSecond);
        all.put("dropped", dropped);
        all.put("readyMs", readyMs);
        all.put("firstFrameMs", firstFrameMs);
        all.put("connectMs", connectMs);
        all.put("otherProgramsLoad", otherPrograms);
        all.put("screens", Map.of("group", group, "fleet", fleet));
        return all;
    }

    String text() {
        if (options.json()) {
            return Json.text(fields());
        }
        StringBuilder lines = new StringBuilder();
        fields().forEach((name, value) ->
                lines.append(name).append(": ").append(value).append('\n'));
        return lines.toString().stripTrailing();
    }
}
