package dev.fairgate.risk.policy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads one document, without presets, into a policy.
final class DocumentReader {

    private static final int MAX_HONEYPOTS = 16;
    private static final long MAX_CLEARANCE_MS = Duration.ofHours(1).toMillis();
    private static final long MAX_TICKET_MS = 5_000;

    private final long version;
    private final RuleReader rules = new RuleReader();

    DocumentReader(long version) {
        this.version = version;
    }

    /// The policy; empty only where the node has faults now.
    Optional<Policy> read(PolicyNode root) {
        root.allowOnly(
                "mode",
                "sales",
                "limits",
                "rules",
                "honeypots",
                "thresholds",
                "challenge",
                "clearanceMs",
                "ticketMs",
                "exploration",
                "failure",
                "guard");
        int faultsBefore = root.faults().size();
        Policy.Mode mode = SalesReader.mode(root);
        Sales sales = SalesReader.read(root);
        List<LimitRule> limits = LimitReader.read(root);
        List<Rule> own = rules.read(root);
        Set<String> honeypots = Set.copyOf(root.ids("honeypots", MAX_HONEYPOTS));
        Optional<Thresholds> thresholds = SalesReader.thresholds(root);
        Optional<ChallengeRule> challenge = ChallengeReader.read(root);
        Duration clearance = root.millis("clearanceMs", 1, MAX_CLEARANCE_MS);
        Duration ticket = root.millis("ticketMs", 1, MAX_TICKET_MS);
        Exploration exploration = exploration(root);
        GuardRule guard = guard(root);
        requireDenial(root);
        return root.faults().size() > faultsBefore
                ? Optional.empty()
                : challenge.map(
                        asked ->
                                new Policy(
                                        version,
                                        mode,
                                        sales,
                                        limits,
                                        own,
                                        honeypots,
                                        thresholds,
                                        asked,
                                        clearance,
                                        ticket,
                                        exploration,
                                        guard));
    }

    private static Exploration exploration(PolicyNode root) {
        if (!root.has("exploration")) {
            return Exploration.OFF;
        }
        PolicyNode node = root.object("exploration");
        node.allowOnly("share");
        return new Exploration(node.bound("share", 0, Exploration.MOST, 0));
    }

    private static GuardRule guard(PolicyNode root) {
        if (!root.has("guard")) {
            return GuardRule.DEFAULT;
        }
        PolicyNode node = root.object("guard");
        node.allowOnly("mostFlips", "sample");
        double flips = node.bound("mostFlips", 0, 1, GuardRule.DEFAULT.mostFlips());
        long sample =
                node.has("sample")
                        ? node.integer("sample", GuardRule.LEAST_SAMPLE, GuardRule.MOST_SAMPLE)
                        : GuardRule.DEFAULT.sample();
        return new GuardRule(flips, (int) sample);
    }

    /// There is one answer so far to a risk store that is away, so nothing has to be kept of it.
    private static void requireDenial(PolicyNode root) {
        if (root.has("failure")) {
            PolicyNode node = root.object("failure");
            node.allowOnly("riskStore");
            if (!"deny".equals(node.string("riskStore"))) {
                node.fault("riskStore", "must be deny");
            }
        }
    }
}
