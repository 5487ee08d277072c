package dev.fairgate.sale.event;

import dev.fairgate.sale.ledger.Ledger;
import dev.fairgate.sale.sale.SaleId;
import io.lettuce.core.Consumer;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XAutoClaimArgs;
import io.lettuce.core.XGroupCreateArgs;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XTrimArgs;
import io.lettuce.core.models.stream.ClaimedMessages;
import io.lettuce.core.models.stream.PendingMessage;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// The event streams of the ledger, one for each sale, as one consumer group reads them.
///
/// All nodes read under one consumer name: whose an entry is plays no part, only how long ago it
/// was delivered, and names of nodes that are gone would never leave the group.
public final class EventStreams {

    /// Entries of one delivery.
    public static final int BATCH = 500;

    static final String START = "0-0";
    private static final Comparator<String> BY_TIME =
            Comparator.comparingLong(Entry::writtenAt)
                    .thenComparingLong(id -> Long.parseLong(id.substring(id.indexOf('-') + 1)));

    private final Ledger ledger;
    private final Group group;
    private final Consumer<String> reader;

    public EventStreams(Ledger ledger, Group group) {
        this.ledger = ledger;
        this.group = group;
        this.reader = Consumer.from(group.key(), "writer");
    }

    /// Who reads the streams.
    public enum Group {
        /// Carries orders to PostgreSQL.
        ARCHIVE,
        /// Tells the risk service what became of its decisions.
        OUTCOMES;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// How far the group is behind in one sale.
    ///
    /// @param pending entries delivered before and not acknowledged
    /// @param waiting entries never delivered
    /// @param oldestMs ledger time at which the oldest of them was written
    public record Behind(SaleId sale, long pending, long waiting, long oldestMs) {}

    /// Entries that were delivered before and not acknowledged since.
    ///
    /// @param next where to go on, empty at the end
    public record Redelivery(List<Entry> entries, Optional<String> next) {
        public Redelivery {
            entries = List.copyOf(entries);
        }
    }

    /// How far the group is behind in one sale; empty when it is not.
    public Mono<Behind> behind(SaleId sale) {
        return groups(sale)
                .filter(group -> group.name().equals(this.group.key()))
                .next()
                .switchIfEmpty(
                        Mono.just(new StreamGroup(this.group.key(), 0, START, Optional.empty())))
                .flatMap(group -> behind(sale, group));
    }

    private Mono<Behind> behind(SaleId sale, StreamGroup group) {
        Mono<Long> waiting =
                group.lag()
                        .map(Mono::just)
                        .orElseGet(() -> ledger.mono(redis -> redis.xlen(stream(sale))));
        return waiting.filter(lag -> lag + group.pending() > 0)
                .flatMap(
                        lag ->
                                oldest(sale, group)
                                        .map(
                                                id ->
                                                        new Behind(
                                                                sale,
                                                                group.pending(),
                                                                lag,
                                                                Entry.writtenAt(id))));
    }

    /// The oldest entry that is not acknowledged: pending, else the first after the last delivered.
    private Mono<String> oldest(SaleId sale, StreamGroup group) {
        Range<String> after =
                Range.from(
                        Range.Boundary.excluding(group.lastDelivered()),
                        Range.Boundary.unbounded());
        Mono<String> undelivered =
                ledger.flux(redis -> redis.xrange(stream(sale), after, Limit.from(1)))
                        .next()
                        .map(StreamMessage::getId);
        return group.pending() == 0
                ? undelivered
                : oldestPending(sale, group.name()).switchIfEmpty(undelivered);
    }

    private Mono<String> oldestPending(SaleId sale, String group) {
        return ledger.mono(redis -> redis.xpending(stream(sale), group))
                .mapNotNull(pending -> pending.getMessageIds().getLower().getValue());
    }

    /// The next entries that were never delivered. A group that is missing is made.
    @SuppressWarnings("unchecked") // one generic vararg
    public Mono<List<Entry>> next(SaleId sale) {
        Mono<List<Entry>> read =
                ledger.flux(
                                redis ->
                                        redis.xreadgroup(
                                                reader,
                                                XReadArgs.Builder.count(BATCH),
                                                XReadArgs.StreamOffset.lastConsumed(stream(sale))))
                        .map(message -> entry(sale, message))
                        .collectList();
        return read.onErrorResume(
                e -> says(e, "NOGROUP"), e -> createGroup(sale).then(Mono.defer(() -> read)));
    }

    private Mono<Void> createGroup(SaleId sale) {
        return ledger.mono(
                        redis ->
                                redis.xgroupCreate(
                                        XReadArgs.StreamOffset.from(stream(sale), START),
                                        group.key(),
                                        XGroupCreateArgs.Builder.mkstream()))
                .onErrorComplete(e -> says(e, "BUSYGROUP")) // another node was faster
                .then();
    }

    /// Entries that stayed unacknowledged for that long, from there on. Those that were deleted
    /// meanwhile leave the group's list by the same command.
    public Mono<Redelivery> again(SaleId sale, Duration idle, String from) {
        return ledger.mono(
                        redis ->
                                redis.xautoclaim(
                                        stream(sale),
                                        new XAutoClaimArgs<String>()
                                                .consumer(reader)
                                                .minIdleTime(idle)
                                                .startId(from)
                                                .count(BATCH)))
                .map(claimed -> redelivery(sale, claimed))
                .onErrorResume(
                        e -> says(e, "NOGROUP"),
                        e -> Mono.just(new Redelivery(List.of(), Optional.empty())));
    }

    private static Redelivery redelivery(SaleId sale, ClaimedMessages<String, String> claimed) {
        return new Redelivery(
                claimed.getMessages().stream().map(message -> entry(sale, message)).toList(),
                Optional.of(claimed.getId()).filter(next -> !next.equals(START)));
    }

    /// How often an entry was delivered without being acknowledged; 0 when it is not pending.
    public Mono<Long> deliveries(Entry entry) {
        return ledger.flux(
                        redis ->
                                redis.xpending(
                                        stream(entry.sale()),
                                        group.key(),
                                        Range.create(entry.id(), entry.id()),
                                        Limit.from(1)))
                .next()
                .map(PendingMessage::getRedeliveryCount)
                .defaultIfEmpty(0L);
    }

    public Mono<Void> acknowledge(SaleId sale, List<String> ids) {
        return ids.isEmpty()
                ? Mono.empty()
                : ledger.mono(
                                redis ->
                                        redis.xack(
                                                stream(sale),
                                                group.key(),
                                                ids.toArray(String[]::new)))
                        .then();
    }

    /// Deletes what every group has acknowledged, and nothing else: nothing as long as one of them
    /// has not begun to read.
    public Mono<Void> trim(SaleId sale) {
        return groups(sale)
                .collectList()
                .filter(EventStreams::allRead)
                .flatMapIterable(groups -> groups)
                .flatMap(
                        group ->
                                group.pending() == 0
                                        ? Mono.just(group.lastDelivered())
                                        : oldestPending(sale, group.name()).defaultIfEmpty(START))
                .reduce((one, other) -> BY_TIME.compare(one, other) <= 0 ? one : other)
                .filter(floor -> !floor.equals(START))
                .flatMap(
                        floor ->
                                ledger.mono(
                                        redis ->
                                                redis.xtrim(
                                                        stream(sale),
                                                        new XTrimArgs()
                                                                .minId(floor)
                                                                .exactTrimming())))
                .then();
    }

    private static boolean allRead(List<StreamGroup> groups) {
        List<String> names = groups.stream().map(StreamGroup::name).toList();
        return Arrays.stream(Group.values()).map(Group::key).allMatch(names::contains);
    }

    private Flux<StreamGroup> groups(SaleId sale) {
        return ledger.flux(redis -> redis.xinfoGroups(stream(sale)))
                .map(StreamGroup::of)
                .onErrorResume(e -> says(e, "no such key"), e -> Flux.empty());
    }

    public static String stream(SaleId sale) {
        return sale.tag() + ":events";
    }

    private static Entry entry(SaleId sale, StreamMessage<String, String> message) {
        return new Entry(sale, message.getId(), message.getBody());
    }

    private static boolean says(Throwable error, String what) {
        return String.valueOf(error.getMessage()).contains(what);
    }
}
