package dev.fairgate.risk.preview;

import dev.fairgate.risk.policy.GuardRule;
import dev.fairgate.risk.policy.Policy;
import dev.fairgate.risk.preview.PreviewStore.Kept;
import dev.fairgate.risk.tuning.Guard;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/// Lets small changes pass, and large ones with a preview of that very change. How large a change
/// is says the newest part of this node's log.
final class PreviewGuard implements Guard {

    private static final Logger log = LoggerFactory.getLogger(PreviewGuard.class);

    /// Of fewer decisions no share says anything.
    static final int ENOUGH = 200;

    private final Previews previews;
    private final PreviewStore store;
    private final AtomicBoolean hasSaid = new AtomicBoolean();

    PreviewGuard(Previews previews, PreviewStore store) {
        this.previews = previews;
        this.store = store;
    }

    /// Errors are the store's, with a preview.
    @Override
    public Mono<Ruling> judge(Policy from, Policy to, Optional<String> previewId) {
        return previewId
                .map(id -> previewed(id, from, to))
                .orElseGet(() -> previews.hasLog() ? glance(from, to) : unseen());
    }

    private Mono<Ruling> previewed(String previewId, Policy from, Policy to) {
        return store.find(previewId)
                .filter(kept -> isOf(kept, from, to))
                .<Ruling>map(kept -> new Ruling.Free(Optional.of(kept.band())))
                .defaultIfEmpty(new Ruling.WrongPreview());
    }

    private static boolean isOf(Kept kept, Policy from, Policy to) {
        return kept.version() == from.version()
                && kept.model().isEmpty()
                && kept.candidate().equals(Fingerprint.of(to));
    }

    private Mono<Ruling> unseen() {
        if (hasSaid.compareAndSet(false, true)) {
            log.warn("Changes of the policy are not looked at before: there is no decision log");
        }
        return Mono.just(new Ruling.Free(Optional.empty()));
    }

    private Mono<Ruling> glance(Policy from, Policy to) {
        GuardRule rule = from.guard(); // no change loosens its own guard
        return previews.preview(
                        from,
                        new Candidate(to, Optional.empty()),
                        Window.newest(rule.sample()),
                        Optional.empty(),
                        new Progress(rule.sample()))
                .map(report -> ruling(report, rule));
    }

    private static Ruling ruling(Report report, GuardRule rule) {
        if (report.tally().decisions() < ENOUGH) {
            return new Ruling.Free(Optional.empty());
        }
        return report.mostFlipShare() <= rule.mostFlips()
                ? new Ruling.Free(Optional.of(report.band()))
                : new Ruling.NeedsPreview(report.mostFlipShare(), rule.mostFlips());
    }
}
