package dev.fairgate.models.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeatureSchemaTest {

    private static final Feature AGE =
            new Feature("account_age", "s", 0, 1e9, 0, "How long the account has existed.");
    private static final Feature RATE =
            new Feature("account_rate", "1/s", 0, 100, 0, "How often the account asks.");

    @Test
    void keepsTheOrderOfItsFeatures() {
        List<Feature> given = new ArrayList<>(List.of(RATE, AGE));
        FeatureSchema schema = new FeatureSchema(1, given);
        given.clear();

        assertThat(schema.features()).containsExactly(RATE, AGE);
    }

    @Test
    void refusesTwoFeaturesOfOneName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FeatureSchema(1, List.of(AGE, RATE, AGE)))
                .withMessageContaining("'account_age'");
    }

    @Test
    void refusesAnEmptySchemaAndAVersionBelowOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FeatureSchema(1, List.of()))
                .withMessageContaining("at least one feature");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FeatureSchema(0, List.of(AGE)))
                .withMessageContaining("version");
    }

    @Test
    void refusesAFeatureThatCannotBeRead() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Feature("Account Age", "s", 0, 1, 0, "Age."))
                .withMessageContaining("name must match");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Feature("age", "s", 1, 1, 1, "Age."))
                .withMessageContaining("min < max");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Feature("age", "s", 0, Double.NaN, 0, "Age."))
                .withMessageContaining("min < max");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Feature("age", "s", 0, 1, 2, "Age."))
                .withMessageContaining("when absent");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Feature("age", "s", 0, 1, 0, " "))
                .withMessageContaining("a unit and a sentence");
    }
}
