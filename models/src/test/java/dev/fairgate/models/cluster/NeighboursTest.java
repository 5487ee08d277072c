package dev.fairgate.models.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import smile.clustering.DBSCAN;
import smile.neighbor.Neighbor;

class NeighboursTest {

    private static final double RADIUS = 0.25;
    private static final int ENOUGH = 8;

    /// Blobs of many densities, chains, copies and single points, in 2 to 16 dimensions.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void giveTheClustersOfASearchThatTellsAll(int seed) {
        List<Position> positions = mixture(new Random(seed), 2 + seed % 15);
        Integer[] points = IntStream.range(0, positions.size()).boxed().toArray(Integer[]::new);
        double[][] data = positions.stream().map(NeighboursTest::doubles).toArray(double[][]::new);

        DBSCAN<Integer> ours =
                DBSCAN.fit(points, new Neighbours(positions, ENOUGH), ENOUGH, RADIUS);
        // Smile's own search does not count the point itself.
        DBSCAN<double[]> smiles = DBSCAN.fit(data, ENOUGH - 1, RADIUS);

        assertThat(ours.group()).isEqualTo(smiles.group());
        assertThat(smiles.k()).isPositive();
    }

    @Test
    void tellEachPointButOnceToThoseThatHaveEnough() {
        int size = 5_000;
        List<Position> positions = Stream.generate(() -> Position.of(1, 2)).limit(size).toList();
        Neighbours neighbours = new Neighbours(positions, ENOUGH);

        int all = 0;
        for (int point = 0; point < size; point++) {
            List<Neighbor<Integer, Integer>> found = new ArrayList<>();
            neighbours.search(point, RADIUS, found);
            assertThat(found).hasSizeGreaterThanOrEqualTo(ENOUGH);
            all += found.size();
        }

        assertThat(all).isEqualTo(size * ENOUGH + size);
    }

    @Test
    void tellAPointOfAllItHasWhereThatIsNotEnough() {
        List<Position> positions =
                List.of(Position.of(0, 0), Position.of(0.25f, 0), Position.of(0.26f, 0));
        Neighbours neighbours = new Neighbours(positions, ENOUGH);
        for (int again = 0; again < 2; again++) {
            List<Neighbor<Integer, Integer>> found = new ArrayList<>();
            neighbours.search(0, RADIUS, found);
            assertThat(found).extracting(Neighbor::index).containsExactlyInAnyOrder(0, 1);
        }
    }

    private static List<Position> mixture(Random random, int dimensions) {
        List<Position> all = new ArrayList<>();
        for (int blob = 0; blob < 12; blob++) {
            float[] centre = uniform(random, dimensions);
            double sigma = RADIUS * Math.pow(2, -random.nextInt(6)) / Math.sqrt(dimensions);
            int copies = 1 + random.nextInt(3);
            for (int i = 0; i < 60; i++) {
                Position position = Position.of(around(random, centre, sigma));
                for (int copy = 0; copy < copies; copy++) {
                    all.add(position);
                }
                centre[0] += (float) (random.nextInt(3) * 0.01); // drifts: a chain
            }
        }
        IntStream.range(0, 300).forEach(_ -> all.add(Position.of(uniform(random, dimensions))));
        Collections.shuffle(all, random);
        return all;
    }

    private static float[] uniform(Random random, int dimensions) {
        float[] numbers = new float[dimensions];
        for (int i = 0; i < dimensions; i++) {
            numbers[i] = 4 * random.nextFloat() - 2; // on both sides of nought
        }
        return numbers;
    }

    private static float[] around(Random random, float[] centre, double sigma) {
        float[] numbers = Arrays.copyOf(centre, centre.length);
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] += (float) (sigma * random.nextGaussian());
        }
        return numbers;
    }

    private static double[] doubles(Position position) {
        return IntStream.range(0, position.dimensions()).mapToDouble(position::get).toArray();
    }
}
