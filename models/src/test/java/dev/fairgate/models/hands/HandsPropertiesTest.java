package dev.fairgate.models.hands;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

class HandsPropertiesTest {

    private static final String PIECES = "[]{},:\"\\ \n0123456789-+.eEmudktsfvnaNtrufl\uD800\u0000";

    @Property
    void anyTextGivesFiniteNumbers(@ForAll @StringLength(max = 2000) String text) {
        assertSound(Hands.read(text, Trace.DECIDED));
        assertSound(Hands.read("{" + text, Trace.DECIDED));
    }

    @Property
    void anyChangeOfAGoodTraceGivesFiniteNumbers(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int changes) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder(Trace.ofAPerson(random).json());
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(text.length());
            char piece = PIECES.charAt(random.nextInt(PIECES.length()));
            switch (random.nextInt(4)) {
                case 0 -> text.setCharAt(at, piece);
                case 1 -> text.insert(at, piece);
                case 2 -> text.deleteCharAt(at);
                default -> text.insert(at, text.substring(at, Math.min(text.length(), at + 30)));
            }
        }

        assertSound(Hands.read(text.toString(), random.nextLong()));
    }

    @Property
    void anyEventsGiveFiniteNumbers(@ForAll("traces") Trace trace) {
        Hands hands = trace.read();

        assertThat(hands.faults()).isZero();
        assertSound(hands);
    }

    @Provide
    Arbitrary<Trace> traces() {
        return Arbitraries.longs().map(HandsPropertiesTest::events);
    }

    /// Any kinds at any places, few or many, near or far.
    private static Trace events(long seed) {
        Random random = new Random(seed);
        Trace trace = new Trace();
        int far = 1 << random.nextInt(23);
        int gap = 1 + random.nextInt(116);
        int at = 0;
        for (int i = random.nextInt(513); i > 0; i--) {
            at += random.nextInt(gap);
            switch (random.nextInt(8)) {
                case 0 -> trace.event(at, "k");
                case 1 -> trace.event(at, "v", random.nextInt(2));
                case 2 -> trace.event(at, "d", place(random, far), place(random, far));
                case 3 -> trace.event(at, "u", place(random, far), place(random, far));
                case 4 -> trace.event(at, "t", place(random, far), place(random, far));
                case 5 -> trace.event(at, "s", place(random, far), place(random, far));
                default -> trace.event(at, "m", place(random, far), place(random, far));
            }
        }
        return trace;
    }

    private static int place(Random random, int far) {
        return random.nextInt(2 * far) - far;
    }

    private static void assertSound(Hands hands) {
        Path path = hands.path();
        Rhythm rhythm = hands.rhythm();
        assertKnownWithin(path.lengthPx(), 2e10);
        assertKnownWithin(path.meanSpeed(), 3e7);
        assertKnownWithin(path.speedVariation(), 23);
        assertKnownWithin(path.accelerationVariation(), 512);
        assertKnownWithin(path.straightness(), 1);
        assertKnownWithin(path.turnEntropy(), 3);
        assertKnownWithin(rhythm.pauses(), 1);
        assertKnownWithin(rhythm.intervalEntropy(), 5.5);
        assertKnownWithin(rhythm.intervalVariation(), 23);
        assertKnownWithin(rhythm.keyVariation(), 23);
        assertKnownWithin(rhythm.scrollVariation(), 512);
        assertKnownWithin(rhythm.pressMs(), 10_000);
        assertKnownWithin(hands.visit().openToSubmitMs(), Visit.LONGEST_MS);
        assertThat(Math.abs(hands.visit().clockOffsetMs()))
                .isLessThanOrEqualTo(Visit.GREATEST_OFFSET_MS);
        assertThat(hands.natural()).isBetween(0.0, 1.0);
        assertThat(hands.faults()).isBetween(0, JsonCursor.MAX_FAULTS);
        assertThat(hands.amount().events()).isBetween(0, 512);
        DoubleStream shape = Arrays.stream(hands.shape());
        assertThat(shape.allMatch(place -> Math.abs(place) <= Shape.FARTHEST)).isTrue();
    }

    private static void assertKnownWithin(double number, double most) {
        if (number != Hands.UNKNOWN) {
            assertThat(number).isBetween(0.0, most);
        }
    }
}
