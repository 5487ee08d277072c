package dev.fairgate.models.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class ModelFilePropertiesTest {

    @Property
    void whateverIsWrittenIsReadAndWrittenAgainTheSame(
            @ForAll Random random,
            @ForAll @IntRange(min = 1, max = 9) int inputs,
            @ForAll @IntRange(min = 1, max = 9) int trees,
            @ForAll @IntRange(min = 0, max = 6) int depth) {
        Model model = RandomModels.model(random, inputs, trees, depth);
        byte[] file = ModelFile.write(model);

        assertThat(ModelFile.read(file))
                .isInstanceOfSatisfying(
                        ModelFile.Valid.class,
                        read -> assertThat(ModelFile.write(read.model())).isEqualTo(file));
    }

    @Property
    void bytesOfAnyKindAreNoModel(@ForAll @Size(max = 2_000) byte[] bytes) {
        assertThat(ModelFile.read(bytes)).isInstanceOf(ModelFile.Refused.class);
    }

    /// Some changes make another model, under another version; none makes anything else.
    @Property(tries = 5_000)
    void changesUnderANewHashAreRefusedOrAnotherModel(
            @ForAll Random random, @ForAll @IntRange(min = 1, max = 4) int changes) {
        byte[] file = ModelFile.write(RandomModels.model(new Random(8), 3, 4, 3));
        byte[] forged = file.clone();
        for (int i = 0; i < changes; i++) {
            forged[random.nextInt(forged.length - 32)] = (byte) random.nextInt();
        }
        HostileModelFileTest.rehashed(forged);

        switch (ModelFile.read(forged)) {
            case ModelFile.Refused refused -> assertThat(refused.why()).endsWith(".");
            case ModelFile.Valid valid -> {
                assertThat(ModelFile.write(valid.model())).isEqualTo(forged);
                assertThat(valid.model().score(new double[3])).isBetween(0.0, 1.0);
                assertThat(valid.version().equals(ModelFile.version(file)))
                        .isEqualTo(Arrays.equals(file, forged));
            }
        }
    }
}
