package dev.fairgate.risk.list;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.ulid.UlidFactory;
import dev.fairgate.risk.list.Lists.Put;
import dev.fairgate.risk.replica.Replica;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class ListsTest {

    private static final ListQuery ALL =
            new ListQuery(Optional.empty(), Optional.empty(), Optional.empty(), 200);

    private final AtomicReference<Instant> now = new AtomicReference<>(Samples.NOW);
    private final CurrentLists current = new CurrentLists();
    private final ScriptedReplica replica =
            new ScriptedReplica(ListingJson.write(Listing.EMPTY), current::install);
    private final Lists lists =
            new Lists(replica, current, now::get, UlidFactory.newInstance(new Random(1)));

    @Test
    void putsAnEntryThatCountsAtOnce() {
        Put<Entry> put = done(deny("alice", "hoards", null));

        assertThat(put.isNew()).isTrue();
        assertThat(put.item().owner()).isEqualTo("ada");
        assertThat(put.item().createdAt()).isEqualTo(Samples.NOW);
        assertThat(listed("192.0.2.1")).isEqualTo(Listed.DENY);
        assertThat(lists.entries(ListName.DENY, ALL).items()).containsExactly(put.item());
        assertThat(lists.entries(ListName.ALLOW, ALL).items()).isEmpty();
    }

    @Test
    void changesTheWordsOfAnEntryAboutTheSameAndKeepsItsId() {
        Entry first = done(deny("alice", "hoards", null)).item();
        now.set(Samples.NOW.plusSeconds(9));
        Instant end = Samples.NOW.plusSeconds(60);

        Put<Entry> put = done(deny("alice", "hoards still", end));

        assertThat(put.isNew()).isFalse();
        assertThat(put.item())
                .isEqualTo(
                        new Entry(
                                first.id(),
                                ListName.DENY,
                                first.target(),
                                "hoards still",
                                "ada",
                                first.createdAt(),
                                Optional.of(end)));
        assertThat(lists.entries(ListName.DENY, ALL).items()).containsExactly(put.item());
        assertThat(done(put(ListName.ALLOW, "alice", "is a tester", null)).isNew()).isTrue();
    }

    @Test
    void takesAnEntryOffItsOwnListOnly() {
        Entry entry = done(deny("alice", "hoards", null)).item();

        assertThat(await(lists.remove(ListName.ALLOW, entry.id(), "ada")))
                .isInstanceOf(Write.Missing.class);
        assertThat(await(lists.remove(ListName.DENY, "nope", "ada")))
                .isInstanceOf(Write.Missing.class);
        assertThat(done(lists.remove(ListName.DENY, entry.id(), "ada"))).isEqualTo(entry);
        assertThat(listed("192.0.2.1")).isEqualTo(Listed.NO);
        assertThat(await(lists.remove(ListName.DENY, entry.id(), "ada")))
                .isInstanceOf(Write.Missing.class);
    }

    @Test
    void changesWhatSomebodyElseHasMadeMeanwhile() {
        Entry other = Samples.entry("deny account bob");
        replica.somebodyElsePuts(new Listing(List.of(other), List.of()));

        Entry own = done(deny("alice", "hoards", null)).item();

        assertThat(replica.proposals()).isEqualTo(2);
        assertThat(lists.entries(ListName.DENY, ALL).items()).containsExactlyInAnyOrder(own, other);
    }

    @Test
    void givesUpAfterFiveTriesAndChangesNothing() {
        for (int i = 0; i < 6; i++) {
            replica.somebodyElsePuts(Listing.EMPTY);
        }

        assertThat(await(deny("alice", "hoards", null))).isInstanceOf(Write.Contended.class);
        assertThat(replica.proposals()).isEqualTo(5);
        assertThat(listed("192.0.2.1")).isEqualTo(Listed.NO);
    }

    @Test
    void saysThatTheStoreIsAway() {
        replica.isAway(true);
        assertThat(await(deny("alice", "hoards", null))).isInstanceOf(Write.Away.class);

        replica.isAway(false);
        assertThat(await(deny("alice", "hoards", null))).isInstanceOf(Write.Done.class);
    }

    @Test
    void hasRoomForSoMany() {
        List<Entry> full =
                IntStream.range(0, Listing.MOST - 1)
                        .mapToObj(i -> Samples.entry("deny account a-" + i))
                        .toList();
        Suppression one =
                Samples.suppression("account", "bob", "tool", Samples.NOW.plusSeconds(60));
        replica.somebodyElsePuts(new Listing(full, List.of(one)));

        assertThat(await(deny("alice", "hoards", null))).isInstanceOf(Write.Full.class);
        assertThat(await(suppress("alice", "tool"))).isInstanceOf(Write.Full.class);
        assertThat(await(deny("a-7", "still", null))).isInstanceOf(Write.Done.class);

        now.set(Samples.NOW.plusSeconds(61)); // the suppression has expired
        assertThat(await(deny("alice", "hoards", null))).isInstanceOf(Write.Done.class);
        assertThat(replica.current().body()).doesNotContain("bob");
    }

    @Test
    void hasRoomForSoManyBytes() {
        List<Entry> long200 =
                IntStream.range(0, 3_000)
                        .mapToObj(i -> worded(Samples.entry("deny account a-" + i)))
                        .toList();
        replica.somebodyElsePuts(new Listing(long200, List.of()));

        assertThat(await(deny("alice", "hoards", null))).isInstanceOf(Write.Full.class);
    }

    @Test
    void sweepsOutWhatHasExpiredWithTheNextChange() {
        done(deny("alice", "hoards", Samples.NOW.plusSeconds(60)));
        now.set(Samples.NOW.plusSeconds(60));

        assertThat(lists.entries(ListName.DENY, ALL).items()).isEmpty();
        assertThat(replica.current().body()).contains("alice");
        done(deny("bob", "hoards", null));
        assertThat(replica.current().body()).contains("bob").doesNotContain("alice");
    }

    @Test
    void suppressesARuleAndLetsItCountAgain() {
        Suppression one = done(suppress("alice", "tool")).item();
        Put<Suppression> again = done(suppress("alice", "tool"));
        Suppression other = done(suppress("alice", "campaign")).item();

        assertThat(again.isNew()).isFalse();
        assertThat(again.item().id()).isEqualTo(one.id());
        assertThat(lists.suppressions(ALL).items()).containsExactlyInAnyOrder(one, other);
        assertThat(await(lists.remove(ListName.DENY, one.id(), "ana")))
                .isInstanceOf(Write.Missing.class);
        assertThat(done(lists.lift(one.id(), "ana"))).isEqualTo(one);
        assertThat(lists.suppressions(ALL).items()).containsExactly(other);
    }

    @Test
    void givesPagesThatHaveEverythingOnceTheLatestFirst() {
        for (int i = 0; i < 7; i++) {
            now.set(Samples.NOW.plusMillis(i));
            done(deny("a-" + i, "hoards", null));
        }

        Page<Entry> first = lists.entries(ListName.DENY, page(Optional.empty(), 3));
        Page<Entry> second = lists.entries(ListName.DENY, page(first.next(), 3));
        Page<Entry> third = lists.entries(ListName.DENY, page(second.next(), 3));

        assertThat(names(first)).containsExactly("a-6", "a-5", "a-4");
        assertThat(names(second)).containsExactly("a-3", "a-2", "a-1");
        assertThat(names(third)).containsExactly("a-0");
        assertThat(third.next()).isEmpty();
        assertThat(lists.entries(ListName.DENY, page(Optional.empty(), 7)).next()).isEmpty();
    }

    @Test
    void goesByTheLastListsThatItCouldRead() {
        done(deny("alice", "hoards", null));

        current.install(new Replica.State(99, "{\"entries\":[{\"id\":1}]}"));
        current.install(new Replica.State(100, "not JSON"));

        assertThat(listed("192.0.2.1")).isEqualTo(Listed.DENY);
    }

    private Listed listed(String address) {
        return current.treatment(Samples.alice(address), now.get()).listed();
    }

    private Mono<Write<Put<Entry>>> deny(String account, String reason, @Nullable Instant end) {
        return put(ListName.DENY, account, reason, end);
    }

    private Mono<Write<Put<Entry>>> put(
            ListName list, String account, String reason, @Nullable Instant end) {
        return lists.put(
                list,
                new Wanted(
                        Samples.target("account", account),
                        reason,
                        Optional.ofNullable(end),
                        "ada"));
    }

    private Mono<Write<Put<Suppression>>> suppress(String account, String code) {
        return lists.suppress(
                code,
                new Wanted(
                        Samples.target("account", account),
                        "a hospital",
                        Optional.of(Samples.NOW.plusSeconds(3_600)),
                        "ana"));
    }

    private static Entry worded(Entry entry) {
        return new Entry(
                entry.id(),
                entry.list(),
                entry.target(),
                "長".repeat(200),
                entry.owner(),
                entry.createdAt(),
                entry.expiresAt());
    }

    private static ListQuery page(Optional<String> after, int limit) {
        return new ListQuery(Optional.empty(), Optional.empty(), after, limit);
    }

    private static List<String> names(Page<Entry> page) {
        return page.items().stream().map(entry -> entry.target().value()).toList();
    }

    private static <T> T done(Mono<Write<T>> write) {
        return switch (await(write)) {
            case Write.Done<T>(T result) -> result;
            case Write<T> other -> throw new AssertionError(other.toString());
        };
    }

    private static <T> Write<T> await(Mono<Write<T>> write) {
        return write.blockOptional(Duration.ofSeconds(20)).orElseThrow();
    }
}
