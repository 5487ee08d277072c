package dev.fairgate.models.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Files that somebody made to do harm, or that a disk damaged.
class HostileModelFileTest {

    private static final int INPUTS = 42;
    private static final int REMARKS = 44;
    private static final int POINTS = 46;
    private static final int TREES = 48;
    private static final int NODES = 52;
    private static final int TEXTS = 56;

    private final byte[] file = ModelFile.write(RandomModels.model(new Random(8), 3, 4, 3));

    @Test
    void everyBitCounts() {
        for (int bit = 0; bit < 8 * file.length; bit++) {
            byte[] flipped = file.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(why(ModelFile.read(flipped))).as("bit %d", bit).isNotEmpty();
        }
    }

    @Test
    void everyByteCounts() {
        for (int length = 0; length < file.length; length++) {
            assertThat(why(ModelFile.read(Arrays.copyOf(file, length))))
                    .as("the first %d bytes", length)
                    .isNotEmpty();
        }
    }

    @Test
    void nothingStandsBehindTheEnd() {
        assertThat(why(ModelFile.read(Arrays.copyOf(file, file.length + 1))))
                .isEqualTo("This is no model to read: something stands behind its end.");
    }

    /// Whoever makes files can make hashes.
    @ParameterizedTest
    @CsvSource({
        "4, 2, 'its format is 2, and only 1 is known'",
        "12, 0x02000000, its link is unknown",
        "12, 0x00020000, its kind of schema is unknown",
        "14, 7, 'a schema is a kind, a version and unlike names'",
        "18, 0x7ff80000, the trees must have the inputs of the schema",
        "26, 0x7ff80000, 0 <= challenge <= block <= 1",
        "26, 0xbff00000, 0 <= challenge <= block <= 1",
    })
    void refusesHeadersThatMakeNoSense(int at, String number, String why) {
        byte[] forged = forged(bytes -> bytes.putInt(at, Long.decode(number).intValue()));

        assertThat(why(ModelFile.read(forged))).isEqualTo("This is no model to read: " + why + ".");
    }

    @Test
    void refusesLengthsThatTheFileDoesNotHave() {
        for (int at : new int[] {INPUTS, REMARKS, POINTS, TEXTS}) {
            for (int length : new int[] {0, 1, 2, 511, 32_767, 32_768, 65_535}) {
                refusesCheaply(forged(bytes -> bytes.putShort(at, (short) length)), length, at);
            }
        }
        for (int at : new int[] {TREES, NODES}) {
            for (int length : new int[] {0, 1, 100_000, Integer.MAX_VALUE, Integer.MIN_VALUE, -1}) {
                refusesCheaply(forged(bytes -> bytes.putInt(at, length)), length, at);
            }
        }
    }

    private void refusesCheaply(byte[] forged, int length, int at) {
        if (Arrays.equals(forged, file)) {
            return;
        }
        long allocated = allocated(() -> why(ModelFile.read(forged)));
        assertThat(allocated).as("%d at %d", length, at).isLessThan(1 << 20);
    }

    @Test
    void refusesWalksThatNeverEndOrMeet() {
        int nodes = ByteBuffer.wrap(file).getInt(NODES);
        int points = ByteBuffer.wrap(file).getShort(POINTS);
        int right = file.length - 32 - 16 * points - 16 * nodes;
        for (int node = 0; node < nodes; node++) {
            for (int to = -1; to <= nodes; to++) {
                int at = right + 4 * node;
                int child = to;
                byte[] forged = forged(bytes -> bytes.putInt(at, child));
                if (!Arrays.equals(forged, file)) {
                    assertThat(why(ModelFile.read(forged))).isNotEmpty();
                }
            }
        }
    }

    /// Each node of 60 has the next one as both of its children: as a walk through all branches it
    /// would take 2^60 steps.
    @Test
    void refusesTreesThatShareBranches() {
        int nodes = 60;
        int[] feature = new int[nodes];
        int[] next = new int[nodes];
        Arrays.setAll(next, i -> i + 1);
        feature[nodes - 1] = Trees.LEAF;
        next[nodes - 1] = 0;
        int[] cover = new int[nodes];
        Arrays.fill(cover, 1);

        assertThatThrownBy(
                        () ->
                                new Trees(
                                        1,
                                        new int[] {0},
                                        feature,
                                        new double[nodes],
                                        next,
                                        next,
                                        cover))
                .hasMessage("a node must belong to one tree, and once");
    }

    @Test
    void refusesChainsThatAreTooDeep() {
        assertThat(RandomModels.chain(64).nodes()).isEqualTo(129);
        assertThatThrownBy(() -> RandomModels.chain(65))
                .hasMessage("a tree must be at most 64 deep");
        assertThatThrownBy(() -> RandomModels.chain(500_000))
                .hasMessage("a tree must be at most 64 deep");
    }

    @Test
    void refusesFilesThatAreTooLongWithoutLooking(@TempDir Path folder) throws IOException {
        Path path = folder.resolve("long.fgm");
        try (RandomAccessFile sparse = new RandomAccessFile(path.toFile(), "rw")) {
            sparse.write(file);
            sparse.setLength(33 << 20);
        }

        assertThat(why(ModelFile.read(path))).isEqualTo("'long.fgm' is longer than 32 MiB.");
        assertThat(allocated(() -> why(ModelFile.read(path)))).isLessThan(1 << 20);
        assertThat(why(ModelFile.read(Arrays.copyOf(file, 33 << 20))))
                .isEqualTo("This is no model to read: it is longer than 32 MiB.");
    }

    @Test
    void refusesLinksFoldersAndWhatIsNotThere(@TempDir Path folder) throws IOException {
        Path real = Files.write(folder.resolve("real.fgm"), file);
        Path link = Files.createSymbolicLink(folder.resolve("link.fgm"), real);

        assertThat(ModelFile.read(real)).isInstanceOf(ModelFile.Valid.class);
        assertThat(why(ModelFile.read(link)))
                .isEqualTo("'link.fgm' is a link, a folder or a device, and no plain file.");
        assertThat(why(ModelFile.read(folder))).contains("no plain file");
        assertThat(why(ModelFile.read(Path.of("/dev/zero")))).contains("no plain file");
        assertThat(why(ModelFile.read(folder.resolve("none.fgm"))))
                .isEqualTo("There is no file 'none.fgm'.");
    }

    private byte[] forged(Consumer<ByteBuffer> change) {
        byte[] forged = file.clone();
        change.accept(ByteBuffer.wrap(forged));
        return rehashed(forged);
    }

    static byte[] rehashed(byte[] file) {
        byte[] hash = Hashes.of(file, file.length).body();
        System.arraycopy(hash, 0, file, file.length - 32, 32);
        return file;
    }

    private static long allocated(Supplier<String> action) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        String why = action.get();
        long after = threads.getCurrentThreadAllocatedBytes();
        assertThat(why).isNotEmpty();
        return after - before;
    }

    private static String why(ModelFile.Reading reading) {
        assertThat(reading).isInstanceOf(ModelFile.Refused.class);
        return ((ModelFile.Refused) reading).why();
    }
}
