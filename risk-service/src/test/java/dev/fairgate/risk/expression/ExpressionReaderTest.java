package dev.fairgate.risk.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.models.feature.FeatureName;
import dev.fairgate.models.feature.FeatureRow;
import dev.fairgate.models.schema.Evidence;
import dev.fairgate.risk.expression.Expression.Reading;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionReaderTest {

    private static final FeatureRow ROW =
            row(
                    Map.of(
                            FeatureName.PAID, 3.0,
                            FeatureName.QUANTITY, 2.0,
                            FeatureName.ACCOUNT_AGE, 120.0,
                            FeatureName.ACCOUNT_RHYTHM, 0.25));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "paid >= 3",
                "paid >= 3.0",
                "3 <= paid",
                "paid == 3",
                "paid != 4",
                "paid in [1, 2, 3]",
                "paid + 1 == 4",
                "paid - quantity * 2 == -1",
                "-paid < 0",
                "account_rhythm == 1 / 4.0",
                "account_rhythm == 1 / 4",
                "(paid > 2 ? quantity : account_age) == 2",
                "paid > 2 ? quantity == 2 : quantity == 7",
                "!(paid > 3) && (quantity > 5 || account_age <= 120)",
                "abandoned / chargebacks != 1",
                "!(abandoned / chargebacks < 1) && !(abandoned / chargebacks >= 1)",
                "paid / abandoned > 1000000000000",
            })
    void holdsWhereItIsSo(String text) {
        assertThat(read(text).holds(ROW)).isTrue();
        assertThat(read("!(" + text + ")").holds(ROW)).isFalse();
    }

    @Test
    void knowsWhoseEvidenceItLooksAt() {
        assertThat(read("paid > 1").mentions(Evidence.OWN)).isTrue();
        assertThat(read("address_over > 0").mentions(Evidence.OWN)).isFalse();
        assertThat(read("address_over > 0").mentions(Evidence.SHARED)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "paid | line 1, column 1: is a number; compare it",
                "paid >= | line 1, column 8: not CEL: mismatched input",
                "paid > 1 quantity | line 1, column 10: not CEL:",
                "paid = 1 | line 1, column 6: not CEL:",
                "paid > 1 && quantity | line 1, column 13: is a number where true or false belongs",
                "!paid | line 1, column 2: is a number where true or false belongs",
                "(paid > 1) + 2 > 3 | line 1, column 7: is true or false where a number belongs",
                "(paid > 1 ? 1 : paid > 2) > 1 | both sides of ?: must be numbers, or both",
                "honest > 1 | line 1, column 1: 'honest' is no feature, see docs/signals.md",
                "paid.size > 1 | is not allowed here: allowed are features, numbers",
                "paid.size() > 1 | functions are not allowed",
                "size(paid) > 1 | 'size' is not allowed: allowed are",
                "has(paid.x) | 'has' is not allowed",
                "[1, 2].all(x, x > 1) | functions are not allowed",
                "paid > 'x' | line 1, column 8: must be a plain number",
                "paid > 1u | must be a plain number",
                "paid == null | must be a plain number",
                "true | must be a plain number",
                "paid % 2 == 1 | '_%_' is not allowed",
                "paid > 1e400 | line 1, column 8: is too large a number",
                "paid > 99999999999999999999 | not CEL: For input string",
                "paid in quantity | what follows in must be a list of numbers",
                "paid in [quantity] | a list must be of plain numbers",
                "paid in [1 > 2] | a list must be of plain numbers",
                "[1] == [1] | is not allowed here",
                "{1: 2} == {1: 2} | is not allowed here",
            })
    void saysWhatIsWrongAndWhere(String text, String why) {
        assertThat(faultOf(text)).contains(why);
    }

    @Test
    void countsLines() {
        assertThat(faultOf("paid > 1 &&\n  honest > 1")).startsWith("line 2, column 3: 'honest'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   "})
    void refusesNothing(String text) {
        assertThat(faultOf(text)).isEqualTo("must be 1 to 1000 characters of CEL");
    }

    @ParameterizedTest
    @MethodSource("nasty")
    void refusesWhatIsTooCostlyInNoTime(String text) {
        long begin = System.nanoTime();

        assertThat(faultOf(text)).isNotEmpty();

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
    }

    static Stream<String> nasty() {
        return Stream.of(
                "(".repeat(1_000) + "paid > 1" + ")".repeat(1_000),
                "(".repeat(490) + "paid > 1" + ")".repeat(490),
                "(".repeat(1_000),
                "[".repeat(999),
                "{".repeat(999),
                "!".repeat(999),
                "paid > " + "-(".repeat(300) + "1" + ")".repeat(300),
                "paid > " + "1+".repeat(450) + "1",
                "paid>1?".repeat(120) + "paid" + ":paid".repeat(20),
                "paid in [" + "1,".repeat(450) + "1]",
                "paid>1||".repeat(120) + "paid>1",
                "paid > " + "9".repeat(990),
                "paid > 1" + " ".repeat(1_000_000),
                "paid > 1".repeat(1_000_000),
                "a.b".repeat(300),
                "\"\"\"" + "x".repeat(900),
                "\u0000".repeat(100),
                "\ud83d\ude00".repeat(400));
    }

    @Test
    void takesWhatIsJustNotTooCostly() {
        assertThat(read("paid>=9||".repeat(49) + "paid>=9").holds(ROW)).isFalse();
        assertThat(read("(".repeat(20) + "paid > 1" + ")".repeat(20)).holds(ROW)).isTrue();
    }

    private static Expression read(String text) {
        return switch (ExpressionReader.read(text)) {
            case Reading.Compiled(Expression expression) -> expression;
            case Reading.Faulty(String why) -> throw new AssertionError(text + ": " + why);
        };
    }

    private static String faultOf(String text) {
        return switch (ExpressionReader.read(text)) {
            case Reading.Compiled(Expression expression) ->
                    throw new AssertionError("compiles: " + expression);
            case Reading.Faulty(String why) -> why;
        };
    }

    private static FeatureRow row(Map<FeatureName, Double> different) {
        double[] values = FeatureRow.absent().values();
        different.forEach((name, value) -> values[name.place()] = value);
        return FeatureRow.of(values);
    }
}
