package dev.fairgate.risk.search;

import dev.fairgate.models.cluster.Cluster;
import dev.fairgate.models.cluster.Snapshot;
import dev.fairgate.models.feature.Cells;
import dev.fairgate.risk.cluster.CampaignMembers;
import dev.fairgate.risk.cluster.CampaignWatch;
import dev.fairgate.risk.log.Finds;
import dev.fairgate.risk.log.LogReader;
import dev.fairgate.risk.log.TimeRange;
import dev.fairgate.risk.log.Wanted;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// The campaigns of the moment, and who is in them. The risk store knows members by a hash; names
/// are those of the decisions in the logs that have it.
final class Clusters {

    private static final String FIELD = "\"accountId\":\"";
    private static final int MOST_LINES = 4_000;
    private static final int AT_ONCE = 2;
    private static final int AT_ONCE_FOR_NODES = 8;
    private static final Duration OTHER_CLOCKS = Duration.ofMinutes(5);

    private final CampaignWatch watch;
    private final CampaignMembers members;
    private final Cells cells;
    private final Fleet fleet;
    private final Times times;
    private final Turns turns = new Turns(AT_ONCE);
    private final Turns turnsForNodes = new Turns(AT_ONCE_FOR_NODES);

    /// @param time after which a node answers with what it has
    /// @param nanos a clock that only goes on
    record Times(Duration time, InstantSource clock, LongSupplier nanos) {}

    Clusters(CampaignWatch watch, CampaignMembers members, Cells cells, Fleet fleet, Times times) {
        this.watch = watch;
        this.members = members;
        this.cells = cells;
        this.fleet = fleet;
        this.times = times;
    }

    /// A cluster with its members.
    ///
    /// @param known how many members the risk store has
    /// @param last the last decision of each whose name is known, the latest first, at most 500
    record Members(
            Cluster cluster,
            int known,
            List<NodePage.Item> last,
            boolean isPartial,
            Set<String> incomplete) {}

    Snapshot current() {
        return watch.snapshot();
    }

    /// What this node's log has; empty where too many ask. Completes empty where there is no such
    /// cluster, or no log.
    Mono<Optional<NodePage>> own(String id) {
        return Mono.justOrEmpty(find(id))
                .flatMap(
                        _ ->
                                turnsForNodes.take(
                                        gone ->
                                                members.of(current(), id)
                                                        .flatMap(who -> look(who, gone))));
    }

    /// The members of a cluster; empty where two are looked at already. Completes empty where
    /// there is no such cluster. Errors are the store's.
    Mono<Optional<Members>> of(String id, String authorization) {
        return Mono.justOrEmpty(find(id))
                .flatMap(cluster -> turns.take(gone -> of(cluster, authorization, gone)));
    }

    private Optional<Cluster> find(String id) {
        return current().clusters().stream().filter(it -> it.id().equals(id)).findFirst();
    }

    private Mono<Members> of(Cluster cluster, String authorization, BooleanSupplier gone) {
        String path = ClusterEndpoint.PATH + "/" + cluster.id() + "?scope=node";
        return members.of(current(), cluster.id())
                .flatMap(
                        who ->
                                Mono.zip(
                                        look(who, gone).map(List::of).defaultIfEmpty(List.of()),
                                        fleet.others(
                                                authorization,
                                                Set.of(),
                                                _ -> path,
                                                NodePageJson::read),
                                        (own, others) -> members(cluster, who, own, others)));
    }

    private static Members members(
            Cluster cluster, Set<Long> who, List<NodePage> own, Fleet.Answers<NodePage> others) {
        List<NodePage> all = new ArrayList<>(own);
        all.addAll(others.all());
        return new Members(
                cluster,
                who.size(),
                last(all.stream().flatMap(page -> page.items().stream()).toList()),
                all.stream().anyMatch(NodePage::isPartial),
                new TreeSet<>(others.incomplete()));
    }

    private Mono<NodePage> look(Set<Long> who, BooleanSupplier gone) {
        return Mono.justOrEmpty(fleet.own())
                .flatMap(
                        reader ->
                                Mono.fromCallable(() -> find(reader, who, gone))
                                        .subscribeOn(Schedulers.boundedElastic()));
    }

    private NodePage find(LogReader reader, Set<Long> who, BooleanSupplier gone)
            throws IOException {
        long end = times.nanos().getAsLong() + times.time().toNanos();
        Instant now = times.clock().instant();
        TimeRange range =
                new TimeRange(
                        now.minus(members.window()).minus(OTHER_CLOCKS), now.plus(OTHER_CLOCKS));
        Finds finds =
                reader.find(
                        Wanted.decisions(range, line -> who.contains(account(line))),
                        Optional.empty(),
                        MOST_LINES,
                        () -> gone.getAsBoolean() || times.nanos().getAsLong() - end >= 0);
        NodePage page = NodePage.of(reader.id(), finds);
        return new NodePage(
                page.node(),
                page.from(),
                last(page.items()),
                page.next(),
                page.more(),
                page.more(),
                Set.of());
    }

    private long account(String line) {
        int begin = line.indexOf(FIELD) + FIELD.length();
        int end = line.indexOf('"', begin);
        return begin < FIELD.length() || end < 0 ? 0 : cells.hash(line.substring(begin, end));
    }

    /// The last decision of each account, the latest first.
    private static List<NodePage.Item> last(Collection<NodePage.Item> items) {
        Map<String, NodePage.Item> last = new LinkedHashMap<>();
        items.forEach(
                item ->
                        last.merge(
                                item.json().path("accountId").asString(""),
                                item,
                                (one, other) -> other.at().isAfter(one.at()) ? other : one));
        return last.values().stream()
                .sorted((one, other) -> after(one).isBefore(after(other)) ? -1 : 1)
                .limit(ClusterQuery.MOST)
                .toList();
    }

    static ClusterQuery.After after(NodePage.Item item) {
        return new ClusterQuery.After(
                item.at().truncatedTo(ChronoUnit.MILLIS),
                item.json().path("accountId").asString(""));
    }
}
