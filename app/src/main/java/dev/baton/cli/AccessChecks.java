package dev.baton.cli;

import dev.baton.cli.DoctorCommand.Check;
import dev.baton.console.connect.Target;
import dev.baton.model.StoreLayout;
import dev.baton.secure.AclTable;
import dev.baton.secure.Permission;
import dev.baton.secure.Security;
import dev.baton.secure.StoreRole;
import dev.baton.zookeeper.AccessReview;
import dev.baton.zookeeper.Hole;
import dev.baton.zookeeper.NodeRights;
import dev.baton.zookeeper.StoreAccess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;

/**
 * Who may do what in the store: compared with the table, and tried out as each identity that is at hand and as nobody. Nothing that is tried
 * changes anything.
 */
final class AccessChecks implements AutoCloseable {
    private final Target target;
    private final Aside aside = new Aside();
    private final Future<Set<String>> plain;
    private final Future<Optional<StoreAccess>> nobody;
    private final Identities identities;
    private final List<Check> checks = new ArrayList<>();
    private final List<Hole> holes = new ArrayList<>();

    /** Begins at once with what has to be waited for, because nothing comes where all is well; that takes next to no processor. */
    AccessChecks(Target target, List<Path> as) {
        this.target = target;
        plain = aside.begin(() -> StoreTlsChecks.plain(target, aside));
        nobody = aside.begin(this::enterAsNobody);
        this.identities = new Identities(target, as);
    }

    /** A session, and by which names the store knows it. */
    private record Entered(String name, StoreAccess access, Set<String> names) {}

    /** What trying as one identity found. */
    private record Tried(List<Hole> holes, List<Check> checks) {}

    /** All of them. {@link #holes} tells afterwards what was found. */
    List<Check> all() throws IOException, InterruptedException {
        checks.addAll(StoreTlsChecks.all(target, identities, plain));
        if (target.security().principals().open()) {
            checks.add(Check.note(
                    "access",
                    "everybody may do everything in this store, as far as is known: no security file says who may",
                    "docs/operating/access.md says how to secure it"));
            return checks;
        }
        List<Entered> entered = new ArrayList<>();
        try {
            enter(entered);
            if (!entered.isEmpty()) {
                look(entered);
            }
        } catch (IOException failed) {
            checks.add(Check.wrong(
                    "access",
                    "could not be looked at to the end: " + failed.getMessage(),
                    "look at the store, try again"));
        } finally {
            entered.forEach(each -> each.access().close());
        }
        return checks;
    }

    List<Hole> holes() {
        return holes;
    }

    private void enter(List<Entered> entered) throws IOException, InterruptedException {
        List<Future<Optional<Entered>>> begun = new ArrayList<>();
        Map<String, Check> refused = new ConcurrentHashMap<>();
        identities.known().forEach((name, security) -> begun.add(aside.begin(() -> entered(name, security, refused))));
        for (Future<Optional<Entered>> each : begun) {
            Aside.result(each).ifPresent(entered::add);
        }
        identities.known().keySet().stream()
                .map(refused::get)
                .filter(Objects::nonNull)
                .forEach(checks::add);
    }

    private Optional<Entered> entered(String name, Security security, Map<String, Check> refused)
            throws InterruptedException {
        try {
            StoreAccess access = StoreAccess.open(target.connect(), security, target.timeout());
            return Optional.of(new Entered(name, access, access.names()));
        } catch (IOException | IllegalArgumentException failed) {
            refused.put(
                    name,
                    Check.wrong(
                            "as " + name,
                            String.valueOf(failed.getMessage()),
                            "look at its certificate, and whether the servers trust who signed it"));
            return Optional.empty();
        }
    }

    /** Without certificate and name. Where the servers ask for a certificate it does not even get in. */
    private Optional<StoreAccess> enterAsNobody() throws InterruptedException {
        if (target.security().principals().open()) {
            return Optional.empty();
        }
        try {
            return Optional.of(StoreAccess.nobody(target.connect(), target.security(), StoreTlsChecks.SHORT));
        } catch (IOException refused) {
            return Optional.empty();
        }
    }

    private void look(List<Entered> entered) throws IOException, InterruptedException {
        List<String> admins = target.security().principals().of(StoreRole.ADMIN);
        Entered best = entered.stream()
                .filter(each -> each.names().stream().anyMatch(admins::contains))
                .findFirst()
                .orElse(entered.getFirst());
        AccessReview review = new AccessReview(target.security().principals());
        List<NodeRights> nodes = best.access().nodes();
        holes.addAll(review.holes(nodes));
        holes.forEach(hole -> checks.add(Check.wrong("access", hole.toString(), command(hole.path(), nodes))));
        nodes.stream()
                .filter(node -> node.granted() == null)
                .forEach(node -> checks.add(Check.wrong(
                        "access",
                        node.path() + ": its rights may not be read by " + best.name(),
                        command(node.path(), nodes))));
        if (holes.isEmpty()) {
            checks.add(Check.ok(
                    "access", nodes.size() + " nodes have the rights of the table, looked at as " + best.name()));
        }
        if (!admins.isEmpty() && best.names().stream().noneMatch(admins::contains)) {
            checks.add(Check.note(
                    "access",
                    "no admin's security file is at hand, so digests were compared by the user's name only",
                    "--as FILE names one"));
        }
        List<NodeRights> sample = sample(nodes);
        List<Callable<Tried>> works = new ArrayList<>();
        entered.forEach(each -> works.add(() -> tried(each, review, sample)));
        works.add(() -> nobody(review, sample));
        for (Tried each : aside.all(works)) {
            holes.addAll(each.holes());
            checks.addAll(each.checks());
        }
        signed(best.access(), nodes);
    }

    /** One node of each kind, and each with a hole. */
    private List<NodeRights> sample(List<NodeRights> nodes) {
        Map<String, NodeRights> sample = new LinkedHashMap<>();
        Set<String> torn = new TreeSet<>();
        holes.forEach(hole -> torn.add(hole.path()));
        for (NodeRights node : nodes) {
            String kind =
                    node.below() == null ? node.path() : AclTable.of(node.row()).name();
            sample.putIfAbsent(torn.contains(node.path()) ? node.path() : kind, node);
        }
        return List.copyOf(sample.values());
    }

    private Tried tried(Entered who, AccessReview review, List<NodeRights> sample)
            throws IOException, InterruptedException {
        String name = "as " + who.name();
        List<Hole> found = new ArrayList<>();
        for (NodeRights node : sample) {
            Set<Permission> may = who.access().tried(node);
            Set<Permission> should = review.expected(node, who.names());
            Set<Permission> granted = EnumSet.copyOf(may);
            granted.removeAll(should);
            Set<Permission> missing = EnumSet.noneOf(Permission.class);
            if (node.below() != null) {
                missing.addAll(should);
                missing.removeAll(may);
            }
            // What comes and goes, a member's presence, is not looked at when it has gone.
            if ((!granted.isEmpty() || !missing.isEmpty()) && who.access().present(node)) {
                found.add(new Hole(node.path(), name, granted, missing));
            }
        }
        List<Check> said = new ArrayList<>();
        found.forEach(hole -> said.add(Check.wrong(name, hole.toString(), command(hole.path(), sample))));
        if (found.isEmpty()) {
            said.add(Check.ok(
                    name,
                    sample.size() * Permission.values().length + " rights tried on " + sample.size()
                            + " nodes: as the table says" + roles(who.names())));
        }
        return new Tried(found, said);
    }

    private String roles(Set<String> names) {
        List<String> roles = new ArrayList<>();
        for (StoreRole role : StoreRole.values()) {
            if (target.security().principals().of(role).stream().anyMatch(names::contains)) {
                roles.add(role.name().toLowerCase(Locale.ROOT));
            }
        }
        return roles.isEmpty() ? " of who is in no role" : " of role " + String.join(", ", roles);
    }

    private Tried nobody(AccessReview review, List<NodeRights> sample) throws IOException, InterruptedException {
        Optional<StoreAccess> access = Aside.result(nobody);
        return access.isEmpty()
                ? new Tried(List.of(), List.of(Check.ok("as nobody", "without a certificate nobody gets in")))
                : tried(new Entered("nobody", access.get(), Set.of()), review, sample);
    }

    private void signed(StoreAccess access, List<NodeRights> nodes) throws IOException, InterruptedException {
        String below = StoreLayout.OPERATORS + "/";
        boolean any = nodes.stream().anyMatch(node -> node.row().startsWith(below));
        if (any) {
            checks.add(Check.ok("operators", "agents take signed requests only"));
        } else {
            checks.add(Check.note(
                    "operators",
                    access.exists(StoreLayout.OPERATORS)
                            ? "none is enrolled: agents take requests that nobody signed"
                            : "no " + StoreLayout.OPERATORS + ": agents take requests that nobody signed",
                    "'baton operator add' names who may"));
        }
    }

    private String command(String path, List<NodeRights> nodes) {
        boolean above = nodes.stream()
                .anyMatch(node -> node.below() == null && node.path().equals(path));
        return "baton acl apply" + (above ? " --root" : "") + target.adminOptions();
    }

    @Override
    public void close() {
        if (nobody.state() == Future.State.SUCCESS) {
            nobody.resultNow().ifPresent(StoreAccess::close);
        }
        aside.close();
        identities.close();
    }
}
