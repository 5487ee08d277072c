package dev.fairgate.models.hands;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ShapeTest {

    private static final int MANY = 60;

    @Test
    void runsOfOneScriptLieTogetherAndPeopleDoNot() {
        List<double[]> people = new ArrayList<>();
        List<double[]> runs = new ArrayList<>();
        Random jitter = new Random(5);
        for (int i = 0; i < MANY; i++) {
            people.add(Trace.ofAPerson(new Random(i)).read().shape());
            runs.add(played(jitter).read().shape());
        }

        assertThat(medianDistance(runs)).isLessThan(0.6);
        assertThat(medianDistance(people)).isGreaterThan(2 * medianDistance(runs));
    }

    /// One curve, each time moved by up to 2 px and 2 ms.
    private static Trace played(Random jitter) {
        Trace trace = new Trace();
        for (int i = 0; i < MANY; i++) {
            trace.move(
                    500 + 20 * i + jitter.nextInt(5) - 2,
                    100 + 12 * i + jitter.nextInt(5) - 2,
                    (int) (400 + 200 * Math.sin(i / 15.0)) + jitter.nextInt(5) - 2);
        }
        return trace;
    }

    private static double medianDistance(List<double[]> places) {
        double[] all = new double[places.size() * (places.size() - 1) / 2];
        int count = 0;
        for (int i = 0; i < places.size(); i++) {
            for (int j = 0; j < i; j++) {
                all[count++] = distance(places.get(i), places.get(j));
            }
        }
        Arrays.sort(all);
        return all[count / 2];
    }

    private static double distance(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < Shape.SIZE; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return Math.sqrt(sum);
    }

    @Test
    void theOddestMovesStayWithinBounds() {
        Trace trace = new Trace();
        for (int i = 0; i < 40; i++) {
            trace.move(i, i % 2 == 0 ? -10_000_000 : 10_000_000, 0);
        }

        double[] shape = trace.read().shape();
        assertThat(shape).hasSize(Shape.SIZE);
        assertThat(Arrays.stream(shape).map(Math::abs).max().orElseThrow())
                .isLessThanOrEqualTo(Shape.FARTHEST);
    }
}
