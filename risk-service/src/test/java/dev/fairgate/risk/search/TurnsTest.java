package dev.fairgate.risk.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class TurnsTest {

    private final Turns turns = new Turns(2);

    @Test
    void letsTwoAtATimeAndTheNextWhenOneIsDone() {
        Sinks.One<String> first = Sinks.one();
        var running = turns.take(_ -> first.asMono()).toFuture();
        var other = turns.take(_ -> Mono.<String>never()).toFuture();

        assertThat(turns.take(_ -> Mono.just("third")).toFuture().join()).isEmpty();
        first.tryEmitValue("first");

        assertThat(running.join()).contains("first");
        assertThat(turns.take(_ -> Mono.just("third")).toFuture().join()).contains("third");
        assertThat(other).isNotDone();
    }

    @Test
    void tellsWorkThatNobodyWaitsForItAndMakesRoom() {
        List<BooleanSupplier> told = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            var leaving =
                    turns.take(
                                    gone -> {
                                        told.add(gone);
                                        return Mono.<String>never();
                                    })
                            .toFuture();
            assertThat(told.getLast().getAsBoolean()).isFalse();
            leaving.cancel(true);
        }

        assertThat(told).hasSize(5).allMatch(BooleanSupplier::getAsBoolean);
    }

    @Test
    void makesRoomAfterAnError() {
        for (int i = 0; i < 5; i++) {
            assertThat(
                            turns.take(_ -> Mono.error(new IllegalStateException("disk")))
                                    .onErrorResume(_ -> Mono.empty())
                                    .toFuture()
                                    .join())
                    .isNull();
        }
    }
}
