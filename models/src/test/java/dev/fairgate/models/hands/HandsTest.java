package dev.fairgate.models.hands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class HandsTest {

    private static final Offset<Double> CLOSE = within(0.0005);

    /// The trace of the documentation of [Path].
    private static Trace corner() {
        return new Trace()
                .move(0, 0, 0)
                .move(20, 10, 0)
                .move(40, 20, 0)
                .move(60, 30, 0)
                .move(80, 30, 20)
                .move(100, 30, 40)
                .move(120, 30, 60)
                .move(140, 30, 80);
    }

    @Test
    void readsTheContractsExample() {
        Hands hands =
                Hands.read(
                        """
                        { "pageOpenedAt": 1790000000000, "submittedAt": 1790000004210,
                          "events": [[0,"f"],[16,"m",315,441],[900,"d",318,440],[985,"u",318,440],
                                     [1500,"k"],[1600,"s",0,240],[2000,"v",0]],
                          "webdriver": false, "timezone": "Europe/Berlin", "languages": ["de-DE"],
                          "screen": [1440,900,2], "touch": false }
                        """,
                        1_790_000_004_300L);

        assertThat(hands.faults()).isZero();
        assertThat(hands.amount()).isEqualTo(new Amount(7, 1, 0, 1, 1, 1, 2));
        assertThat(hands.visit()).isEqualTo(new Visit(4210, 90));
        assertThat(hands.webdriver()).isFalse();
        assertThat(hands.touch()).isFalse();
    }

    @Test
    void believesAPageThatItsScreenIsTouched() {
        String page = "{\"pageOpenedAt\":1,\"submittedAt\":2,\"events\":[],\"touch\":%s}";

        assertThat(Hands.read(page.formatted("true"), 3).touch()).isTrue();
        assertThat(Hands.read(page.formatted("false"), 3).touch()).isFalse();
        assertThat(Hands.read(page.formatted("1"), 3).touch()).isFalse();
    }

    @Test
    void measuresAPathByItsSteps() {
        Path path = corner().read().path();

        assertThat(path.lengthPx()).isEqualTo(110, CLOSE);
        assertThat(path.meanSpeed()).isEqualTo(0.7857, CLOSE);
        assertThat(path.speedVariation()).isEqualTo(0.3149, CLOSE);
        assertThat(path.accelerationVariation()).isEqualTo(0.1061, CLOSE);
        assertThat(path.straightness()).isEqualTo(0.7767, CLOSE);
        assertThat(path.turnEntropy()).isEqualTo(0.6500, CLOSE);
    }

    @Test
    void tellsEightDirectionsOfTurnsApart() {
        Trace trace = new Trace().move(0, 0, 0).move(16, 10, 0);
        // each step is turned by 45° more against the one before: 0°, 45°, 90°, … 315°
        int[][] steps = {{10, 0}, {9, 9}, {-9, 9}, {0, -10}, {0, 10}, {9, -9}, {-9, -9}, {-9, 9}};
        int x = 10;
        int y = 0;
        for (int i = 0; i < steps.length; i++) {
            x += steps[i][0];
            y += steps[i][1];
            trace.move(32 + 16 * i, x, y);
        }

        assertThat(trace.read().path().turnEntropy()).isEqualTo(2.75, CLOSE);
    }

    @Test
    void aPauseEndsAStrokeAndItsWayIsNotCounted() {
        Trace trace = new Trace();
        for (int i = 0; i < 6; i++) {
            trace.move(20 * i, 10 * i, 0);
        }
        for (int i = 0; i < 6; i++) {
            trace.move(1000 + 20 * i, 500, 10 * i);
        }
        Hands hands = trace.read();

        assertThat(hands.path().lengthPx()).isEqualTo(100, CLOSE);
        assertThat(hands.path().straightness()).isEqualTo(1, CLOSE);
        assertThat(hands.rhythm().pauses()).isEqualTo(1 / 11.0, CLOSE);
    }

    @Test
    void measuresTheClockOfMoves() {
        Trace trace = new Trace().move(0, 0, 0);
        int at = 0;
        for (int i = 1; i <= 8; i++) {
            at += i <= 4 ? 16 : 32;
            trace.move(at, 10 * i, 0);
        }
        Rhythm rhythm = trace.read().rhythm();

        assertThat(rhythm.intervalEntropy()).isEqualTo(1, CLOSE);
        assertThat(rhythm.intervalVariation()).isEqualTo(0.3333, CLOSE);
        assertThat(rhythm.pauses()).isZero();
    }

    @Test
    void gapsWithinAQuarterOfAnOctaveAreTheSame() {
        assertThat(entropyOfGaps(16, 17, 18, 19, 16, 17, 18, 19)).isZero();
        assertThat(entropyOfGaps(19, 20, 19, 20, 19, 20, 19, 20)).isEqualTo(1, CLOSE);
        assertThat(entropyOfGaps(1, 2, 3, 4, 1, 2, 3, 4)).isEqualTo(2, CLOSE);
        assertThat(entropyOfGaps(4000, 9000, 4000, 9000, 4000, 9000, 4000, 9000)).isZero();
    }

    private static double entropyOfGaps(int... gaps) {
        Trace trace = new Trace().move(0, 0, 0);
        int at = 0;
        for (int gap : gaps) {
            at += gap;
            trace.move(at, at, 0);
        }
        return trace.read().rhythm().intervalEntropy();
    }

    @Test
    void measuresKeysScrollsAndPresses() {
        Trace keys = new Trace();
        for (int at : new int[] {0, 100, 300, 400, 600}) {
            keys.event(at, "k");
        }
        keys.event(900, "d", 1, 1).event(985, "u", 1, 1);
        Trace scrolls = new Trace();
        for (int i = 0; i < 9; i++) {
            scrolls.event(20 * i, "s", 0, 40 * i);
        }
        Trace uneven = new Trace();
        for (int i = 0; i < 9; i++) {
            uneven.event(20 * i, "s", 0, 40 * i + (i % 2 == 0 ? 0 : 20));
        }

        assertThat(keys.read().rhythm().keyVariation()).isEqualTo(0.3333, CLOSE);
        assertThat(keys.read().rhythm().pressMs()).isEqualTo(85, CLOSE);
        assertThat(scrolls.read().rhythm().scrollVariation()).isZero();
        // 3 and 1 px/ms in turn: 2 / 2
        assertThat(uneven.read().rhythm().scrollVariation()).isEqualTo(1, CLOSE);
    }

    @Test
    void countsTheVisitByThePagesClockAndClipsIt() {
        Trace trace = corner();

        assertThat(Hands.read(trace.json(1000, 5210, false), 5300).visit())
                .isEqualTo(new Visit(4210, 90));
        Hands backwards = Hands.read(trace.json(5000, 4000, false), 5000);
        assertThat(backwards.visit()).isEqualTo(new Visit(Hands.UNKNOWN, 1000));
        assertThat(backwards.faults()).isEqualTo(1);
        Hands old = Hands.read(trace.json(0, 1_790_000_000_000L, false), Long.MIN_VALUE);
        assertThat(old.visit()).isEqualTo(new Visit(Visit.LONGEST_MS, -Visit.GREATEST_OFFSET_MS));
    }

    @Test
    void aPersonsHandsLookNaturalAndARulersDoNot() {
        for (int seed = 0; seed < 50; seed++) {
            Hands person = Trace.ofAPerson(new Random(seed)).read();
            assertThat(person.natural()).as("person %d", seed).isGreaterThan(0.5);
            assertThat(person.path().straightness()).isBetween(0.5, 0.999);
        }
        Hands line = Trace.ofALine(60).read();
        assertThat(line.natural()).isZero();
        assertThat(line.path().speedVariation()).isEqualTo(0, within(1e-6));
        assertThat(line.path().straightness()).isEqualTo(1, within(1e-9));
        assertThat(line.path().turnEntropy()).isZero();
        assertThat(line.rhythm().intervalEntropy()).isZero();
    }

    @Test
    void naturalIsWorthTheLesserOfSpeedAndAcceleration() {
        // the worked number of its documentation
        Path path = new Path(500, 0.5, 0.5, 0.3, 0.9, 0.6);
        Rhythm rhythm = new Rhythm(0, 1, 0.4, Hands.UNKNOWN, Hands.UNKNOWN, Hands.UNKNOWN);

        assertThat(natural(path, rhythm, false, 0)).isEqualTo(0.5, CLOSE);
        Path ruled = new Path(500, 0.5, 0.5, 0.3, 1, 0.6);
        assertThat(natural(ruled, rhythm, false, 0)).isEqualTo(0.25, CLOSE);
        assertThat(natural(path, rhythm, true, 0)).isZero();
        assertThat(natural(path, rhythm, false, 1)).isZero();
    }

    private static double natural(Path path, Rhythm rhythm, boolean webdriver, int faults) {
        Amount amount = new Amount(60, 60, 0, 0, 0, 0, 0);
        return new Hands(
                        Hands.Received.OBJECT,
                        amount,
                        Visit.NONE,
                        path,
                        rhythm,
                        webdriver,
                        false,
                        faults,
                        0)
                .natural();
    }

    @Test
    void whoeverHasOnlyAKeyboardIsJudgedByIt() {
        Trace trace = new Trace().event(0, "f");
        for (int at : new int[] {900, 1040, 1420, 1530, 2300, 2390, 2800}) {
            trace.event(at, "k");
        }
        Hands hands = trace.read();

        assertThat(hands.faults()).isZero();
        assertThat(hands.tooLittle()).isFalse();
        assertThat(hands.natural()).isGreaterThanOrEqualTo(0.5);
        assertThat(hands.path()).isEqualTo(Path.NONE);
        assertThat(hands.rhythm().pauses()).isEqualTo(Hands.UNKNOWN);
        assertThat(hands.shape()).isEmpty();
    }

    @Test
    void aFingerIsReadByItsContacts() {
        Trace trace = new Trace();
        int at = 400;
        for (int contact = 0; contact < 3; contact++) {
            for (int i = 0; i < 4; i++) {
                trace.event(at + 20 * i, "t", 100 + 200 * contact + i * i * 3, 300 + 5 * i);
            }
            trace.event(at + 90, "u", 100, 300);
            at += 130; // closer than a pause: the lift alone ends the stroke
        }
        Hands hands = trace.read();

        assertThat(hands.faults()).isZero();
        assertThat(hands.amount().touches()).isEqualTo(12);
        assertThat(hands.touch()).isTrue();
        assertThat(hands.amount().presses()).isEqualTo(3);
        assertThat(hands.rhythm().pressMs()).isEqualTo(90, CLOSE);
        assertThat(hands.path().lengthPx()).isLessThan(150);
        assertThat(hands.fingerprint()).isNotZero();
    }

    @Test
    void nothingIsToldFromTooLittle() {
        Hands hands =
                corner().with(7, "[140,\"f\"]")
                        .event(200, "d", 30, 80)
                        .event(290, "u", 30, 80)
                        .read();

        assertThat(hands.faults()).isZero();
        assertThat(hands.amount().presses()).isEqualTo(1);
        assertThat(hands.tooLittle()).isTrue();
        assertThat(hands.path()).isEqualTo(Path.NONE);
        assertThat(hands.rhythm()).isEqualTo(Rhythm.NONE);
        assertThat(hands.natural()).isZero();
        assertThat(hands.shape()).isEmpty();
    }

    @Test
    void noJavaScriptIsNoFault() {
        assertThat(Hands.ABSENT.faults()).isZero();
        assertThat(Hands.ABSENT.tooLittle()).isTrue();
        assertThat(Hands.ABSENT.natural()).isZero();
        assertThat(Hands.ABSENT.fingerprint()).isZero();
        assertThat(Hands.ABSENT.visit().openToSubmitMs()).isEqualTo(Hands.UNKNOWN);
    }

    @Test
    void aBrowserThatIsDrivenSaysSo() {
        Trace trace = Trace.ofAPerson(new Random(1));
        Hands hands = Hands.read(trace.json(Trace.OPENED, Trace.SENT, true), Trace.DECIDED);

        assertThat(hands.webdriver()).isTrue();
        assertThat(hands.natural()).isZero();
    }
}
