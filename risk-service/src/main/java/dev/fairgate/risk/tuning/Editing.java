package dev.fairgate.risk.tuning;

import dev.fairgate.risk.policy.Fault;
import dev.fairgate.risk.policy.Policy;
import dev.fairgate.risk.policy.PolicyReader;
import dev.fairgate.risk.policy.PolicyReader.Reading;
import dev.fairgate.risk.policy.Preset;
import dev.fairgate.risk.store.RiskStore;
import dev.fairgate.risk.tuning.Guard.Band;
import dev.fairgate.risk.tuning.Guard.Ruling;
import dev.fairgate.risk.tuning.Tuned.Author;
import dev.fairgate.risk.tuning.Tuned.Unconfirmed;
import dev.fairgate.risk.tuning.Version.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Documents in place of others: each is read and judged whole before it is proposed, and takes the
/// place of exactly the version that its author has seen.
final class Editing {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Standing standing;
    private final Tuning tuning;
    private final VersionStore versions;
    private final Supplier<Optional<Guard>> guard;
    private final Rules rules;

    /// @param unconfirmed how long a change past the guard stands without a confirmation
    record Rules(Duration unconfirmed, InstantSource clock) {}

    /// @param guard empty: every change is free
    Editing(
            Standing standing,
            Tuning tuning,
            VersionStore versions,
            Supplier<Optional<Guard>> guard,
            Rules rules) {
        this.standing = standing;
        this.tuning = tuning;
        this.versions = versions;
        this.guard = guard;
        this.rules = rules;
    }

    /// A document, and the preset over it.
    private record Wish(Kind kind, Preset preset, String document) {}

    /// Puts a document in place of the one in force.
    Mono<Outcome> put(Write write, String document) {
        return change(write, active -> Mono.just(new Wish(Kind.PUT, active.preset(), document)));
    }

    /// Changes fields of the document in force.
    ///
    /// @param patch a JSON merge patch
    Mono<Outcome> patch(Write write, byte[] patch) {
        return change(
                write,
                active ->
                        Mono.just(
                                new Wish(
                                        Kind.PATCH,
                                        active.preset(),
                                        patched(active.document(), patch))));
    }

    /// Puts an earlier version in force again, document and preset.
    Mono<Outcome> activate(Write write, long number) {
        return change(
                write,
                _ ->
                        version(number)
                                .map(it -> new Wish(Kind.ACTIVATION, it.preset(), it.document())));
    }

    /// One version, whether PostgreSQL has it yet or not; empty for none.
    Mono<Version> version(long number) {
        return standing.tuned().recent().stream()
                .filter(it -> it.number() == number)
                .findFirst()
                .map(Mono::just)
                .orElseGet(() -> versions.one(number));
    }

    private Mono<Outcome> change(Write write, Function<Version, Mono<Wish>> wish) {
        if (standing.isFixed()) {
            return Mono.just(new Outcome.Fixed());
        }
        return seenBy(write)
                .flatMap(
                        tuned ->
                                tuned.active().number() == write.expected()
                                        ? wish.apply(tuned.active())
                                                .flatMap(it -> read(write, tuned, it))
                                                .defaultIfEmpty(new Outcome.Unknown())
                                        : Mono.just(new Outcome.Stale(tuned.active().number())))
                .onErrorResume(RiskStore::isAway, _ -> Mono.just(new Outcome.StoreAway()))
                .onErrorResume(VersionStore.Away.class, _ -> Mono.just(new Outcome.DatabaseAway()));
    }

    /// Whoever expects a later version than ours has seen it on another node.
    private Mono<Tuned> seenBy(Write write) {
        Tuned tuned = standing.tuned();
        return write.expected() > tuned.active().number() ? standing.look() : Mono.just(tuned);
    }

    private Mono<Outcome> read(Write write, Tuned tuned, Wish wish) {
        Author author = new Author(write.by(), write.comment(), rules.clock().instant());
        Version next = tuned.after(wish.kind(), author, wish.preset(), wish.document());
        return switch (Standing.read(next)) {
            case Reading.Faulty(List<Fault> faults) -> Mono.just(new Outcome.Faulty(faults));
            case Reading.Valid(Policy policy) -> {
                if (isSame(tuned.active(), next)) {
                    yield Mono.just(new Outcome.Same(tuned.active()));
                }
                yield write.breaksGlass()
                        ? store(tuned.next(next).unless(Optional.of(unconfirmed(tuned, next))))
                        : judge(write, policy, tuned.next(next));
            }
        };
    }

    /// Of two changes past the guard the second goes back to what was before the first.
    private Unconfirmed unconfirmed(Tuned tuned, Version next) {
        Instant until = next.at().plus(rules.unconfirmed());
        Version active = tuned.active();
        return tuned.unconfirmed()
                .map(it -> new Unconfirmed(next.number(), until, it.document(), it.preset()))
                .orElseGet(
                        () ->
                                new Unconfirmed(
                                        next.number(), until, active.document(), active.preset()));
    }

    private Mono<Outcome> judge(Write write, Policy policy, Tuned next) {
        return guard.get()
                .map(it -> it.judge(standing.policy(), policy, write.previewId()))
                .orElseGet(() -> Mono.just(new Ruling.Free(Optional.empty())))
                .flatMap(
                        ruling ->
                                switch (ruling) {
                                    case Ruling.Free(Optional<Band> band) ->
                                            store(next.expecting(band));
                                    case Ruling.NeedsPreview(double flips, double most) ->
                                            Mono.just(new Outcome.NeedsPreview(flips, most));
                                    case Ruling.WrongPreview() ->
                                            Mono.just(new Outcome.WrongPreview());
                                });
    }

    /// What PostgreSQL could not hear of is not proposed.
    private Mono<Outcome> store(Tuned next) {
        return versions.newest().flatMap(_ -> tuning.propose(next));
    }

    /// What is no JSON becomes a document that is none, and is refused as that.
    private static String patched(String document, byte[] patch) {
        return PolicyReader.patched(document.getBytes(StandardCharsets.UTF_8), patch)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse("");
    }

    private static boolean isSame(Version one, Version other) {
        try {
            return one.preset() == other.preset()
                    && MAPPER.readTree(one.document()).equals(MAPPER.readTree(other.document()));
        } catch (JacksonException e) {
            return false;
        }
    }
}
