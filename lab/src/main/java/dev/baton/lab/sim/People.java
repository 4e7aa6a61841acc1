package dev.baton.lab.sim;

import dev.baton.authority.Operators;
import dev.baton.authority.Signed;
import dev.baton.model.AbortRequest;
import dev.baton.model.ActionKind;
import dev.baton.model.ActionRequest;
import dev.baton.model.Approval;
import dev.baton.model.Hlc;
import dev.baton.model.OperatorRecord;
import dev.baton.model.StoreLayout;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The operators of a cluster that has some: their keys as the store has them, who has lost the right, and what they really signed, which is what the
 * check of authority knows. Chance comes from a source of its own, so that a cluster without operators runs as if there were none of this.
 */
final class People {
    private static final List<Person> MAY = List.of(Person.ALICE, Person.BOB, Person.CAROL);

    final Rng rng;
    private final World world;
    private final Map<String, ActionRequest> asked = new LinkedHashMap<>();
    private final Map<String, AbortRequest> aborts = new HashMap<>();
    private final Map<String, Approval> approvals = new HashMap<>();
    private final Map<String, OperatorRecord> byKey = new LinkedHashMap<>();

    People(World world, long seed) {
        this.world = world;
        this.rng = new Rng(seed ^ 0x0FE12A7025L);
        for (Person person : Person.ENROLLED) {
            byKey.put(person.key.keyId(), person.key.record());
        }
    }

    void enrol() {
        world.byHand(List.of(new Op.Create(StoreLayout.OPERATORS, Operators.of(byKey), false)));
    }

    // What was really signed by somebody who might.

    /** All requests, by id, in the order in which they were asked. */
    Map<String, ActionRequest> asked() {
        return asked;
    }

    boolean asked(ActionRequest request) {
        return request.equals(asked.get(request.id()));
    }

    @Nullable
    AbortRequest abort(String action) {
        return aborts.get(action);
    }

    @Nullable
    Approval approval(String action) {
        return approvals.get(action);
    }

    boolean fourEyes(ActionKind kind) {
        return world.policy.fourEyes().contains(kind);
    }

    // What they do.

    ActionRequest sign(ActionRequest request) {
        try {
            return Signed.sign(request, anybodyBut(null).key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** That request stands in the store. Somebody may look at it; somebody may be no operator any more. */
    void put(ActionRequest request) {
        asked.put(request.id(), request);
        if (fourEyes(request.kind())) {
            switch (rng.below(6)) {
                case 0, 1, 2 -> world.time.after(rng.between(0, 2_000_000_000L), () -> approve(request, false));
                case 3 -> {
                    long left = request.expiresAt() - world.wallMillis();
                    world.time.after(
                            Math.max(0, left) * 1_000_000L + rng.between(0, 5_000_000_000L),
                            () -> approve(request, false));
                }
                case 4 -> world.time.after(rng.between(0, 2_000_000_000L), () -> approve(request, true));
                default -> world.story.tell("operators", "nobody looks at " + request.id());
            }
        }
        if (rng.chance(0.15)) {
            world.time.after(rng.between(0, 1_000_000_000L), this::revoke);
        }
    }

    private void approve(ActionRequest request, boolean same) {
        Person who = same ? by(request) : anybodyBut(by(request));
        try {
            Approval approval = Signed.approve(request, new Hlc(world.wallMillis(), 0), who.key);
            String path = StoreLayout.approval(world.group, request.id());
            if (world.byHand(List.of(new Op.Create(path, approval, false)))) {
                world.story.tell("operators", who + " approves " + request.id());
                if (!same) {
                    approvals.put(request.id(), approval);
                }
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    AbortRequest sign(AbortRequest abort) {
        try {
            return Signed.sign(abort, anybodyBut(null).key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    void put(AbortRequest abort) {
        aborts.put(abort.action(), abort);
    }

    boolean revoked(Person person) {
        return Objects.requireNonNull(byKey.get(person.key.keyId())).revoked();
    }

    /** Carol is no operator any more. */
    private void revoke() {
        SimStore.Node node = world.store.get(StoreLayout.OPERATORS);
        if (node != null && !revoked(Person.CAROL)) {
            world.story.tell("operators", Person.CAROL + "'s key is revoked");
            byKey.computeIfPresent(
                    Person.CAROL.key.keyId(),
                    (key, record) -> record.revoked(world.wallMillis(), Person.BOB.key.name()));
            world.byHand(List.of(new Op.Set(StoreLayout.OPERATORS, Operators.of(byKey), node.version())));
        }
    }

    private Person by(ActionRequest request) {
        for (Person person : MAY) {
            if (person.key.keyId().equals(request.keyId())) {
                return person;
            }
        }
        throw new IllegalArgumentException("nobody here asked for " + request.id());
    }

    private Person anybodyBut(@Nullable Person one) {
        return rng.pick(
                MAY.stream().filter(person -> person != one && !revoked(person)).toList());
    }
}
