package dev.fairgate.sale.archive;

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
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// The event streams of the ledger, one for each sale, read by the consumer group `archive`.
///
/// All nodes read under one consumer name: whose an entry is plays no part, only how long ago it
/// was delivered, and names of nodes that are gone would never leave the group.
final class RedisEvents {

    /// Entries of one delivery.
    static final int BATCH = 500;

    private static final String GROUP = "archive";
    private static final Consumer<String> READER = Consumer.from(GROUP, "writer");
    private static final String START = "0-0";
    private static final Comparator<String> BY_TIME =
            Comparator.comparingLong(Entry::writtenAt)
                    .thenComparingLong(id -> Long.parseLong(id.substring(id.indexOf('-') + 1)));

    private final Ledger ledger;

    RedisEvents(Ledger ledger) {
        this.ledger = ledger;
    }

    /// Entries that were delivered before and not acknowledged since.
    ///
    /// @param next where to go on, empty at the end
    record Redelivery(List<Entry> entries, Optional<String> next) {
        Redelivery {
            entries = List.copyOf(entries);
        }
    }

    /// How far the group is behind in one sale; empty when it is not.
    Mono<Backlog.Behind> behind(SaleId sale) {
        return groups(sale)
                .filter(group -> group.name().equals(GROUP))
                .next()
                .switchIfEmpty(Mono.just(new StreamGroup(GROUP, 0, START, Optional.empty())))
                .flatMap(group -> behind(sale, group));
    }

    private Mono<Backlog.Behind> behind(SaleId sale, StreamGroup group) {
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
                                                        new Backlog.Behind(
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
    Mono<List<Entry>> next(SaleId sale) {
        Mono<List<Entry>> read =
                ledger.flux(
                                redis ->
                                        redis.xreadgroup(
                                                READER,
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
                                        GROUP,
                                        XGroupCreateArgs.Builder.mkstream()))
                .onErrorComplete(e -> says(e, "BUSYGROUP")) // another node was faster
                .then();
    }

    /// Entries that stayed unacknowledged for that long, from there on. Those that were deleted
    /// meanwhile leave the group's list by the same command.
    Mono<Redelivery> again(SaleId sale, Duration idle, String from) {
        return ledger.mono(
                        redis ->
                                redis.xautoclaim(
                                        stream(sale),
                                        new XAutoClaimArgs<String>()
                                                .consumer(READER)
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
    Mono<Long> deliveries(Entry entry) {
        return ledger.flux(
                        redis ->
                                redis.xpending(
                                        stream(entry.sale()),
                                        GROUP,
                                        Range.create(entry.id(), entry.id()),
                                        Limit.from(1)))
                .next()
                .map(PendingMessage::getRedeliveryCount)
                .defaultIfEmpty(0L);
    }

    Mono<Void> acknowledge(SaleId sale, List<String> ids) {
        return ids.isEmpty()
                ? Mono.empty()
                : ledger.mono(redis -> redis.xack(stream(sale), GROUP, ids.toArray(String[]::new)))
                        .then();
    }

    /// Deletes what every group of the stream has acknowledged, and nothing else.
    Mono<Void> trim(SaleId sale) {
        return groups(sale)
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

    private Flux<StreamGroup> groups(SaleId sale) {
        return ledger.flux(redis -> redis.xinfoGroups(stream(sale)))
                .map(StreamGroup::of)
                .onErrorResume(e -> says(e, "no such key"), e -> Flux.empty());
    }

    static String stream(SaleId sale) {
        return sale.tag() + ":events";
    }

    private static Entry entry(SaleId sale, StreamMessage<String, String> message) {
        return new Entry(sale, message.getId(), message.getBody());
    }

    private static boolean says(Throwable error, String what) {
        return String.valueOf(error.getMessage()).contains(what);
    }
}
