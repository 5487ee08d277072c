package dev.fairgate.models.cluster;

import static dev.fairgate.models.cluster.Crowd.NOW;
import static dev.fairgate.models.cluster.Crowd.all;
import static dev.fairgate.models.cluster.Crowd.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CampaignsTest {

    private static final double RADIUS = 0.25;
    private static final Duration WINDOW = Duration.ofMinutes(10);

    /// Two points of a script are about sigma * sqrt(2 * 12) = 0.15 apart, two people 1.4.
    private static final double SIGMA = 0.03;

    private final Campaigns campaigns = new Campaigns(new Campaigns.Settings(RADIUS, 8, WINDOW));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void findsOneScriptAmongThreeThousandPeople(long seed) {
        Crowd crowd = new Crowd(seed);
        List<Sighting> people = crowd.people(3_000);
        List<Sighting> script = crowd.script(300, crowd.anywhere(), SIGMA);

        Snapshot snapshot = find(all(people, script));

        assertThat(snapshot.clusters()).hasSize(1);
        assertThat(snapshot.clusters().getFirst().size()).isBetween(285, 303);
        assertThat(Crowd.members(snapshot, script)).isGreaterThanOrEqualTo(285);
        assertThat(Crowd.members(snapshot, people)).isLessThanOrEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void findsNothingAmongPeopleAlone(long seed) {
        assertThat(find(new Crowd(seed).people(3_000)).clusters()).isEmpty();
    }

    @Test
    void keepsTwoCampaignsApart() {
        Crowd crowd = new Crowd(1);
        List<Sighting> one = crowd.script(200, at(0.3), SIGMA);
        List<Sighting> other = crowd.script(100, at(0.5), SIGMA); // 0.2 * sqrt(12) = 0.69 away

        List<Cluster> clusters = find(all(one, crowd.people(3_000), other)).clusters();

        assertThat(clusters).extracting(Cluster::size).containsExactly(200, 100);
        assertThat(clusters.getFirst().centre().get(5)).isCloseTo(0.3f, within(0.01f));
        assertThat(clusters.getLast().centre().get(5)).isCloseTo(0.5f, within(0.01f));
    }

    @Test
    void keepsTheIdWhileMembersComeAndGo() {
        Crowd crowd = new Crowd(1);
        List<Sighting> script = crowd.script(400, at(0.3), SIGMA);
        Snapshot first = find(script.subList(0, 100));
        Cluster before = first.clusters().getFirst();
        List<Sighting> another = crowd.script(300, at(0.7), SIGMA);

        Snapshot second = campaigns.find(all(another, script.subList(50, 150)), first, NOW + 2_000);
        Snapshot third =
                campaigns.find(all(another, script.subList(300, 400)), second, NOW + 4_000);

        assertThat(second.clusters()).extracting(Cluster::size).containsExactly(300, 100);
        assertThat(second.clusters()).extracting(Cluster::id).contains(before.id()).hasSize(2);
        assertThat(third.clusters()).extracting(Cluster::id).containsExactlyElementsOf(ids(second));
        assertThat(third.clusters().getLast().firstSeenMs()).isEqualTo(before.firstSeenMs());
        assertThat(third.id()).isNotEqualTo(second.id());
    }

    @Test
    void givesTheIdToTheNearestAndNeverTwice() {
        Snapshot before = find(new Crowd(1).script(20, at(0.5), 0));
        List<Sighting> near = new Crowd(2).script(20, at(0.513), 0); // 0.045 away
        List<Sighting> nearer = new Crowd(3).script(9, at(0.49), 0); // 0.035 away
        Campaigns fine = new Campaigns(new Campaigns.Settings(0.05, 8, WINDOW));

        List<Cluster> clusters = fine.find(all(near, nearer), before, NOW).clusters();

        assertThat(clusters).extracting(Cluster::size).containsExactly(20, 9);
        assertThat(clusters.getLast().id()).isEqualTo(ids(before).getFirst());
        assertThat(clusters.getFirst().id()).isNotEqualTo(ids(before).getFirst());
    }

    @Test
    void countsAnAccountOnceAndWhereItWasLast() {
        List<Sighting> seven = new Crowd(1).script(7, at(0.3), 0);
        List<Sighting> again = seven.stream().map(it -> moved(it, 1, it.position())).toList();
        assertThat(find(all(again, seven, again)).clusters()).isEmpty();

        List<Sighting> eight = new Crowd(1).script(8, at(0.3), 0);
        assertThat(find(eight).clusters()).hasSize(1);
        List<Sighting> left = new ArrayList<>(eight);
        left.addFirst(moved(eight.getFirst(), 1, at(0.9)));
        assertThat(find(left).clusters()).isEmpty();
        assertThat(find(left.reversed()).clusters()).isEmpty();
    }

    @Test
    void knowsNothingOfWhatIsOutOfTheWindow() {
        List<Sighting> script = new Crowd(1).script(8, at(0.3), 0);
        Sighting first = script.getFirst();
        for (long age : new long[] {WINDOW.toMillis() + 1, -WINDOW.toMillis() - 1}) {
            List<Sighting> one = new ArrayList<>(script.subList(1, 8));
            one.add(new Sighting(first.account(), NOW - age, first.position()));
            assertThat(find(one).clusters()).isEmpty();
        }
    }

    @Test
    void takesThoseSeenLastWhereThereAreTooMany() {
        Campaigns few = new Campaigns(new Campaigns.Settings(RADIUS, 8, WINDOW, 10, 64));
        List<Sighting> old = sightings(20, at(0.3), NOW - 2_000);
        List<Sighting> fresh = sightings(10, at(0.7), NOW - 1_000);

        List<Cluster> clusters = few.find(all(old, fresh), Snapshot.NONE, NOW).clusters();

        assertThat(clusters).hasSize(1);
        assertThat(clusters.getFirst().centre()).isEqualTo(at(0.7));
    }

    @Test
    void keepsTheLargestClusters() {
        Campaigns few = new Campaigns(new Campaigns.Settings(RADIUS, 8, WINDOW, 20_000, 2));
        List<Sighting> sightings =
                all(
                        new Crowd(1).script(9, at(0.1), 0),
                        new Crowd(2).script(30, at(0.4), 0),
                        new Crowd(3).script(20, at(0.7), 0));

        assertThat(few.find(sightings, Snapshot.NONE, NOW).clusters())
                .extracting(Cluster::size)
                .containsExactly(30, 20);
    }

    @Test
    void saysHowTightAClusterIs() {
        List<Sighting> sightings =
                IntStream.range(0, 10)
                        .mapToObj(i -> sighting(i, i % 2 == 0 ? 0.95f : 1.05f, 2))
                        .toList();

        Cluster cluster = find(sightings).clusters().getFirst();

        assertThat(cluster.size()).isEqualTo(10);
        assertThat(cluster.centre()).isEqualTo(Position.of(1, 2));
        assertThat(cluster.spread()).isCloseTo(0.05f, within(1e-6f));
        assertThat(cluster.tightness()).isCloseTo(0.8, within(1e-5)); // 1 - 0.05 / 0.25
        assertThat(cluster.firstSeenMs()).isEqualTo(NOW - 9);
        assertThat(Cluster.tightness(0.3, 0.25)).isZero();
    }

    @Test
    void leavesOutWhatIsInAnotherSpaceThanMost() {
        List<Sighting> older = IntStream.range(0, 9).mapToObj(i -> sighting(i, 1, 1)).toList();
        List<Sighting> newer =
                IntStream.range(100, 120).mapToObj(i -> sighting(i, 1, 1, 1)).toList();

        assertThat(find(all(older, newer)).clusters())
                .extracting(Cluster::size)
                .containsExactly(20);
        assertThat(find(older).clusters()).hasSize(1);
    }

    @Test
    void findsNothingInNothing() {
        assertThat(find(List.of()).clusters()).isEmpty();
    }

    @Test
    void refusesSettingsThatMakeNoSense() {
        assertThatThrownBy(() -> new Campaigns.Settings(Double.NaN, 8, WINDOW))
                .hasMessageContaining("radius");
        assertThatThrownBy(() -> new Campaigns.Settings(0.2, 1, WINDOW))
                .hasMessageContaining("minimumMembers");
        assertThatThrownBy(() -> new Campaigns.Settings(0.2, 8, Duration.ZERO))
                .hasMessageContaining("window");
        assertThatThrownBy(() -> new Campaigns.Settings(0.2, 8, WINDOW, 20_001, 64))
                .hasMessageContaining("mostSightings");
        assertThatThrownBy(() -> new Campaigns.Settings(0.2, 8, WINDOW, 20_000, 65))
                .hasMessageContaining("mostClusters");
    }

    private Snapshot find(List<Sighting> sightings) {
        return campaigns.find(sightings, Snapshot.NONE, NOW);
    }

    private static List<String> ids(Snapshot snapshot) {
        return snapshot.clusters().stream().map(Cluster::id).toList();
    }

    private static Sighting moved(Sighting from, long laterMs, Position to) {
        return new Sighting(from.account(), from.atMs() + laterMs, to);
    }

    private static Sighting sighting(int account, float... numbers) {
        return new Sighting(account, NOW - account, Position.of(numbers));
    }

    private static List<Sighting> sightings(int count, Position place, long atMs) {
        return new Crowd(atMs)
                .script(count, place, 0).stream()
                        .map(it -> new Sighting(it.account(), atMs, place))
                        .toList();
    }
}
