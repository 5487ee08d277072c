package dev.fairgate.proof.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LimitSimulatorTest {

    private static final long FIRST = Long.getLong("fairgate.simulator.seed", 1);
    private static final int SEEDS = Integer.getInteger("fairgate.simulator.seeds", 1000);

    @Test
    void twoNodesNeverGiveOutMoreThanTheBucketHas() {
        long refused = 0;
        long granted = 0;
        for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
            LimitSimulation.Result result = LimitSimulation.run(seed, UnaryOperator.identity());
            assertThat(tooMany(result)).as("seed %d", seed).isEmpty();
            granted += result.grants().size();
            refused += result.asked() - result.grants().size();
        }
        assertThat(granted).isGreaterThan(SEEDS);
        assertThat(refused).isGreaterThan(SEEDS);
    }

    @Test
    void theCheckSeesASwapThatDoesNotCompare() {
        String compares = "value and sub(value, 1, #beginning) == beginning";
        UnaryOperator<String> blind =
                source -> {
                    assertThat(source).contains(compares);
                    return source.replace(compares, "true");
                };
        assertThat(LongStream.rangeClosed(1, 200).mapToObj(it -> LimitSimulation.run(it, blind)))
                .anyMatch(it -> !tooMany(it).isEmpty());
    }

    @Test
    void theSameSeedIsTheSameRun() {
        assertThat(hashes()).isEqualTo(hashes()).doesNotHaveDuplicates();
    }

    private static List<String> hashes() {
        return LongStream.range(FIRST, FIRST + 20)
                .mapToObj(it -> LimitSimulation.run(it, UnaryOperator.identity()).traceHash())
                .toList();
    }

    private static List<String> tooMany(LimitSimulation.Result result) {
        List<String> broken = new ArrayList<>();
        for (int i = 0; i < result.grants().size(); i++) {
            LimitSimulation.Grant grant = result.grants().get(i);
            if (i + 1 > result.most(grant.at())) {
                broken.add("%d of %d are too many: %s".formatted(i + 1, result.asked(), result));
            }
            if (grant.remaining() >= result.limit().capacity()) {
                broken.add("a bucket was fuller than full: " + grant);
            }
        }
        return broken;
    }
}
