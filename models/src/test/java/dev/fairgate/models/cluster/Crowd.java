package dev.fairgate.models.cluster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// People, who are anywhere in a cube of twelve dimensions with sides of 1, and scripts, which are
/// in one place of it.
final class Crowd {

    static final int DIMENSIONS = 12;
    static final long NOW = 1_790_000_000_000L;

    private final Random random;
    private final SplittableRandom accounts;

    Crowd(long seed) {
        random = new Random(seed);
        accounts = new SplittableRandom(seed);
    }

    List<Sighting> people(int count) {
        return Stream.generate(() -> sighting(anywhere())).limit(count).toList();
    }

    /// @param sigma how exactly it repeats itself, in each dimension
    List<Sighting> script(int count, Position place, double sigma) {
        return Stream.generate(() -> sighting(near(place, sigma))).limit(count).toList();
    }

    Position anywhere() {
        float[] numbers = new float[DIMENSIONS];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = random.nextFloat();
        }
        return Position.of(numbers);
    }

    /// The same number in each dimension.
    static Position at(double number) {
        float[] numbers = new float[DIMENSIONS];
        Arrays.fill(numbers, (float) number);
        return Position.of(numbers);
    }

    /// How many of some a snapshot takes for members of a cluster.
    static long members(Snapshot snapshot, List<Sighting> sightings) {
        return sightings.stream()
                .map(it -> snapshot.nearest(it.position().toArray()))
                .filter(Membership.Member.class::isInstance)
                .count();
    }

    @SafeVarargs
    static List<Sighting> all(List<Sighting>... lists) {
        List<Sighting> all = new ArrayList<>();
        for (List<Sighting> list : lists) {
            all.addAll(list);
        }
        return all;
    }

    private Position near(Position place, double sigma) {
        float[] numbers = new float[place.dimensions()];
        IntStream.range(0, numbers.length)
                .forEach(i -> numbers[i] = (float) (place.get(i) + sigma * random.nextGaussian()));
        return Position.of(numbers);
    }

    private Sighting sighting(Position position) {
        return new Sighting(accounts.nextLong(), NOW - random.nextInt(500_000), position);
    }
}
