package dev.fairgate.risk.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fairgate.models.feature.FeatureName;
import dev.fairgate.models.feature.FeatureRow;
import dev.fairgate.risk.policy.Eligibility.Standing;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EligibilityTest {

    private static final Eligibility DAY_AND_TWO = new Eligibility(Duration.ofDays(1), 2);

    /// Age in seconds; -1 where nobody knows it.
    @ParameterizedTest
    @CsvSource({
        "86400, 2, 0, MET",
        "86399.999, 2, 0, TOO_NEW",
        "86400, 1, 0, TOO_FEW_ORDERS",
        "86400, 0, 1, TOO_FEW_ORDERS",
        "86400, 0, 0, UNKNOWN",
        "-1, 2, 0, UNKNOWN",
        "-1, 1, 0, TOO_FEW_ORDERS",
        "10, 0, 0, TOO_NEW",
        "-1, 0, 0, UNKNOWN",
    })
    void refusesOnlyWhatIsKnown(double age, double paid, double abandoned, Standing standing) {
        assertThat(DAY_AND_TWO.of(row(age, paid, abandoned))).isEqualTo(standing);
    }

    @Test
    void asksForNothingThatTheSaleDoesNot() {
        assertThat(Eligibility.EVERYBODY.of(row(-1, 0, 0))).isEqualTo(Standing.MET);
        assertThat(Eligibility.EVERYBODY.of(row(0, 0, 9))).isEqualTo(Standing.MET);
        assertThat(new Eligibility(Duration.ofDays(1), 0).of(row(86_400, 0, 0)))
                .isEqualTo(Standing.MET);
        assertThat(new Eligibility(Duration.ZERO, 1).of(row(-1, 1, 0))).isEqualTo(Standing.MET);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Eligibility(Duration.ofMillis(-1), 0));
    }

    private static FeatureRow row(double age, double paid, double abandoned) {
        double[] values = FeatureRow.absent().values();
        values[FeatureName.ACCOUNT_AGE_UNKNOWN.place()] = age < 0 ? 1 : 0;
        if (age >= 0) {
            values[FeatureName.ACCOUNT_AGE.place()] = age;
        }
        values[FeatureName.PAID.place()] = paid;
        values[FeatureName.ABANDONED.place()] = abandoned;
        return FeatureRow.of(values);
    }
}
