package dev.fairgate.models.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeatureSchemaTest {

    private static final Feature AGE =
            age("account_age", "s", 0, 1e9, 0, "How long it has existed.");
    private static final Feature RATE = age("account_rate", "1/s", 0, 100, 5, "How often it asks.");

    private static Feature age(
            String name, String unit, double min, double max, double absent, String sentence) {
        return new Feature(name, unit, min, max, absent, Signal.AGE, Evidence.OWN, sentence);
    }

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
                .isThrownBy(() -> age("Account Age", "s", 0, 1, 0, "Age."))
                .withMessageContaining("name must match");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> age("age", "s", 1, 1, 1, "Age."))
                .withMessageContaining("min < max");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> age("age", "s", 0, Double.NaN, 0, "Age."))
                .withMessageContaining("min < max");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> age("age", "s", 0, 1, 2, "Age."))
                .withMessageContaining("when absent");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> age("age", "s", 0, 1, 0, " "))
                .withMessageContaining("a unit and a sentence");
    }

    @Test
    void bringsARowIntoItsRanges() {
        double[] row = {-1, Double.NaN};
        new FeatureSchema(1, List.of(AGE, RATE)).clip(row);

        assertThat(row).containsExactly(0, 5);
    }

    @Test
    void leavesOwnEvidenceOnly() {
        Feature crowd =
                new Feature(
                        "crowd", "1", 0, 9, 1, Signal.SUBNET, Evidence.SHARED, "Others at once.");
        Feature silent =
                new Feature(
                        "silent", "1", 0, 1, 0, Signal.HANDS, Evidence.SILENCE, "Nothing sent.");
        FeatureSchema schema = new FeatureSchema(1, List.of(AGE, crowd, silent));
        double[] row = {7, 9, 1};

        assertThat(schema.ownEvidence(row)).containsExactly(7, 1, 0);
        assertThat(row).containsExactly(7, 9, 1);
        assertThat(schema.absentRow()).containsExactly(0, 1, 0);
    }

    @Test
    void knowsWhereAFeatureStands() {
        FeatureSchema schema = new FeatureSchema(1, List.of(AGE, RATE));

        assertThat(schema.place("account_rate")).hasValue(1);
        assertThat(schema.place("nobody")).isEmpty();
    }
}
