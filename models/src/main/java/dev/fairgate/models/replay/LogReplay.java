package dev.fairgate.models.replay;

import dev.fairgate.models.feature.EntityKind;
import dev.fairgate.models.feature.FeatureName;
import dev.fairgate.models.feature.FeatureRow;
import dev.fairgate.models.feature.Rows;
import dev.fairgate.models.replay.Candidate.Link;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Computes the features of the decisions in a log once more, and compares them with the ones that
/// the decisions were made from.
final class LogReplay {

    /// For how long one may wait for another that belongs before it; the least that a profile
    /// lives is three times as long.
    static final long PATIENCE_MS = 30_000;

    /// Decisions that wait at a time, of about 3 KB each.
    private static final int MOST_WAITING = 20_000;

    private static final int MOST_RECENT = 100_000;
    private static final int MOST_SHOWN = 8;

    private final LogReport report;
    private final Output out;
    private final Chains chains = new Chains();
    private final SequencedSet<Candidate> waiting = new LinkedHashSet<>();
    private final SequencedSet<String> recent = new LinkedHashSet<>();
    private final Deque<Candidate> settled = new ArrayDeque<>();
    private final Deque<Suspect> suspects = new ArrayDeque<>();
    private long now;
    private @Nullable String firstEpoch;

    /// @param out gets all lines that can be read
    LogReplay(LogReport report, Output out) {
        this.report = report;
        this.out = out;
    }

    /// One that came out different, which may have its reason in a line to come.
    private record Suspect(Candidate candidate, FeatureRow row, long since) {}

    void run(MergedLog log) throws IOException {
        for (LogLine line = log.next(); line != null; line = log.next()) {
            report.line();
            switch (line) {
                case LogLine.Decision(Logged logged) -> decision(logged);
                case LogLine.Event(String text) -> out.line(text);
                case LogLine.Gap(long missing, String text) -> {
                    report.gap(missing);
                    out.line(text);
                }
                case LogLine.Unreadable(String place, String why) -> report.unreadable(place, why);
            }
        }
        now = Long.MAX_VALUE;
        moveOn();
        while (!suspects.isEmpty()) {
            convict(suspects.removeFirst());
        }
    }

    private void decision(Logged logged) throws IOException {
        report.decision();
        now = Math.max(now, logged.at());
        firstEpoch = firstEpoch == null ? logged.epoch() : firstEpoch;
        if (isKnown(logged.id())) {
            report.incomparable(Incomparable.TWICE, logged.place());
            return;
        }
        Map<EntityKind, Chain> behind = behind(logged);
        Candidate candidate = new Candidate(logged, settled::add);
        reason(candidate);
        waiting.add(candidate);
        behind.forEach(candidate::waitFor);
        behind.forEach((kind, chain) -> take(candidate, kind, chain));
        if (behind.isEmpty()) {
            settled.add(candidate);
        }
        moveOn();
    }

    /// Copies of a line come close together, as they have the same time.
    private boolean isKnown(String id) {
        if (!recent.add(id)) {
            return true;
        }
        if (recent.size() > MOST_RECENT) {
            recent.removeFirst();
        }
        return false;
    }

    private void take(Candidate candidate, EntityKind kind, Chain chain) {
        int before = chain.life();
        chain.take(candidate, turn(candidate.logged(), kind));
        if (before > 0 && chain.life() > before) {
            report.begunAnew();
        }
    }

    /// What one that was made alone has seen did not get into the store, or nobody knows.
    private Map<EntityKind, Chain> behind(Logged logged) {
        Map<EntityKind, Chain> behind = new EnumMap<>(EntityKind.class);
        if (!logged.isAlone()) {
            logged.names()
                    .forEach(
                            (kind, name) -> {
                                if (logged.turns().containsKey(kind)) {
                                    behind.put(kind, chains.of(kind, name, logged.epoch()));
                                }
                            });
        }
        return behind;
    }

    private static int turn(Logged logged, EntityKind kind) {
        return logged.turns().getOrDefault(kind, 0);
    }

    private static void reason(Candidate candidate) {
        Logged logged = candidate.logged();
        if (logged.features() == null) {
            candidate.giveUp(Incomparable.OTHER_VERSION);
        } else if (logged.isAlone()) {
            candidate.giveUp(Incomparable.ALONE);
        } else if (!logged.turns().keySet().equals(logged.names().keySet())) {
            candidate.giveUp(Incomparable.NO_SEQUENCE);
        }
    }

    private void moveOn() throws IOException {
        judgeSettled();
        while (!waiting.isEmpty() && (isOld(waiting.getFirst()) || waiting.size() > MOST_WAITING)) {
            for (Chain chain : waiting.getFirst().missing()) {
                chain.stopWaiting(firstEpoch == null ? "" : firstEpoch, report.gaps() > 0);
            }
            judgeSettled();
        }
        while (!suspects.isEmpty()
                && (isPast(suspects.getFirst().since()) || suspects.size() > MOST_WAITING)) {
            convict(suspects.removeFirst());
        }
    }

    private boolean isOld(Candidate candidate) {
        return isPast(candidate.logged().at());
    }

    private boolean isPast(long since) {
        return now - since > PATIENCE_MS;
    }

    private void judgeSettled() throws IOException {
        for (Candidate next = settled.poll(); next != null; next = settled.poll()) {
            waiting.remove(next);
            judge(next);
        }
    }

    private void judge(Candidate candidate) throws IOException {
        Logged logged = candidate.logged();
        LoggedFeatures features = logged.features();
        Incomparable reason = candidate.reason();
        if (reason != null || features == null) {
            leave(candidate, reason == null ? Incomparable.OTHER_VERSION : reason);
            return;
        }
        FeatureRow row =
                Rows.again(
                        features.row(),
                        logged.request(),
                        Replayed.known(candidate.profiles(), logged.isIpv4()));
        if (features.differences(row).isEmpty()) {
            report.equal();
            out.line(logged.line());
        } else {
            suspect(candidate, row);
        }
    }

    private void suspect(Candidate candidate, FeatureRow row) {
        candidate.links().stream()
                .filter(Link::isDoubtful)
                .filter(link -> link.life() == link.chain().life())
                .forEach(link -> link.chain().spoil(Incomparable.MISSING));
        suspects.add(new Suspect(candidate, row, now));
    }

    private void convict(Suspect suspect) throws IOException {
        Candidate candidate = suspect.candidate();
        for (Link link : candidate.links()) {
            Incomparable spoiled = link.chain().spoiled(link.life());
            if (spoiled != null) {
                leave(candidate, spoiled);
                return;
            }
        }
        Logged logged = candidate.logged();
        LoggedFeatures features = logged.features();
        if (features != null) {
            report.different(logged.place() + ": " + shown(features, suspect.row()));
            out.line(features.replacedIn(logged.line(), suspect.row()));
        }
    }

    private void leave(Candidate candidate, Incomparable why) throws IOException {
        report.incomparable(why, candidate.logged().place());
        out.line(candidate.logged().line());
    }

    private static String shown(LoggedFeatures logged, FeatureRow row) {
        List<FeatureName> names = logged.differences(row);
        String some =
                names.stream()
                        .limit(MOST_SHOWN)
                        .map(name -> shown(name, logged.get(name), row.get(name)))
                        .collect(Collectors.joining(", "));
        int more = names.size() - MOST_SHOWN;
        return more > 0 ? some + " and " + more + " more" : some;
    }

    private static String shown(FeatureName name, double logged, double again) {
        return name.feature().name() + " " + logged + ", computed " + again;
    }
}
