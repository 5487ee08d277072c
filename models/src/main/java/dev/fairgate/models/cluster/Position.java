package dev.fairgate.models.cluster;

import java.util.Arrays;

/// Where an account stands among others: 1 to 16 finite numbers, by whatever they were seen to do.
/// Distances are Euclidean, so whoever makes positions gives each number the weight it shall have.
public final class Position implements Comparable<Position> {

    /// Most numbers of a position.
    public static final int MOST_DIMENSIONS = 16;

    private final float[] numbers;

    private Position(float[] numbers) {
        this.numbers = numbers;
    }

    /// Copies numbers, which must be a position.
    public static Position of(float... numbers) {
        if (!isPosition(numbers)) {
            throw new IllegalArgumentException(
                    "a position has 1 to %d finite numbers, not %s"
                            .formatted(MOST_DIMENSIONS, Arrays.toString(numbers)));
        }
        return new Position(numbers.clone());
    }

    /// Whether there are 1 to 16 numbers and all of them are finite.
    public static boolean isPosition(float[] numbers) {
        if (numbers.length == 0 || numbers.length > MOST_DIMENSIONS) {
            return false;
        }
        for (float number : numbers) {
            if (!Float.isFinite(number)) {
                return false;
            }
        }
        return true;
    }

    /// How many numbers there are.
    public int dimensions() {
        return numbers.length;
    }

    /// One of the numbers, from 0.
    public float get(int dimension) {
        return numbers[dimension];
    }

    /// The square of the distance to a position of as many dimensions.
    public double squaredDistance(Position other) {
        double sum = 0;
        for (int i = 0; i < numbers.length; i++) {
            double gap = (double) numbers[i] - other.numbers[i];
            sum += gap * gap;
        }
        return sum;
    }

    /// A copy of all numbers.
    public float[] toArray() {
        return numbers.clone();
    }

    void copyTo(float[] target, int at) {
        System.arraycopy(numbers, 0, target, at, numbers.length);
    }

    /// Number by number; only so that there is one order.
    @Override
    public int compareTo(Position other) {
        return Arrays.compare(numbers, other.numbers);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Position position && Arrays.equals(numbers, position.numbers);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(numbers);
    }

    @Override
    public String toString() {
        return Arrays.toString(numbers);
    }
}
