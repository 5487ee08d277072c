package dev.fairgate.models.schema;

import java.util.regex.Pattern;

/// One number that a decision is made from.
///
/// @param name `[a-z][a-z0-9_]{0,63}`, for example `account_age`
/// @param unit what the number counts, for example `s` or `1` for a plain count or ratio
/// @param min the least value; smaller ones are clipped to it
/// @param max the greatest value; greater ones are clipped to it
/// @param whenAbsent the value where nothing was observed, within `min` and `max`
/// @param signal what kind of observation it comes from
/// @param evidence how far it may go
/// @param sentence what the feature says, for people
public record Feature(
        String name,
        String unit,
        double min,
        double max,
        double whenAbsent,
        Signal signal,
        Evidence evidence,
        String sentence) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,63}");

    /// Checks the name, the range and the texts.
    public Feature {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "name must match " + NAME.pattern() + ", was '" + name + "'");
        }
        if (unit.isBlank() || sentence.isBlank()) {
            throw new IllegalArgumentException(name + " must have a unit and a sentence");
        }
        if (!(Double.isFinite(min) && Double.isFinite(max) && min < max)) {
            throw new IllegalArgumentException(
                    name + " must have finite min < max, had " + min + " and " + max);
        }
        if (!(whenAbsent >= min && whenAbsent <= max)) {
            throw new IllegalArgumentException(
                    name + " must be within its range when absent, was " + whenAbsent);
        }
    }

    /// The value within the range; what is not a number counts as absent.
    public double clip(double value) {
        return Double.isNaN(value) ? whenAbsent : Math.clamp(value, min, max);
    }
}
