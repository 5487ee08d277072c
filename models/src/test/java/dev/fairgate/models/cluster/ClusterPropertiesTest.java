package dev.fairgate.models.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ClusterPropertiesTest {

    private final Campaigns campaigns =
            new Campaigns(new Campaigns.Settings(0.25, 4, Duration.ofMinutes(10), 60, 3));

    @Property
    void sightingsAreReadAsTheyWereWritten(@ForAll("sightings") List<Sighting> sightings) {
        assertThat(Sightings.read(ByteBuffer.wrap(Sightings.write(sightings)))).contains(sightings);
    }

    @Property
    void sightingsAreNotReadFromAnythingCutOrTooLong(
            @ForAll("sightings") List<Sighting> sightings, @ForAll Random random) {
        byte[] bytes = Sightings.write(sightings);
        byte[] cut = Arrays.copyOf(bytes, random.nextInt(bytes.length));
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(100));

        assertThat(Sightings.read(ByteBuffer.wrap(cut))).isEmpty();
        assertThat(Sightings.read(ByteBuffer.wrap(longer))).isEmpty();
    }

    /// Whatever is read can be written, and is then the same: so nothing odd gets in.
    @Property
    void whateverIsReadOfForeignBytesMakesSense(
            @ForAll("sightings") List<Sighting> sightings, @ForAll Random random) {
        byte[] bytes = Sightings.write(sightings);
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();

        Sightings.read(ByteBuffer.wrap(bytes))
                .ifPresent(read -> assertThat(Sightings.write(read)).isEqualTo(bytes));
    }

    @Property
    void snapshotsOfForeignBytesMakeSense(
            @ForAll("sightings") List<Sighting> sightings, @ForAll Random random) {
        byte[] bytes = campaigns.find(sightings, Snapshot.NONE, Crowd.NOW).toBytes();
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();

        Snapshot.read(ByteBuffer.wrap(bytes))
                .ifPresent(read -> assertThat(read.toBytes()).isEqualTo(bytes));
    }

    @Property
    void theOrderOfSightingsDoesNotMatter(
            @ForAll("sightings") List<Sighting> sightings,
            @ForAll("sightings") List<Sighting> before,
            @ForAll Random random) {
        Snapshot previous = campaigns.find(before, Snapshot.NONE, Crowd.NOW - 2_000);
        List<Sighting> shuffled = new ArrayList<>(sightings);
        Collections.shuffle(shuffled, random);

        assertThat(campaigns.find(shuffled, previous, Crowd.NOW).toBytes())
                .isEqualTo(campaigns.find(sightings, previous, Crowd.NOW).toBytes());
    }

    @Property
    void clustersKeepToTheirBounds(@ForAll("sightings") List<Sighting> sightings) {
        Snapshot snapshot = campaigns.find(sightings, Snapshot.NONE, Crowd.NOW);

        assertThat(snapshot.clusters()).hasSizeLessThanOrEqualTo(3);
        assertThat(snapshot.clusters())
                .allSatisfy(it -> assertThat(it.size()).isBetween(4, 60))
                .allSatisfy(it -> assertThat(it.tightness()).isBetween(0.0, 1.0));
        assertThat(Snapshot.read(ByteBuffer.wrap(snapshot.toBytes()))).contains(snapshot);
    }

    /// Few accounts and few places, so that they meet; some in spaces of their own.
    @Provide
    Arbitrary<List<Sighting>> sightings() {
        return Combinators.combine(
                        Arbitraries.longs().between(1, 90),
                        Arbitraries.longs().between(0, 3),
                        Arbitraries.integers().between(0, 60),
                        Arbitraries.integers().between(0, 20))
                .as(
                        (account, ago, place, space) ->
                                new Sighting(
                                        account,
                                        Crowd.NOW - ago,
                                        position(place, space < 18 ? 3 : space - 16)))
                .list()
                .ofMaxSize(200);
    }

    private static Position position(int place, int dimensions) {
        float[] numbers = new float[dimensions];
        IntStream.range(0, dimensions).forEach(i -> numbers[i] = place * 0.1f * (i + 1));
        return Position.of(numbers);
    }
}
