package dev.fairgate.risk.tuning;

import dev.fairgate.risk.policy.Preset;
import dev.fairgate.risk.replica.Replica.Change;
import dev.fairgate.risk.store.RiskStore;
import dev.fairgate.risk.tuning.Guard.Band;
import dev.fairgate.risk.tuning.Tuned.Author;
import dev.fairgate.risk.tuning.Tuned.Unconfirmed;
import dev.fairgate.risk.tuning.Version.Kind;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/// What may change the policy without a new document, and needs no PostgreSQL for it: presets, and
/// what the service does by itself. Documents go through [Editing].
public final class Tuning {

    /// Of a wish that does not depend on what others have just changed.
    private static final int TRIES = 5;

    private final Standing standing;
    private final InstantSource clock;

    Tuning(Standing standing, InstantSource clock) {
        this.standing = standing;
        this.clock = clock;
    }

    /// The version in force on this node.
    ///
    /// @param document JSON, without the preset
    /// @param band what a preview leads to expect of it, where there was one
    public record InForce(long version, String document, Preset preset, Optional<Band> band) {}

    /// The version in force on this node; never waits.
    public InForce current() {
        Tuned tuned = standing.tuned();
        Version active = tuned.active();
        return new InForce(active.number(), active.document(), active.preset(), tuned.band());
    }

    /// Goes back to the version before, if this one is still in force: of all nodes that want it
    /// one does it. Never errors.
    ///
    /// @param reason at most 200 characters
    /// @return whether this node did it
    public Mono<Boolean> revert(long version, String reason) {
        Tuned tuned = standing.tuned();
        if (standing.isFixed() || tuned.active().number() != version || tuned.recent().size() < 2) {
            return Mono.just(false);
        }
        Version before = tuned.recent().get(1);
        return propose(
                        tuned.next(
                                tuned.after(
                                        Kind.REVERT,
                                        fairgate(reason),
                                        before.preset(),
                                        before.document())))
                .map(Outcome.Done.class::isInstance);
    }

    /// Puts a preset over the document in force, whatever that is by now.
    Mono<Outcome> activate(Preset preset, String by, String comment) {
        return insist(tuned -> activate(tuned, preset, new Author(by, comment, clock.instant())));
    }

    /// What waits for its confirmation still does, and would go back to this preset.
    private Mono<Outcome> activate(Tuned tuned, Preset preset, Author author) {
        Version active = tuned.active();
        if (active.preset() == preset && active.number() > 0) {
            return Mono.just(new Outcome.Same(active));
        }
        Version next = tuned.after(Kind.PRESET, author, preset, active.document());
        return propose(tuned.next(next).unless(tuned.unconfirmed().map(it -> it.under(preset))));
    }

    /// Lets a change past the guard stand.
    Mono<Outcome> confirm(long number, String by, String comment) {
        return insist(tuned -> confirm(tuned, number, new Author(by, comment, clock.instant())));
    }

    private Mono<Outcome> confirm(Tuned tuned, long number, Author author) {
        if (tuned.unconfirmed().filter(it -> it.version() == number).isEmpty()) {
            return Mono.just(new Outcome.Unknown());
        }
        Version active = tuned.active();
        Version next = tuned.after(Kind.CONFIRMATION, author, active.preset(), active.document());
        return propose(tuned.next(next).expecting(tuned.band()));
    }

    /// Takes back what nobody has confirmed in time. Any node may; one does.
    Mono<Outcome> expire() {
        Tuned tuned = standing.tuned();
        Optional<Unconfirmed> late =
                tuned.unconfirmed().filter(it -> !clock.instant().isBefore(it.until()));
        return late.map(it -> propose(tuned.next(back(tuned, it))))
                .orElseGet(() -> Mono.just(new Outcome.Same(tuned.active())));
    }

    private Version back(Tuned tuned, Unconfirmed late) {
        return tuned.after(
                Kind.REVERT,
                fairgate("nobody has confirmed version " + late.version()),
                late.preset(),
                late.document());
    }

    /// Puts a seed in force, unless one like it ever was.
    Mono<Outcome> sow(String document, String hash) {
        Tuned tuned = standing.tuned();
        if (tuned.seeds().contains(hash)) {
            return Mono.just(new Outcome.Same(tuned.active()));
        }
        Version next = tuned.after(Kind.SEED, fairgate(""), tuned.active().preset(), document);
        return propose(tuned.next(next).withSeed(hash));
    }

    /// Proposes a state that follows the one in force.
    Mono<Outcome> propose(Tuned next) {
        return standing.propose(next)
                .map(
                        change ->
                                switch (change) {
                                    case Change.Done _ ->
                                            new Outcome.Done(
                                                    next.active(),
                                                    next.unconfirmed().map(Unconfirmed::until));
                                    case Change.Overtaken(var state) ->
                                            new Outcome.Stale(state.sequence());
                                    case Change.Away() -> new Outcome.StoreAway();
                                });
    }

    private Mono<Outcome> insist(Function<Tuned, Mono<Outcome>> wish) {
        return standing.isFixed()
                ? Mono.just(new Outcome.Fixed())
                : insist(wish, TRIES)
                        .onErrorResume(RiskStore::isAway, _ -> Mono.just(new Outcome.StoreAway()));
    }

    /// Others' changes in between are no reason to refuse, but to look again.
    private Mono<Outcome> insist(Function<Tuned, Mono<Outcome>> wish, int left) {
        return standing.look()
                .flatMap(wish)
                .flatMap(
                        outcome ->
                                outcome instanceof Outcome.Stale && left > 1
                                        ? insist(wish, left - 1)
                                        : Mono.just(outcome));
    }

    private Author fairgate(String comment) {
        return new Author(Version.FAIRGATE, comment, clock.instant());
    }
}
