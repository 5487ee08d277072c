package dev.fairgate.models.hands;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FingerprintTest {

    private static final Trace TRACE = Trace.ofAPerson(new Random(7));

    @Test
    void theSameTraceIsKnownAgainWhateverElseIsSaid() {
        long print = TRACE.read().fingerprint();
        String later =
                TRACE.json(Trace.OPENED + 777_777, Trace.SENT + 999_999, true)
                        .replace("Europe/Berlin", "Asia/Tokyo");

        assertThat(print).isNotZero();
        assertThat(Hands.read(later, 0).fingerprint()).isEqualTo(print);
    }

    @Test
    void theSameTraceIsKnownAgainWhenItBeginsLaterAndTheWindowGetsFocus() {
        Trace here = new Trace().event(3, "f");
        Trace there = new Trace();
        for (int i = 0; i < 14; i++) {
            here.move(100 + 17 * i, i * i, 3 * i);
            there.move(4100 + 17 * i, i * i, 3 * i);
        }

        assertThat(here.read().fingerprint()).isNotZero().isEqualTo(there.read().fingerprint());
    }

    @Test
    void onePixelOrOneMillisecondOrAnotherKindIsAnother() {
        Trace line = Trace.ofALine(20); // its eleventh move: [660,"m",160,180]
        Set<Long> prints = new HashSet<>();
        for (String other :
                new String[] {
                    "[660,\"m\",160,180]",
                    "[660,\"m\",161,180]",
                    "[660,\"m\",160,179]",
                    "[661,\"m\",160,180]",
                    "[660,\"t\",160,180]",
                    "[660,\"k\"]"
                }) {
            prints.add(line.with(10, other).read().fingerprint());
        }

        assertThat(prints).hasSize(6).doesNotContain(0L);
    }

    @Test
    void twoPeopleDoNotShareOne() {
        Set<Long> prints = new HashSet<>();
        for (int seed = 0; seed < 1000; seed++) {
            prints.add(Trace.ofAPerson(new Random(seed)).read().fingerprint());
        }

        assertThat(prints).hasSize(1000).doesNotContain(0L);
    }

    @Test
    void thereIsNoneForWhatManyPeopleDo() {
        Trace still = new Trace();
        Trace keys = new Trace();
        for (int i = 0; i < 20; i++) {
            still.move(16 * i, 300, 300);
            keys.event(100 * i, "k");
        }

        assertThat(Trace.ofALine(11).read().fingerprint()).isZero();
        assertThat(Trace.ofALine(12).read().fingerprint()).isNotZero();
        assertThat(still.read().fingerprint()).isZero();
        assertThat(keys.read().fingerprint()).isZero();
    }
}
