package dev.fairgate.risk.cluster;

import java.util.Random;

/// Accounts that do the same, and such as do anything.
final class Scripted {

    private static final int DIMENSIONS = 12;

    private final Random random = new Random(1);

    /// One place, give or take 0.01 in each dimension.
    float[] position() {
        float[] numbers = new float[DIMENSIONS];
        for (int i = 0; i < DIMENSIONS; i++) {
            numbers[i] = 0.5f + 0.01f * (float) random.nextGaussian();
        }
        return numbers;
    }

    /// Anywhere.
    float[] anywhere() {
        float[] numbers = new float[DIMENSIONS];
        for (int i = 0; i < DIMENSIONS; i++) {
            numbers[i] = random.nextFloat();
        }
        return numbers;
    }
}
