package dev.baton.model;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The record at {@code /groups/g/members/m}. Each start first rewrites it with the new incarnation. Never deleted.
 *
 * @param priority lower goes first among members of equal position
 * @param fence set while the member may not be granted anything
 * @param retired the member has left for good; its record stays, because versions must only grow
 */
public record MemberRecord(
        MemberId member,
        Incarnation incarnation,
        int priority,
        Map<String, String> tags,
        @Nullable FenceRecord fence,
        boolean retired) {
    /** A member with this tag set to {@code true} never asks for a grant. */
    public static final String NO_FAILOVER = "no-failover";
    /** A member with this tag set to {@code true} is a monitor only: it counts among those who suspect, and is never an elector. */
    public static final String WITNESS = "witness";

    /** Where the service of this member is reached by its callers, for example {@code http://host:port}; not the agent's link. */
    public static final String ENDPOINT = "endpoint";

    public MemberRecord {
        Objects.requireNonNull(member, "member is missing");
        Objects.requireNonNull(incarnation, "incarnation is missing");
        Objects.requireNonNull(tags, "tags is missing");
        tags = Map.copyOf(tags);
    }

    /**
     * Why a member is barred from acting.
     *
     * @param epoch the group's when it was fenced
     * @param off who answers for it that the process of that time is off; absent while nobody does
     */
    public record FenceRecord(
            Epoch epoch,
            String action,
            String reason,
            Hlc at,
            @Nullable Off off) {
        public FenceRecord {
            Objects.requireNonNull(epoch, "fence.epoch is missing");
            Objects.requireNonNull(action, "fence.action is missing");
            Objects.requireNonNull(reason, "fence.reason is missing");
            Objects.requireNonNull(at, "fence.at is missing");
        }

        public FenceRecord(Epoch epoch, String action, String reason, Hlc at) {
            this(epoch, action, reason, at, null);
        }

        public FenceRecord off(Off by) {
            return new FenceRecord(epoch, action, reason, at, by);
        }

        /** Whether a fence device answered for it: a receipt against everything that the member's earlier lives could do. */
        public boolean receipt() {
            return off != null && off.kind() == Off.Kind.DEVICE;
        }
    }

    /**
     * That a member is off.
     *
     * @param by the member whose devices answered, or the person
     * @param detail which devices, or the person's reason
     */
    public record Off(Kind kind, String by, String detail, Hlc at) {
        public Off {
            Objects.requireNonNull(kind, "fence.off.kind is missing");
            Objects.requireNonNull(by, "fence.off.by is missing");
            Objects.requireNonNull(detail, "fence.off.detail is missing");
            Objects.requireNonNull(at, "fence.off.at is missing");
        }

        public enum Kind {
            /** All devices of a level answered "off", and said so again when they were asked for their status. */
            DEVICE,
            /** Its guard has run out by the clock, which a policy may take for enough. No receipt for what asks no guard. */
            CLOCK,
            /** A person's word. Shown as that; nothing is decided by it. */
            PERSON
        }
    }

    public boolean witness() {
        return "true".equals(tags.get(WITNESS));
    }

    public boolean fenced() {
        return fence != null;
    }

    public MemberRecord fenced(@Nullable FenceRecord by) {
        return new MemberRecord(member, incarnation, priority, tags, by, retired);
    }
}
