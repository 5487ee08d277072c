package dev.fairgate.risk.policy;

import dev.fairgate.risk.expression.Expression;
import dev.fairgate.risk.expression.ExpressionReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads the rules of a policy document; its faults go where [PolicyReader] collects them.
final class RuleReader {

    private static final int MAX_RULES = 64;
    private static final Pattern NAME = Pattern.compile("\\S(.{0,98}\\S)?");
    private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    private static final Pattern THREAT = Pattern.compile("OAT-0(0[1-9]|1\\d|2[01])");
    private static final Verdict[] EFFECTS = {Verdict.CHALLENGE, Verdict.BLOCK};

    /// A document is read once for each preset, with the same rules most of the time.
    private final Map<String, Expression.Reading> read = new HashMap<>();

    /// The rules; none where the document has no field for them.
    List<Rule> read(PolicyNode root) {
        if (!root.has("rules")) {
            return List.of();
        }
        List<Rule> rules = new ArrayList<>();
        Set<String> codes = new HashSet<>();
        for (PolicyNode node : root.items("rules", MAX_RULES)) {
            Optional<Rule> rule = rule(node);
            rule.ifPresent(rules::add);
            if (rule.isPresent() && !codes.add(rule.get().code())) {
                node.fault("code", "must not appear twice");
            }
        }
        return rules;
    }

    private Optional<Rule> rule(PolicyNode node) {
        int faultsBefore = node.faults().size();
        node.allowOnly("name", "code", "threat", "effect", "expression", "shadow");
        String name = node.text("name", NAME);
        String code = node.text("code", CODE);
        String threat = node.text("threat", THREAT);
        Verdict effect = node.oneOf("effect", EFFECTS, Verdict::wireName);
        boolean shadow = node.flag("shadow");
        Optional<Expression> expression = expression(node, effect);
        return node.faults().size() > faultsBefore
                ? Optional.empty()
                : expression.map(it -> new Rule(name, code, threat, effect, it, shadow));
    }

    private Optional<Expression> expression(PolicyNode node, Verdict effect) {
        return switch (read.computeIfAbsent(node.string("expression"), ExpressionReader::read)) {
            case Expression.Reading.Faulty(String why) -> {
                node.fault("expression", why);
                yield Optional.empty();
            }
            case Expression.Reading.Compiled(Expression expression) -> {
                whyNot(effect, expression).ifPresent(why -> node.fault("expression", why));
                yield Optional.of(expression);
            }
        };
    }

    private static Optional<String> whyNot(Verdict effect, Expression expression) {
        if (!Rule.hasItsEvidence(effect, expression)) {
            return Optional.of(
                    "must look at evidence of the account itself, or it can at most challenge");
        }
        return Rule.holdsForNobody(expression)
                ? Optional.of("must not hold for people of whom nothing is known")
                : Optional.empty();
    }
}
