package dev.fairgate.models.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.f4b6a3.ulid.Ulid;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SnapshotTest {

    private static final long MADE_AT = 1_790_000_000_000L;

    private final Cluster left = cluster(1, Position.of(0, 0));
    private final Cluster right = cluster(2, Position.of(1, 0));
    private final Snapshot snapshot = new Snapshot(MADE_AT, 0.75, List.of(left, right));

    @Test
    void findsTheClusterWithTheNearestCentre() {
        assertThat(snapshot.nearest(new float[] {0.4f, 0})).isEqualTo(member(left));
        assertThat(snapshot.nearest(new float[] {0.6f, 0})).isEqualTo(member(right));
    }

    @Test
    void reachesAsFarAsOneRadius() {
        assertThat(snapshot.nearest(new float[] {0, 0.75f})).isEqualTo(member(left));
        assertThat(snapshot.nearest(new float[] {0, 0.7501f})).isEqualTo(stranger());
    }

    @Test
    void takesWhatIsNoPositionOfItsSpaceForAStranger() {
        assertThat(snapshot.nearest(new float[] {0, Float.NaN})).isEqualTo(stranger());
        assertThat(snapshot.nearest(new float[] {Float.POSITIVE_INFINITY, 0}))
                .isEqualTo(stranger());
        assertThat(snapshot.nearest(new float[] {0})).isEqualTo(stranger());
        assertThat(snapshot.nearest(new float[] {0, 0, 0})).isEqualTo(stranger());
        assertThat(Snapshot.NONE.nearest(new float[] {0, 0})).isEqualTo(stranger());
        assertThat(Snapshot.NONE.nearest(new float[0])).isEqualTo(stranger());
    }

    @Test
    void isReadAsItWasWritten() {
        for (Snapshot written : List.of(snapshot, Snapshot.NONE, largest())) {
            assertThat(Snapshot.read(ByteBuffer.wrap(written.toBytes()))).contains(written);
        }
        assertThat(largest().toBytes()).hasSize(6_163);
    }

    @Test
    void isNamedByItsTimeAndItsContent() {
        assertThat(Ulid.from(snapshot.id()).getTime()).isEqualTo(MADE_AT);
        assertThat(new Snapshot(MADE_AT, 0.75, List.of(left, right)).id()).isEqualTo(snapshot.id());
        assertThat(new Snapshot(MADE_AT, 0.75, List.of(right, left)).id())
                .isNotEqualTo(snapshot.id());
        assertThat(new Snapshot(MADE_AT, 0.7, List.of(left, right)).id())
                .isNotEqualTo(snapshot.id());
    }

    @Test
    void isNotReadFromAnythingCutOrTooLong() {
        byte[] bytes = snapshot.toBytes();
        for (int length = 0; length < bytes.length; length++) {
            assertThat(read(Arrays.copyOf(bytes, length))).isEmpty();
        }
        assertThat(read(Arrays.copyOf(bytes, bytes.length + 1))).isEmpty();
    }

    @Test
    void isNotReadFromAnythingThatMakesNoSense() {
        assertThat(read(changed(0, 2))).as("another version").isEmpty();
        assertThat(read(changed(1, 0))).as("no dimensions").isEmpty();
        assertThat(read(changed(1, 17))).as("too many dimensions").isEmpty();
        assertThat(read(changed(2, 65))).as("too many clusters").isEmpty();
        assertThat(read(changed(2, -1))).as("less than no clusters").isEmpty();
        assertThat(read(changed(3, -1))).as("before 1970").isEmpty();
        assertThat(read(changed(11, -1))).as("a negative radius").isEmpty();
        assertThat(read(changed(35, -1))).as("a negative size").isEmpty();
        assertThat(read(changed(47, -1))).as("a negative spread").isEmpty();
        byte[] infinite = changed(51, 0x7f);
        infinite[52] = (byte) 0x80;
        assertThat(read(infinite)).as("a centre that is nowhere").isEmpty();
        assertThat(read(snapshot.toBytes())).isPresent();
    }

    @Test
    void refusesClustersOfTwoSpacesAndTooMany() {
        Cluster other = cluster(3, Position.of(1, 2, 3));
        assertThatThrownBy(() -> new Snapshot(1, 1, List.of(left, other)))
                .hasMessageContaining("one space");
        assertThatThrownBy(() -> new Snapshot(1, 1, Collections.nCopies(65, left)))
                .hasMessageContaining("at most 64");
        assertThatThrownBy(() -> new Snapshot(-1, 1, List.of())).hasMessageContaining("made at");
    }

    private byte[] changed(int at, int value) {
        byte[] bytes = snapshot.toBytes();
        bytes[at] = (byte) value;
        return bytes;
    }

    private static Optional<Snapshot> read(byte[] bytes) {
        return Snapshot.read(ByteBuffer.wrap(bytes));
    }

    private static Snapshot largest() {
        Position far = Position.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16);
        return new Snapshot(MADE_AT, 0.75, Collections.nCopies(64, cluster(9, far)));
    }

    private static Cluster cluster(int number, Position centre) {
        String id = new Ulid(MADE_AT, number).toString();
        return new Cluster(
                id, 10 + number, centre, 0.15f, Cluster.tightness(0.15f, 0.75), MADE_AT - number);
    }

    private static Membership member(Cluster cluster) {
        return new Membership.Member(cluster);
    }

    private static Membership stranger() {
        return new Membership.Stranger();
    }
}
