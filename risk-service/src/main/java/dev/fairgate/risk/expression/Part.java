package dev.fairgate.risk.expression;

import dev.fairgate.risk.expression.Expression.Amount;
import dev.fairgate.risk.expression.Expression.Test;

/// What a part of an expression comes to.
sealed interface Part {

    /// True or false.
    record Truth(Test test) implements Part {}

    /// A number.
    sealed interface Numeric extends Part {
        Amount amount();
    }

    /// The value of a feature, by its place in the row.
    record Feature(int place) implements Numeric {
        @Override
        public Amount amount() {
            int at = place;
            return row -> row[at];
        }
    }

    /// A number as it is written.
    record Literal(double value) implements Numeric {
        @Override
        public Amount amount() {
            double number = value;
            return _ -> number;
        }
    }

    /// A number that takes some arithmetic.
    record Computed(Amount amount) implements Numeric {}

    /// Neither, and a fault says so; whoever holds it says nothing more about it.
    record Wrong() implements Part {}
}
