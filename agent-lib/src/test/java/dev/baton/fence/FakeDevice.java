package dev.baton.fence;

import dev.baton.model.MemberId;
import dev.baton.port.FenceAnswer;
import dev.baton.port.FenceDevice;
import dev.baton.port.FenceTarget;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A device that answers what a test says, once its gate is open. */
final class FakeDevice implements FenceDevice {
    final List<Duration> limits = new CopyOnWriteArrayList<>();
    final CountDownLatch gate;
    private final String name;
    private final Set<MemberId> targets;
    private final FenceAnswer answer;

    FakeDevice(String name, Set<MemberId> targets, FenceAnswer answer, boolean open) {
        this.name = name;
        this.targets = targets;
        this.answer = answer;
        this.gate = new CountDownLatch(open ? 0 : 1);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean covers(MemberId member) {
        return targets.contains(member);
    }

    @Override
    public Duration deadline() {
        return Duration.ofSeconds(20);
    }

    @Override
    public FenceAnswer off(FenceTarget target, Duration limit) throws InterruptedException {
        limits.add(limit);
        gate.await();
        if (name.equals("broken")) {
            throw new IllegalStateException("a fault");
        }
        return answer;
    }

    @Override
    public Status status(FenceTarget target, Duration limit) {
        return new Status(Power.UNKNOWN, "not asked");
    }
}
