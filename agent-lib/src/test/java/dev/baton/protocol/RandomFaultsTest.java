package dev.baton.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.model.MemberId;
import dev.baton.model.Reach;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Seeded runs with kills, pauses, cuts, lost answers and switchovers: safety after every input, a primary once all is healed. */
class RandomFaultsTest {
    private static final int SEEDS = Integer.getInteger("baton.seeds", 300);
    private static final List<MemberId> ALL = List.of(SimWorld.A, SimWorld.B, SimWorld.C);

    @Test
    void noSeedBreaksSafetyAndEveryHealedGroupHasAPrimary() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            run(seed);
        }
    }

    private static void run(long seed) {
        SimWorld world = new SimWorld(seed);
        Random random = new Random(seed * 31);
        world.runFor(1_500);
        for (int i = 0; i < 12; i++) {
            fault(world, random);
            world.runFor(20 + random.nextInt(900));
        }
        heal(world);
        String at = "seed " + seed + " (rerun: -Dtest=RandomFaultsTest, seed in the message): ";
        assertTrue(
                world.runUntil(10_000, () -> world.primary() != null) >= 0,
                () -> at + "no primary after healing: " + world.store.leadership + " " + world.store.lease);
        world.runFor(500);
        assertEquals(List.of(), world.violations, at);
        assertTrue(
                world.runUntil(10_000, () -> world.store.openAction.id() == null) >= 0,
                () -> at + "the action never ended: " + world.store.action());
    }

    private static void fault(SimWorld world, Random random) {
        MemberId id = ALL.get(random.nextInt(3));
        SimMember m = world.member(id);
        switch (random.nextInt(8)) {
            case 0 -> {
                if (m.alive) {
                    world.kill(id);
                } else {
                    world.start(id);
                }
            }
            case 1 -> m.paused = true;
            case 2 -> {
                if (m.paused) {
                    m.resume();
                }
            }
            case 3 -> m.storeCut = !m.storeCut;
            case 4 -> world.cutLink(id, ALL.get(random.nextInt(3)));
            case 5 -> world.healLinks();
            case 6 -> m.loseAnswers = 1 + random.nextInt(3);
            case 7 -> {
                if (world.store.openAction.id() == null) {
                    world.requestSwitchover(random.nextBoolean() ? id : null);
                }
            }
            default -> throw new IllegalStateException();
        }
    }

    private static void heal(SimWorld world) {
        world.healLinks();
        for (MemberId id : ALL) {
            SimMember m = world.member(id);
            m.storeCut = false;
            m.loseAnswers = 0;
            if (m.paused) {
                m.resume();
            }
            if (!m.alive) {
                world.start(id);
            }
            world.members.values().forEach(other -> {
                if (other != m) {
                    m.link(other.id, Reach.OK);
                }
            });
        }
        world.store.watchers.forEach(Runnable::run);
    }
}
