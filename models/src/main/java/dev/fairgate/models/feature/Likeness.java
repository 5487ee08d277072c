package dev.fairgate.models.feature;

import dev.fairgate.models.feature.Request.NetworkSort;
import java.util.Optional;
import java.util.OptionalDouble;

/// What the mean of some positions says of the accounts that have them: the way back from
/// [Positions], as far as there is one.
///
/// @param accountAgeS how old the accounts are, in seconds; empty where nobody says
/// @param openToSubmitMs from opening the page to buying
/// @param network the kind of network that most come from
/// @param networkShare how much they do: 1 for all, 0 for no kind before another
/// @param clientShare the same for the client's family
public record Likeness(
        OptionalDouble accountAgeS,
        double openToSubmitMs,
        NetworkSort network,
        double networkShare,
        double clientShare) {

    private static final double NO_AGE = 19.5;
    private static final double RADIUS = 0.25;
    private static final int SECTORS = 5;

    /// What a mean says; empty for one of another space.
    public static Optional<Likeness> of(float[] mean) {
        if (mean.length != Positions.DIMENSIONS) {
            return Optional.empty();
        }
        double age = 10.0 * mean[8];
        return Optional.of(
                new Likeness(
                        age >= NO_AGE
                                ? OptionalDouble.empty()
                                : OptionalDouble.of(60 * Math.expm1(age)),
                        1_000 * Math.expm1(mean[9] / RADIUS),
                        network(mean[12], mean[13]),
                        share(mean[12], mean[13]),
                        share(mean[10], mean[11])));
    }

    private static double share(double x, double y) {
        return Math.min(1, Math.hypot(x, y) / RADIUS);
    }

    private static NetworkSort network(double x, double y) {
        long sector = Math.round(SECTORS * Math.atan2(y, x) / (2 * Math.PI));
        return switch (Math.floorMod(sector, SECTORS)) {
            case 1 -> NetworkSort.ACCESS;
            case 2 -> NetworkSort.MOBILE;
            case 3 -> NetworkSort.HOSTING;
            case 4 -> NetworkSort.ANONYMISER;
            default -> NetworkSort.UNKNOWN;
        };
    }
}
