package dev.fairgate.risk.policy;

import dev.fairgate.models.feature.FeatureName;
import dev.fairgate.models.schema.Feature;
import dev.fairgate.risk.policy.Rule.Condition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads the rules of a policy document; its faults go where [PolicyReader] collects them.
final class RuleReader {

    private static final int MAX_RULES = 64;
    private static final int MAX_CONDITIONS = 8;
    private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    private static final Pattern THREAT = Pattern.compile("OAT-0(0[1-9]|1\\d|2[01])");
    private static final Verdict[] EFFECTS = {Verdict.CHALLENGE, Verdict.BLOCK};

    private RuleReader() {}

    /// The rules; none where the document has no field for them.
    static List<Rule> read(PolicyNode root) {
        if (!root.has("rules")) {
            return List.of();
        }
        List<Rule> rules = new ArrayList<>();
        Set<String> codes = new HashSet<>();
        List<PolicyNode> nodes = root.items("rules");
        if (nodes.size() > MAX_RULES) {
            root.fault("rules", "must be at most " + MAX_RULES);
            return List.of();
        }
        for (PolicyNode node : nodes) {
            Optional<Rule> rule = rule(node);
            rule.ifPresent(rules::add);
            if (rule.isPresent() && !codes.add(rule.get().code())) {
                node.fault("code", "must not appear twice");
            }
        }
        return rules;
    }

    private static Optional<Rule> rule(PolicyNode node) {
        int faultsBefore = node.faults().size();
        node.allowOnly("code", "threat", "effect", "when");
        String code = node.text("code", CODE);
        String threat = node.text("threat", THREAT);
        Verdict effect = node.oneOf("effect", EFFECTS, Verdict::wireName);
        List<Condition> conditions = conditions(node);
        if (node.faults().size() > faultsBefore) {
            return Optional.empty();
        }
        if (!Rule.speaksAgainstSomething(effect, conditions)) {
            node.fault(
                    "when",
                    effect == Verdict.BLOCK
                            ? "must name evidence of the account itself, or it can at most"
                                    + " challenge"
                            : "must not hold for people of whom nothing is known");
            return Optional.empty();
        }
        return Optional.of(new Rule(code, threat, effect, conditions));
    }

    private static List<Condition> conditions(PolicyNode node) {
        List<PolicyNode> nodes = node.items("when");
        if (nodes.isEmpty() || nodes.size() > MAX_CONDITIONS) {
            node.fault("when", "must be 1 to " + MAX_CONDITIONS + " conditions");
            return List.of();
        }
        return nodes.stream().map(RuleReader::condition).flatMap(Optional::stream).toList();
    }

    private static Optional<Condition> condition(PolicyNode node) {
        node.allowOnly("feature", "atLeast", "atMost");
        Optional<FeatureName> name = FeatureName.named(node.string("feature"));
        if (name.isEmpty()) {
            node.fault("feature", "must be a feature of version 1, see docs/signals.md");
            return Optional.empty();
        }
        Feature feature = name.get().feature();
        double least = node.bound("atLeast", feature.min(), feature.max(), feature.min());
        double most = node.bound("atMost", feature.min(), feature.max(), feature.max());
        if (least > most || !(node.has("atLeast") || node.has("atMost"))) {
            node.fault("atLeast", "must be there, or atMost, and not above it");
            return Optional.empty();
        }
        return Optional.of(new Condition(name.get(), least, most));
    }
}
