package dev.fairgate.models.feature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CellsTest {

    private final Cells cells = new Cells("0123456789abcdef".getBytes(UTF_8));

    @Test
    void spreadsNamesEvenly() {
        int[] counts = new int[256];
        IntStream.range(0, 25_600).forEach(i -> counts[cells.of("buyer-" + i)]++);

        // 100 each, by chance within about 5 standard deviations of 10
        assertThat(IntStream.of(counts).boxed()).allMatch(count -> count >= 50 && count <= 150);
    }

    @Test
    void tellsNamesApartThatDifferInLengthOrOrder() {
        Set<Long> hashes = new HashSet<>();
        for (String name : new String[] {"", "a", "aa", "ab", "ba", "\0", "\0\0", "a\0"}) {
            hashes.add(cells.hash(name));
        }

        assertThat(hashes).hasSize(8);
    }

    @Test
    void isAnotherOneUnderAnotherKey() {
        Cells others = new Cells("fedcba9876543210".getBytes(UTF_8));

        assertThat(IntStream.range(0, 100).filter(i -> cells.of("n" + i) == others.of("n" + i)))
                .hasSizeLessThan(10);
        assertThat(cells.of("alice"))
                .isEqualTo(new Cells("0123456789abcdef".getBytes(UTF_8)).of("alice"));
    }

    @Test
    void refusesAShortKey() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Cells(new byte[15]))
                .withMessageContaining("16 bytes");
    }

    @Test
    void multipliesModuloAPrimeAsBigIntegersDo() {
        BigInteger prime = BigInteger.TWO.pow(61).subtract(BigInteger.ONE);
        long point = 0x1234_5678_9abc_defL;
        BigInteger value = BigInteger.ONE;
        for (char letter : "campus-network-17".toCharArray()) {
            value = value.multiply(BigInteger.valueOf(point)).add(BigInteger.valueOf(letter));
        }

        assertThat(Cells.polynomial("campus-network-17", point))
                .isEqualTo(value.multiply(BigInteger.valueOf(point)).mod(prime).longValue());
    }
}
