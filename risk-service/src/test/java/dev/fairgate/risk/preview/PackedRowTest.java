package dev.fairgate.risk.preview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.models.feature.FeatureName;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PackedRowTest {

    @Test
    void comesBackToTheBit() {
        Random random = new Random(5);
        for (int i = 0; i < 1_000; i++) {
            double[] row = FeatureName.schema().absentRow();
            for (int place = 0; place < row.length; place++) {
                row[place] =
                        switch (random.nextInt(6)) {
                            case 0 -> random.nextDouble();
                            case 1 -> random.nextInt(100_000) - 50_000;
                            case 2 -> -0.0;
                            case 3 -> Math.nextUp(0.1);
                            default -> row[place];
                        };
            }

            assertThat(PackedRow.unpack(PackedRow.pack(row))).isEqualTo(row);
        }
    }

    @Test
    void takesLittleForSomebodyNobodyKnows() {
        assertThat(PackedRow.pack(FeatureName.schema().absentRow()))
                .hasSizeLessThan(PackedRow.length() / 3);
    }
}
