package dev.fairgate.risk.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelList;
import dev.fairgate.models.feature.FeatureName;
import dev.fairgate.risk.expression.Expression.Amount;
import dev.fairgate.risk.expression.Expression.Reading;
import dev.fairgate.risk.expression.Expression.Test;
import dev.fairgate.risk.expression.Part.Computed;
import dev.fairgate.risk.expression.Part.Feature;
import dev.fairgate.risk.expression.Part.Literal;
import dev.fairgate.risk.expression.Part.Numeric;
import dev.fairgate.risk.expression.Part.Truth;
import dev.fairgate.risk.expression.Part.Wrong;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One syntax tree of CEL on its way to an expression.
final class Compilation {

    private static final String ALLOWED =
            "allowed are features, numbers, < <= > >= == !=, + - * /, && || !, ?: and"
                    + " in [numbers]";

    private final CelAbstractSyntaxTree tree;
    private final Set<FeatureName> features = EnumSet.noneOf(FeatureName.class);
    private final List<String> faults = new ArrayList<>();
    private int nodes;

    Compilation(CelAbstractSyntaxTree tree) {
        this.tree = tree;
    }

    Reading compile(String text) {
        Part whole = part(tree.getExpr(), 1);
        if (faults.isEmpty() && whole instanceof Truth(Test test)) {
            return new Reading.Compiled(new Expression(text, test, features));
        }
        if (faults.isEmpty()) {
            fault(tree.getExpr(), "is a number; compare it with one, as in paid >= 3");
        }
        return new Reading.Faulty(faults.getFirst());
    }

    /// Begins a message that is about a place in the text.
    static String at(CelSourceLocation place) {
        return "line %d, column %d: ".formatted(place.getLine(), place.getColumn() + 1);
    }

    private Part part(CelExpr node, int depth) {
        nodes++;
        if (nodes > ExpressionReader.MAX_NODES || depth > ExpressionReader.MAX_DEPTH) {
            return fault(
                    node,
                    "is too costly: at most %d operators, features and numbers, nested %d deep"
                            .formatted(ExpressionReader.MAX_NODES, ExpressionReader.MAX_DEPTH));
        }
        return switch (node.exprKind().getKind()) {
            case CONSTANT -> literal(node, node.constant());
            case IDENT -> feature(node);
            case CALL -> call(node, node.call(), depth + 1);
            case NOT_SET, SELECT, LIST, STRUCT, MAP, COMPREHENSION ->
                    fault(node, "is not allowed here: " + ALLOWED);
        };
    }

    private Part literal(CelExpr node, CelConstant constant) {
        return switch (constant.getKind()) {
            case INT64_VALUE -> new Literal(constant.int64Value());
            case DOUBLE_VALUE -> literal(node, constant.doubleValue());
            case UINT64_VALUE,
                    BOOLEAN_VALUE,
                    STRING_VALUE,
                    BYTES_VALUE,
                    NULL_VALUE,
                    NOT_SET,
                    DURATION_VALUE,
                    TIMESTAMP_VALUE ->
                    fault(node, "must be a plain number: " + ALLOWED);
        };
    }

    private Part literal(CelExpr node, double value) {
        return Double.isFinite(value) ? new Literal(value) : fault(node, "is too large a number");
    }

    private Part feature(CelExpr node) {
        String name = node.ident().name();
        Optional<FeatureName> feature = FeatureName.named(name);
        feature.ifPresent(features::add);
        return feature.<Part>map(known -> new Feature(known.place()))
                .orElseGet(() -> fault(node, shown(name) + " is no feature, see docs/signals.md"));
    }

    private Part call(CelExpr node, CelCall call, int depth) {
        if (call.target().isPresent()) {
            return fault(node, "functions are not allowed: " + ALLOWED);
        }
        List<CelExpr> parts = call.args();
        return switch (call.function()) {
            case "_&&_", "_||_" -> logic(call.function(), parts, depth);
            case "!_" -> not(truth(parts.getFirst(), depth));
            case "-_" -> negative(number(parts.getFirst(), depth));
            case "_?_:_" -> choice(parts, depth);
            case "@in" -> in(parts, depth);
            case "_<_", "_<=_", "_>_", "_>=_", "_==_", "_!=_", "_+_", "_-_", "_*_", "_/_" ->
                    operator(call.function(), parts, depth);
            default -> fault(node, shown(call.function()) + " is not allowed: " + ALLOWED);
        };
    }

    private Part logic(String name, List<CelExpr> parts, int depth) {
        Optional<Test> left = truth(parts.getFirst(), depth);
        Optional<Test> right = truth(parts.getLast(), depth);
        if (left.isEmpty() || right.isEmpty()) {
            return new Wrong();
        }
        Test first = left.get();
        Test second = right.get();
        return new Truth(
                "_&&_".equals(name)
                        ? row -> first.of(row) && second.of(row)
                        : row -> first.of(row) || second.of(row));
    }

    private static Part not(Optional<Test> truth) {
        return truth.<Part>map(test -> new Truth(row -> !test.of(row))).orElseGet(Wrong::new);
    }

    private static Part negative(Optional<Numeric> number) {
        return number.map(Compilation::negative).orElseGet(Wrong::new);
    }

    private static Part negative(Numeric number) {
        if (number instanceof Literal(double value)) {
            return new Literal(-value);
        }
        Amount amount = number.amount();
        return new Computed(row -> -amount.of(row));
    }

    private Part operator(String name, List<CelExpr> parts, int depth) {
        Optional<Numeric> left = number(parts.getFirst(), depth);
        Optional<Numeric> right = number(parts.getLast(), depth);
        if (left.isEmpty() || right.isEmpty()) {
            return new Wrong();
        }
        return Operators.comparison(name, left.get(), right.get())
                .<Part>map(Truth::new)
                .or(() -> Operators.arithmetic(name, left.get(), right.get()))
                .orElseGet(Wrong::new);
    }

    private Part choice(List<CelExpr> parts, int depth) {
        Optional<Test> asked = truth(parts.getFirst(), depth);
        Part yes = part(parts.get(1), depth);
        Part no = part(parts.getLast(), depth);
        if (asked.isEmpty() || yes instanceof Wrong || no instanceof Wrong) {
            return new Wrong();
        }
        Test test = asked.get();
        if (yes instanceof Truth(Test then) && no instanceof Truth(Test otherwise)) {
            return new Truth(row -> test.of(row) ? then.of(row) : otherwise.of(row));
        }
        if (yes instanceof Numeric then && no instanceof Numeric otherwise) {
            Amount first = then.amount();
            Amount second = otherwise.amount();
            return new Computed(row -> test.of(row) ? first.of(row) : second.of(row));
        }
        return fault(parts.getFirst(), "both sides of ?: must be numbers, or both comparisons");
    }

    private Part in(List<CelExpr> parts, int depth) {
        Optional<Numeric> number = number(parts.getFirst(), depth);
        CelExpr list = parts.getLast();
        if (list.exprKind().getKind() != CelExpr.ExprKind.Kind.LIST) {
            return fault(list, "what follows in must be a list of numbers");
        }
        Optional<double[]> members = members(list.list(), depth + 1);
        return number.isEmpty() || members.isEmpty()
                ? new Wrong()
                : new Truth(Operators.in(number.get().amount(), members.get()));
    }

    private Optional<double[]> members(CelList list, int depth) {
        double[] members = new double[list.elements().size()];
        for (int i = 0; i < members.length; i++) {
            CelExpr element = list.elements().get(i);
            if (!(part(element, depth) instanceof Literal(double value))) {
                fault(element, "a list must be of plain numbers");
                return Optional.empty();
            }
            members[i] = value;
        }
        return Optional.of(members);
    }

    private Optional<Test> truth(CelExpr node, int depth) {
        Part part = part(node, depth);
        if (part instanceof Truth(Test test)) {
            return Optional.of(test);
        }
        if (part instanceof Numeric) {
            fault(node, "is a number where true or false belongs; compare it, as in paid >= 3");
        }
        return Optional.empty();
    }

    private Optional<Numeric> number(CelExpr node, int depth) {
        Part part = part(node, depth);
        if (part instanceof Numeric number) {
            return Optional.of(number);
        }
        if (part instanceof Truth) {
            fault(node, "is true or false where a number belongs");
        }
        return Optional.empty();
    }

    private Part fault(CelExpr node, String rule) {
        String place =
                Optional.ofNullable(tree.getSource().getPositionsMap().get(node.id()))
                        .flatMap(tree.getSource()::getOffsetLocation)
                        .map(Compilation::at)
                        .orElse("");
        faults.add(place + rule);
        return new Wrong();
    }

    private static String shown(String name) {
        return name.length() <= 64 ? "'" + name + "'" : "'" + name.substring(0, 64) + "…'";
    }
}
