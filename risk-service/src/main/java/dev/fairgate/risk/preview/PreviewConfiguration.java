package dev.fairgate.risk.preview;

import dev.fairgate.models.feature.Cells;
import dev.fairgate.risk.export.OtherLogs;
import dev.fairgate.risk.log.OwnLog;
import dev.fairgate.risk.model.KnownModels;
import dev.fairgate.risk.policy.CurrentPolicy;
import dev.fairgate.risk.rounds.RoundThread;
import dev.fairgate.risk.store.RiskStore;
import dev.fairgate.risk.tuning.Tuning;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

@Configuration(proxyBeanMethods = false)
class PreviewConfiguration {

    private static final Duration STORE = Duration.ofSeconds(1);
    private static final Duration EVERY = Duration.ofMillis(500);

    /// A preview, and the guard's own looks behind it.
    private static final int WAITING = 64;

    @Bean
    Workers previewWorkers() {
        return new Workers();
    }

    @Bean(destroyMethod = "dispose")
    Scheduler previewScheduler() {
        return Schedulers.newBoundedElastic(1, WAITING, "preview");
    }

    @Bean
    Previews previews(
            OwnLog log,
            OtherLogs others,
            KnownModels models,
            Cells cells,
            Workers workers,
            Scheduler previewScheduler) {
        return new Previews(
                new Intake(log, cells, workers),
                others,
                models,
                new Backtest(cells, workers),
                previewScheduler);
    }

    @Bean
    PreviewStore previewStore(RiskStore store) {
        return new RedisPreviewStore(store, STORE);
    }

    @Bean
    PreviewGuard previewGuard(Previews previews, PreviewStore store) {
        return new PreviewGuard(previews, store);
    }

    @Bean
    Incumbent incumbentPolicy(CurrentPolicy policies, Tuning tuning) {
        return new TunedIncumbent(policies, tuning);
    }

    /// Counts policies that this node took back as `fairgate.policy.surprises`.
    @Bean
    Watch policyWatch(Incumbent incumbent, InstantSource clock, MeterRegistry registry) {
        return new Watch(incumbent, clock, registry.counter("fairgate.policy.surprises"));
    }

    @Bean
    RoundThread policyWatchThread(Watch watch) {
        return new RoundThread("policy-watch", watch, EVERY);
    }
}
