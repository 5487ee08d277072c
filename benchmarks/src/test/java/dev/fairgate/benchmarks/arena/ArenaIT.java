package dev.fairgate.benchmarks.arena;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.benchmarks.arena.report.Contest;
import dev.fairgate.benchmarks.arena.report.Play;
import dev.fairgate.benchmarks.arena.report.TextReport;
import dev.fairgate.benchmarks.arena.scenario.ScenarioReader;
import dev.fairgate.benchmarks.arena.shop.Storefront;
import dev.fairgate.benchmarks.load.Shop;
import dev.fairgate.benchmarks.load.Workplace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;

/// Who gets the stock, with the gate and without, on the services that ship.
class ArenaIT {

    private static final Path SCENARIO = Path.of("src", "test", "resources", "arena-short.yaml");

    @Test
    void keepsTheStockForPeople() throws IOException, InterruptedException {
        Contest contest = play();
        Play guarded = contest.guarded();
        Play unguarded = contest.unguarded();
        System.out.println(TextReport.of(contest));

        assertThat(unguarded.unitsOfBots()).as("without the gate").isGreaterThan(40);
        assertThat(guarded.unitsOfPeople()).as("with it").isGreaterThanOrEqualTo(54);
        assertThat(guarded.unitsOfPeople() + guarded.unitsOfBots()).isLessThanOrEqualTo(60);
        assertThat(people(guarded, Play.Slice::refused)).isZero();
        assertThat(people(guarded, Play.Slice::challenged)).isLessThanOrEqualTo(12);
        assertThat(people(unguarded, Play.Slice::challenged)).isZero();
        assertThat(guarded.attackers().getFirst().challenged()).isGreaterThan(50);
        assertThat(unguarded.attackers().getFirst().challenged()).isZero();
    }

    private static Contest play() throws IOException, InterruptedException {
        Workplace place = new Workplace(Path.of(".."));
        Shop.Settings settings = new Shop.Settings(List.of(), List.of(Attack.observing()));
        try (Shop shop = Shop.start(place, "arena", settings);
                Storefront front = new Storefront(shop.engine(), shop.risk())) {
            front.requireReady();
            return new Attack(front, System.out).play(ScenarioReader.read(SCENARIO));
        }
    }

    private static int people(Play play, ToIntFunction<Play.Slice> number) {
        return play.slices().stream().mapToInt(number).sum();
    }
}
