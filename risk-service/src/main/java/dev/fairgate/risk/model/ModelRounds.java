package dev.fairgate.risk.model;

import dev.fairgate.models.scoring.ModelFile;
import dev.fairgate.models.scoring.ModelFile.Refused;
import dev.fairgate.models.scoring.ModelFile.Valid;
import dev.fairgate.models.scoring.Scorer;
import dev.fairgate.risk.model.Challengers.Seat;
import dev.fairgate.risk.model.ModelStore.Cast;
import dev.fairgate.risk.model.ModelStore.Move;
import dev.fairgate.risk.model.ModelStore.Part;
import dev.fairgate.risk.rounds.Rounds;
import io.micrometer.core.instrument.Counter;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/// Keeps this node's models as the registry says: looks a few times a second whether something has
/// changed, fetches what is new, and swaps all at once. While the registry is away the models stay
/// (KEEP_LAST), and it is asked again after 1 s, 2 s, at most 8 s. For one thread.
final class ModelRounds implements Rounds {

    private static final Logger log = LoggerFactory.getLogger(ModelRounds.class);

    private static final Duration PATIENCE =
            Duration.ofSeconds(75); // calls have their own deadline
    private static final Duration TELL_EVERY = Duration.ofSeconds(2);
    private static final int DOUBLINGS = 3;

    private final CurrentModels models;
    private final Challengers challengers;
    private final ModelStore store;
    private final Optional<ModelFolder> folder;
    private final FileTrust trust;
    private final CanaryBounds bounds;
    private final String node;
    private final Counter failures;
    private final LongSupplier nanoTime;

    private final Map<String, Served> loaded = new HashMap<>();
    private boolean offeredFirst;
    private int failed;
    private long due;
    private long tellDue;

    /// Its places in the world.
    ///
    /// @param folder where this node keeps its copy; empty: it keeps none
    /// @param node an id that no other process has
    record Home(ModelStore store, Optional<ModelFolder> folder, FileTrust trust, String node) {}

    ModelRounds(
            CurrentModels models,
            Challengers challengers,
            Home home,
            CanaryBounds bounds,
            Counter failures,
            LongSupplier nanoTime) {
        this.models = models;
        this.challengers = challengers;
        this.store = home.store();
        this.folder = home.folder();
        this.trust = home.trust();
        this.node = home.node();
        this.bounds = bounds;
        this.failures = failures;
        this.nanoTime = nanoTime;
        this.due = nanoTime.getAsLong();
        this.tellDue = due;
    }

    @Override
    public void round() throws InterruptedException {
        if (nanoTime.getAsLong() - due < 0) {
            return;
        }
        try {
            offerFirst();
            if (await(store.sequence()) != models.lineUp().sequence()) {
                follow(await(store.cast()));
            }
            tell();
            failed = 0;
        } catch (ExecutionException e) {
            failed(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException | RuntimeException e) { // no defect ends the thread
            failed(e);
        }
    }

    @Override
    public void end() {}

    private void offerFirst() throws InterruptedException, ExecutionException, TimeoutException {
        if (offeredFirst) {
            return;
        }
        Optional<byte[]> boxed = trust.boxed();
        if (boxed.isPresent() && trust.read(boxed.get()) instanceof Valid valid) {
            String about = ModelJson.about(valid.model(), boxed.get().length);
            await(
                    store.addFirst(new ModelStore.NewModel(valid.version(), boxed.get(), about))
                            .thenReturn(true));
        }
        ModelFile.warmUp();
        offeredFirst = true;
    }

    private void follow(Cast cast)
            throws InterruptedException, ExecutionException, TimeoutException {
        Map<String, byte[]> fetched = new HashMap<>();
        for (Part part : cast.parts()) {
            if (!loaded.containsKey(part.version())) {
                byte[] file = await(store.file(part.version()).defaultIfEmpty(new byte[0]));
                load(part.version(), file);
                fetched.put(part.version(), file);
            }
        }
        install(cast, models, loaded);
        loaded.keySet().retainAll(cast.parts().stream().map(Part::version).toList());
        log.info("Models from change {} on: {}", cast.sequence(), cast.parts());
        copy(cast, fetched);
    }

    /// A disk that is full or gone holds up no swap; the next start then asks PostgreSQL.
    private void copy(Cast cast, Map<String, byte[]> fetched) {
        if (folder.isEmpty()) {
            return;
        }
        try {
            for (Map.Entry<String, byte[]> file : fetched.entrySet()) {
                folder.get().keep(file.getKey(), file.getValue());
            }
            folder.get().keep(cast);
        } catch (IOException e) {
            failures.increment();
            log.warn(
                    "Models are in use, but this node cannot keep copies of them: {}",
                    e.toString());
        }
    }

    private void load(String version, byte[] file) {
        served(trust, version, file).ifPresent(served -> loaded.put(version, served));
    }

    /// A model that can score, if its file is what it is said to be.
    static Optional<Served> served(FileTrust trust, String version, byte[] file) {
        return switch (trust.read(file)) {
            case Valid valid when valid.version().equals(version) ->
                    Optional.of(new Served(new Scorer(valid)));
            case Valid other -> {
                log.error("Model {} is not used: its file is that of {}", version, other.version());
                yield Optional.empty();
            }
            case Refused(String why) -> {
                log.error("Model {} is not used: {}", version, why);
                yield Optional.empty();
            }
        };
    }

    /// All at once. A model that cannot be used is left out; without a champion rules decide alone
    /// (RULES_ONLY).
    static void install(Cast cast, CurrentModels models, Map<String, Served> loaded) {
        Optional<Served> champion = Optional.empty();
        Optional<LineUp.Canary> canary = Optional.empty();
        List<Served> shadows = new ArrayList<>();
        for (Part part : cast.parts()) {
            Optional<Served> served = Optional.ofNullable(loaded.get(part.version()));
            switch (part.stage()) {
                case CHAMPION -> champion = served;
                case CANARY -> canary = served.map(it -> new LineUp.Canary(it, part.percent()));
                case SHADOW -> served.ifPresent(shadows::add);
                case UPLOADED, RETIRED -> {}
            }
        }
        models.install(new LineUp(cast.sequence(), champion, canary, shadows));
    }

    private void tell() throws InterruptedException, ExecutionException, TimeoutException {
        if (nanoTime.getAsLong() - tellDue < 0) {
            return;
        }
        tellDue = nanoTime.getAsLong() + TELL_EVERY.toNanos();
        Map<Seat, Tally> counted = challengers.counted();
        if (!counted.isEmpty()) {
            judge(await(store.tell(node, counted)));
        }
    }

    private void judge(Map<Seat, Tally> ofAllNodes)
            throws InterruptedException, ExecutionException, TimeoutException {
        Optional<LineUp.Canary> canary = models.lineUp().canary();
        if (canary.isEmpty()) {
            return;
        }
        String version = canary.get().model().version();
        Tally tally = ofAllNodes.get(new Seat(version, models.lineUp().sequence()));
        Optional<String> reason = tally == null ? Optional.empty() : bounds.broken(tally);
        if (reason.isPresent()) {
            log.warn("The canary {} goes back into shadow: {}", version, reason.get());
            await(
                    store.stage(
                            new Move(
                                    version,
                                    Stage.SHADOW,
                                    null,
                                    "fairgate",
                                    reason.get(),
                                    Stage.CANARY)));
        }
    }

    private static <T> T await(Mono<T> answer)
            throws InterruptedException, ExecutionException, TimeoutException {
        return answer.toFuture().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void failed(Throwable fault) {
        failures.increment();
        due =
                nanoTime.getAsLong()
                        + Duration.ofSeconds(1L << Math.min(failed, DOUBLINGS)).toNanos();
        failed++;
        if (failed == DOUBLINGS) {
            log.warn(
                    "The registry of models does not answer; those in use stay: {}",
                    fault.toString());
        }
    }
}
