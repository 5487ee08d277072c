package dev.fairgate.risk.list;

import com.github.f4b6a3.ulid.UlidFactory;
import dev.fairgate.risk.replica.Replica;
import dev.fairgate.risk.replica.Replica.Change;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// Changes the lists on all nodes. A change that somebody else has overtaken is made once more on
/// top of theirs, at most five times; every change takes out what has expired. One that is made is
/// told to the audit log: by whom and about whom, but never an address, as logs are kept for
/// longer.
final class Lists {

    /// Of a whole document; 5 000 entries with long reasons may be more.
    static final int MOST_BYTES = 2 << 20;

    private static final Logger audit = LoggerFactory.getLogger("dev.fairgate.audit");
    private static final int MOST_TRIES = 5;

    private final Replica replica;
    private final CurrentLists current;
    private final InstantSource clock;
    private final UlidFactory ids;

    Lists(Replica replica, CurrentLists current, InstantSource clock, UlidFactory ids) {
        this.replica = replica;
        this.current = current;
        this.clock = clock;
        this.ids = ids;
    }

    /// What was put.
    ///
    /// @param isNew whether nothing about the same was there
    record Put<T extends Item>(T item, boolean isNew) {}

    /// The entries of a list that say something now.
    Page<Entry> entries(ListName list, ListQuery query) {
        return Page.of(entries(now(), list), query);
    }

    /// The suppressions that say something now.
    Page<Suppression> suppressions(ListQuery query) {
        return Page.of(now().suppressions(), query);
    }

    /// Puts an entry on a list, or other words in the place of one about the same.
    Mono<Write<Put<Entry>>> put(ListName list, Wanted wanted) {
        Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Entry draft =
                new Entry(
                        ids.create(at.toEpochMilli()).toString(),
                        list,
                        wanted.target(),
                        wanted.reason(),
                        wanted.by(),
                        at,
                        wanted.expiresAt());
        return write(
                        listing -> {
                            Optional<Entry> before = listing.like(draft);
                            Entry entry = before.map(draft::inPlaceOf).orElse(draft);
                            return Optional.of(
                                    new Edit<>(
                                            listing.with(entry),
                                            new Put<>(entry, before.isEmpty())));
                        })
                .doOnNext(write -> tell(write, wanted.by(), "put " + list.wireName(), Put::item));
    }

    /// Takes an entry off its list.
    Mono<Write<Entry>> remove(ListName list, String id, String by) {
        return write(
                        listing ->
                                one(entries(listing, list), id)
                                        .map(entry -> new Edit<>(listing.without(entry), entry)))
                .doOnNext(write -> tell(write, by, "removed " + list.wireName(), it -> it));
    }

    /// Suppresses a rule for somebody, or says something else about that.
    ///
    /// @param code of the rule
    /// @param wanted expires
    Mono<Write<Put<Suppression>>> suppress(String code, Wanted wanted) {
        Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Suppression draft =
                new Suppression(
                        ids.create(at.toEpochMilli()).toString(),
                        wanted.target(),
                        code,
                        wanted.reason(),
                        wanted.by(),
                        at,
                        wanted.expiresAt().orElseThrow());
        return write(
                        listing -> {
                            Optional<Suppression> before = listing.like(draft);
                            Suppression it = before.map(draft::inPlaceOf).orElse(draft);
                            return Optional.of(
                                    new Edit<>(listing.with(it), new Put<>(it, before.isEmpty())));
                        })
                .doOnNext(write -> tell(write, wanted.by(), "suppressed " + code, Put::item));
    }

    /// Lets a rule count again.
    Mono<Write<Suppression>> lift(String id, String by) {
        return write(
                        listing ->
                                one(listing.suppressions(), id)
                                        .map(it -> new Edit<>(listing.without(it), it)))
                .doOnNext(write -> tell(write, by, "lifted suppression", it -> it));
    }

    /// A change that can be made, and what to tell of it.
    private record Edit<T>(Listing next, T result) {}

    private Listing now() {
        return current.listing(replica.current()).at(clock.instant());
    }

    private static List<Entry> entries(Listing listing, ListName list) {
        return listing.entries().stream().filter(entry -> entry.list() == list).toList();
    }

    private static <T extends Item> Optional<T> one(List<T> items, String id) {
        return items.stream().filter(hasId(id)).findFirst();
    }

    private static Predicate<Item> hasId(String id) {
        return item -> item.id().equals(id);
    }

    private <T> Mono<Write<T>> write(Function<Listing, Optional<Edit<T>>> change) {
        return Mono.defer(() -> attempt(change, replica.current(), MOST_TRIES))
                .subscribeOn(Schedulers.boundedElastic()); // 2 MiB of JSON are no buyer's business
    }

    private <T> Mono<Write<T>> attempt(
            Function<Listing, Optional<Edit<T>>> change, Replica.State state, int tries) {
        Optional<Edit<T>> edit = change.apply(current.listing(state).at(clock.instant()));
        if (edit.isEmpty()) {
            return Mono.just(new Write.Missing<>());
        }
        String body = ListingJson.write(edit.get().next());
        if (edit.get().next().size() > Listing.MOST
                || body.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            return Mono.just(new Write.Full<>());
        }
        return replica.propose(state.sequence(), body)
                .flatMap(
                        answer ->
                                switch (answer) {
                                    case Change.Done _ ->
                                            Mono.just(new Write.Done<>(edit.get().result()));
                                    case Change.Overtaken(var other) ->
                                            tries > 1
                                                    ? attempt(change, other, tries - 1)
                                                    : Mono.just(new Write.Contended<>());
                                    case Change.Away _ -> Mono.just(new Write.Away<>());
                                });
    }

    private static <T> void tell(Write<T> write, String by, String what, Function<T, Item> item) {
        if (write instanceof Write.Done<T>(T result)) {
            Item it = item.apply(result);
            audit.info("{} {}: {} {}, {}", by, what, it.id(), named(it.target()), expiry(it));
        }
    }

    private static String named(Target target) {
        return switch (target.kind()) {
            case ACCOUNT, DEVICE, ASN -> target.kind().wireName() + " " + target.value();
            case PREFIX ->
                    (target.prefix().ipv4() ? "IPv4" : "IPv6") + " /" + target.prefix().length();
        };
    }

    private static String expiry(Item item) {
        return item.until() == Long.MAX_VALUE
                ? "without end"
                : "until " + Instant.ofEpochMilli(item.until());
    }
}
