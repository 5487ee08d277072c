package dev.fairgate.risk.label;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.risk.label.LabelKey.Kind;
import dev.fairgate.risk.label.Labels.Answer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class LabelsTest {

    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");

    private final Table table = new Table();
    private final List<Standing> told = new ArrayList<>();
    private final Labels labels = new Labels(table, List.of(told::add));

    /// Nothing stands in it. It answers when it is told to.
    private static final class Table implements LabelStore {

        private Mono<Object> when = Mono.just(NOW);

        @Override
        public Mono<Taking> take(List<Said> said, String by) {
            return when.map(_ -> Taking.of(said, said.stream().map(Table::none).toList(), by, NOW));
        }

        @Override
        public Mono<Taking> weigh(List<Said> said, String by) {
            return take(said, by);
        }

        @Override
        public Mono<List<Place>> find(LabelQuery query, int most) {
            List<Place> places = new ArrayList<>();
            for (int i = 0; i < Math.min(most, 3); i++) {
                places.add(new Place(standing("a" + i), new LabelCursor(NOW, 3 - i)));
            }
            return when.map(_ -> places);
        }

        private static Optional<Standing> none(Said said) {
            return Optional.empty();
        }
    }

    @Test
    void tellsWhatStandsOnceItIsTaken() {
        Sinks.One<Object> moment = Sinks.one();
        table.when = moment.asMono();

        var answer = labels.take(said("a0"), "ana").toFuture();
        assertThat(told).isEmpty();
        moment.tryEmitValue(NOW);

        assertThat(answer.join()).isEqualTo(new Answer.Done<>(standing("a0")));
        assertThat(told).containsExactly(standing("a0"));
    }

    @Test
    void tellsNobodyOfLabelsThatAreOnlyCounted() {
        Answer<Taking> answer = now(labels.weighFile(List.of(said("a0"), said("a1")), "ana"));

        assertThat(answer)
                .isInstanceOfSatisfying(
                        Answer.Done.class,
                        done -> assertThat(done.result()).extracting("accepted").isEqualTo(2));
        assertThat(told).isEmpty();
    }

    @Test
    void saysThatTheDatabaseIsAway() {
        table.when = Mono.error(new LabelStore.Away("gone"));

        assertThat(now(labels.take(said("a0"), "ana"))).isEqualTo(new Answer.Unavailable<>());
        assertThat(now(labels.takeFile(List.of(said("a0")), "ana")))
                .isEqualTo(new Answer.Unavailable<>());
        assertThat(now(labels.find(query(2)))).isEqualTo(new Answer.Unavailable<>());
        assertThat(told).isEmpty();
    }

    @Test
    void takesTwoFilesAtATimeAndTheNextWhenOneIsDone() {
        Sinks.One<Object> moment = Sinks.one();
        table.when = moment.asMono();
        List<Said> file = List.of(said("a0"));
        var first = labels.takeFile(file, "ana").toFuture();
        var second = labels.weighFile(file, "ana").toFuture();

        assertThat(now(labels.takeFile(file, "ana"))).isEqualTo(new Answer.Busy<>());
        assertThat(now(labels.weighFile(file, "ana"))).isEqualTo(new Answer.Busy<>());
        moment.tryEmitValue(NOW);
        assertThat(first.join()).isInstanceOf(Answer.Done.class);
        assertThat(second.join()).isInstanceOf(Answer.Done.class);
        table.when = Mono.error(new LabelStore.Away("gone"));
        for (int i = 0; i < 3; i++) {
            assertThat(now(labels.takeFile(file, "ana"))).isEqualTo(new Answer.Unavailable<>());
        }
    }

    @Test
    void saysFromWhereToGoOnOnlyWhenThereIsMore() {
        assertThat(now(labels.find(query(2))))
                .isEqualTo(
                        new Answer.Done<>(
                                new Labels.Page(
                                        List.of(standing("a0"), standing("a1")),
                                        Optional.of(new LabelCursor(NOW, 2)))));
        assertThat(now(labels.find(query(3))))
                .isEqualTo(
                        new Answer.Done<>(
                                new Labels.Page(
                                        List.of(standing("a0"), standing("a1"), standing("a2")),
                                        Optional.empty())));
    }

    private static <T> T now(Mono<T> mono) {
        return Objects.requireNonNull(mono.toFuture().join());
    }

    private static LabelQuery query(int limit) {
        return new LabelQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Instant.EPOCH,
                NOW,
                LabelCursor.START,
                limit);
    }

    private static Said said(String account) {
        return new Said(
                new LabelKey(Kind.ACCOUNT, account, Optional.empty()),
                Label.BOT,
                "review",
                Optional.empty());
    }

    private static Standing standing(String account) {
        return new Standing(
                new LabelKey(Kind.ACCOUNT, account, Optional.empty()),
                Label.BOT,
                "review",
                NOW,
                "ana",
                NOW);
    }
}
