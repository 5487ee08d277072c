package dev.fairgate.risk.expression;

import dev.fairgate.risk.expression.Expression.Amount;
import dev.fairgate.risk.expression.Expression.Test;
import dev.fairgate.risk.expression.Part.Computed;
import dev.fairgate.risk.expression.Part.Feature;
import dev.fairgate.risk.expression.Part.Literal;
import dev.fairgate.risk.expression.Part.Numeric;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// CEL's operators between two numbers, compiled. A feature beside a literal, which most rules are
/// made of, takes one call.
final class Operators {

    private Operators() {}

    /// The comparison of that name in CEL's syntax tree; empty where the name is no comparison.
    static Optional<Test> comparison(String name, Numeric left, Numeric right) {
        return Optional.ofNullable(
                left instanceof Feature(int place) && right instanceof Literal(double bound)
                        ? plain(name, place, bound)
                        : general(name, left.amount(), right.amount()));
    }

    private static @Nullable Test plain(String name, int place, double bound) {
        return switch (name) {
            case "_<_" -> row -> row[place] < bound;
            case "_<=_" -> row -> row[place] <= bound;
            case "_>_" -> row -> row[place] > bound;
            case "_>=_" -> row -> row[place] >= bound;
            case "_==_" -> row -> row[place] == bound;
            case "_!=_" -> row -> row[place] != bound;
            default -> null;
        };
    }

    private static @Nullable Test general(String name, Amount left, Amount right) {
        return switch (name) {
            case "_<_" -> row -> left.of(row) < right.of(row);
            case "_<=_" -> row -> left.of(row) <= right.of(row);
            case "_>_" -> row -> left.of(row) > right.of(row);
            case "_>=_" -> row -> left.of(row) >= right.of(row);
            case "_==_" -> row -> left.of(row) == right.of(row);
            case "_!=_" -> row -> left.of(row) != right.of(row);
            default -> null;
        };
    }

    /// The arithmetic of that name; empty where the name is none.
    static Optional<Numeric> arithmetic(String name, Numeric leftSide, Numeric rightSide) {
        Amount left = leftSide.amount();
        Amount right = rightSide.amount();
        return switch (name) {
            case "_+_" -> Optional.of(new Computed(row -> left.of(row) + right.of(row)));
            case "_-_" -> Optional.of(new Computed(row -> left.of(row) - right.of(row)));
            case "_*_" -> Optional.of(new Computed(row -> left.of(row) * right.of(row)));
            case "_/_" -> Optional.of(new Computed(row -> left.of(row) / right.of(row)));
            default -> Optional.empty();
        };
    }

    /// Whether a number is one of some.
    static Test in(Amount number, double[] members) {
        return row -> {
            double value = number.of(row);
            for (double member : members) {
                if (value == member) {
                    return true;
                }
            }
            return false;
        };
    }
}
