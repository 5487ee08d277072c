package dev.fairgate.risk.console;

import dev.fairgate.risk.decision.AssessmentRequest;
import dev.fairgate.risk.decision.Decision;
import dev.fairgate.risk.decision.DecisionListener;
import dev.fairgate.risk.decision.Disposition;
import dev.fairgate.risk.decision.Reason;
import dev.fairgate.risk.decision.Weighed;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The last decisions of this node, newest first, and how many there were of each kind.
final class RecentDecisions implements DecisionListener {

    private static final int KEPT = 200;
    private static final int IPV4_SHOWN = 24;
    private static final int IPV6_SHOWN = 64;

    private final InstantSource clock;
    private final Deque<Row> rows = new ArrayDeque<>(KEPT);
    private final Map<Disposition, Long> counts = new EnumMap<>(Disposition.class);

    RecentDecisions(InstantSource clock) {
        this.clock = clock;
        for (Disposition disposition : Disposition.values()) {
            counts.put(disposition, 0L);
        }
    }

    /// One line of the table. The address is shown as its network only.
    record Row(
            Instant time,
            String decisionId,
            String account,
            String sale,
            String prefix,
            Disposition disposition,
            List<String> reasons,
            double score) {}

    /// What the table shows at one moment.
    record Snapshot(Map<String, Long> counts, List<Row> decisions) {}

    @Override
    public void decided(Weighed weighed, Decision decision) {
        AssessmentRequest request = weighed.request();
        Row row =
                new Row(
                        clock.instant(),
                        decision.decisionId(),
                        request.accountId(),
                        request.saleId(),
                        prefix(request),
                        decision.disposition(),
                        decision.reasons().stream().map(Reason::code).toList(),
                        decision.score());
        add(row);
    }

    synchronized Snapshot snapshot() {
        Map<String, Long> named = new LinkedHashMap<>();
        counts.forEach((disposition, count) -> named.put(disposition.wireName(), count));
        return new Snapshot(named, new ArrayList<>(rows));
    }

    private synchronized void add(Row row) {
        if (rows.size() == KEPT) {
            rows.removeLast();
        }
        rows.addFirst(row);
        counts.merge(row.disposition(), 1L, Long::sum);
    }

    private static String prefix(AssessmentRequest request) {
        return request.clientAddress()
                .prefix(request.clientAddress().isIpv4() ? IPV4_SHOWN : IPV6_SHOWN);
    }
}
