package dev.fairgate.models.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// One round over 20,000 accounts in 16 dimensions, with a radius of 0.25: people anywhere in a
/// cube with sides of 1, scripts in one place of it.
@State(Scope.Thread)
public class CampaignsBenchmark {

    private static final int ACCOUNTS = 20_000;
    private static final int DIMENSIONS = 16;
    private static final long NOW = 1_790_000_000_000L;

    /// Who they are: `copies` do exactly the same, `between` is a crowd about as wide as the
    /// radius, which is the worst there is: all are near each other and few are neighbours.
    public enum Accounts {
        PEOPLE(0, 0),
        HALF(0.5, 0.02),
        SCRIPT(1, 0.02),
        LOOSE(1, 0.04),
        COPIES(1, 0),
        BETWEEN(1, 0.09);

        private final double scripted;
        private final double sigma;

        Accounts(double scripted, double sigma) {
            this.scripted = scripted;
            this.sigma = sigma;
        }
    }

    @Param public Accounts accounts = Accounts.PEOPLE;

    private final Campaigns campaigns =
            new Campaigns(new Campaigns.Settings(0.25, 8, Duration.ofMinutes(10)));
    private List<Sighting> sightings = List.of();

    /// Makes accounts.
    @Setup(Level.Trial)
    public void see() {
        Random random = new Random(1);
        List<Sighting> seen = new ArrayList<>(ACCOUNTS);
        for (int i = 0; i < ACCOUNTS; i++) {
            boolean script = i < accounts.scripted * ACCOUNTS;
            float[] numbers = new float[DIMENSIONS];
            for (int k = 0; k < DIMENSIONS; k++) {
                numbers[k] =
                        script
                                ? (float) (0.5 + accounts.sigma * random.nextGaussian())
                                : random.nextFloat();
            }
            seen.add(new Sighting(random.nextLong(), NOW - i, Position.of(numbers)));
        }
        sightings = seen;
    }

    /// Sightings to snapshot.
    @Benchmark
    public Snapshot find() {
        return campaigns.find(sightings, Snapshot.NONE, NOW);
    }
}
