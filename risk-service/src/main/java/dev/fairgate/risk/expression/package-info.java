/// Questions about feature rows that shops write themselves, in a small part of CEL: comparisons,
/// arithmetic and logic over features and numbers. Start at
/// [dev.fairgate.risk.expression.Expression]. Invariant: an expression that was read ends in a few
/// steps for every row, and never throws.
@NullMarked
package dev.fairgate.risk.expression;

import org.jspecify.annotations.NullMarked;
