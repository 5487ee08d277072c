package dev.fairgate.risk.store;

import static java.util.stream.Collectors.groupingBy;

import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.reactive.RedisClusterReactiveCommands;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/// Carries swaps to the store: on one server all in one call, on a cluster one call per slot, sent
/// at once. What belongs to a master that does not answer within half of the deadline is
/// [Seen.Lost], so that whoever can do without has the other half. Such a master is left alone: it
/// is asked every half a second whether it is back, which nobody waits for.
final class Trip {

    private static final long LEFT_ALONE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /// What is known of a master that nobody has needed for so long says little.
    private static final long KNOWN_NANOS = TimeUnit.SECONDS.toNanos(5);

    /// Never the caller: it sets out on the next trip from within, and would do so ever deeper.
    private static final Scheduler LOST_ANSWERS = Schedulers.parallel();

    private final RedisLink link;
    private final Script swap;
    private final StoreClock clock;

    /// When a master is to be asked again, by `System.nanoTime()`; one entry per master at most.
    private final Map<String, Long> leftAlone = new ConcurrentHashMap<>();

    Trip(RedisLink link, Script swap, StoreClock clock) {
        this.link = link;
        this.swap = swap;
        this.clock = clock;
    }

    /// What became of each swap, in order. On a single server a trip that fails is an error.
    Mono<List<Seen>> carry(List<Swap> swaps, Duration deadline) {
        if (swaps.isEmpty()) {
            return Mono.just(List.of());
        }
        if (!link.isCluster()) {
            return call(swaps, deadline);
        }
        Seen[] all = new Seen[swaps.size()];
        List<Integer> places = IntStream.range(0, all.length).boxed().toList();
        return Flux.fromIterable(parts(places, place -> swaps.get(place).key()))
                .flatMap(
                        part ->
                                carry(part, swaps, deadline)
                                        .doOnNext(seen -> place(seen, part, all)),
                        Integer.MAX_VALUE)
                .then(Mono.fromSupplier(() -> Collections.unmodifiableList(Arrays.asList(all))));
    }

    /// The commands for one key; an error while its master is left alone.
    Mono<RedisClusterReactiveCommands<String, byte[]>> commands(String key) {
        return link.isCluster() && isLeftAlone(key)
                ? Mono.error(() -> new RedisConnectionException("its master does not answer"))
                : Mono.just(link.reactive());
    }

    /// Runs a script on keys of one slot; an error while their master is left alone.
    <T> Mono<T> run(Script script, ScriptOutputType output, String[] keys, byte[][] arguments) {
        return commands(keys[0]).flatMap(_ -> evaluate(script, output, keys, arguments));
    }

    /// What may go together: on a single server everything, on a cluster what shares a slot.
    <T> List<List<T>> parts(List<T> all, Function<T, String> key) {
        return link.isCluster()
                ? List.copyOf(
                        all.stream()
                                .collect(groupingBy(it -> SlotHash.getSlot(key.apply(it))))
                                .values())
                : List.of(all);
    }

    private Mono<List<Seen>> carry(List<Integer> part, List<Swap> swaps, Duration deadline) {
        List<Swap> mine = part.stream().map(swaps::get).toList();
        String key = mine.getFirst().key();
        if (isLeftAlone(key)) {
            return Mono.fromSupplier(() -> lost(mine)).subscribeOn(LOST_ANSWERS);
        }
        String master = masterOf(key);
        return call(mine, deadline.dividedBy(2))
                .doOnNext(_ -> leftAlone.remove(master))
                .onErrorResume(
                        RiskStore::isAway,
                        _ -> {
                            leftAlone.put(master, System.nanoTime() + LEFT_ALONE_NANOS);
                            return Mono.just(lost(mine));
                        });
    }

    private boolean isLeftAlone(String key) {
        String master = masterOf(key);
        Long due = leftAlone.get(master);
        long now = System.nanoTime();
        if (due == null || now - due > KNOWN_NANOS) {
            return false;
        }
        if (now - due >= 0 && leftAlone.replace(master, due, now + LEFT_ALONE_NANOS)) {
            askAgain(master, key);
        }
        return true;
    }

    /// Nobody waits for it: an answer is good news for the next trip.
    private void askAgain(String master, String key) {
        var _ = link.async().exists(key).thenAccept(_ -> leftAlone.remove(master));
    }

    private String masterOf(String key) {
        return link.masterOf(SlotHash.getSlot(key));
    }

    private static List<Seen> lost(List<Swap> swaps) {
        return Collections.nCopies(swaps.size(), Seen.Lost.LOST);
    }

    private static void place(List<Seen> seen, List<Integer> part, Seen[] all) {
        for (int i = 0; i < part.size(); i++) {
            all[part.get(i)] = seen.get(i);
        }
    }

    private Mono<List<Seen>> call(List<Swap> swaps, Duration deadline) {
        String[] keys = new String[swaps.size()];
        List<byte[]> steps = new ArrayList<>(4 * keys.length);
        for (int i = 0; i < keys.length; i++) {
            Swap swap = swaps.get(i);
            keys[i] = swap.key();
            steps.addAll(swap.arguments());
        }
        byte[][] arguments = steps.toArray(byte[][]::new);
        return Mono.defer(
                () -> {
                    long asked = clock.ticks();
                    return this.<List<@Nullable Object>>evaluate(
                                    swap, ScriptOutputType.MULTI, keys, arguments)
                            .timeout(deadline)
                            .map(answers -> seen(answers, asked));
                });
    }

    /// By digest; a server that has lost the script, or never had it, gets it along.
    private <T> Mono<T> evaluate(
            Script script, ScriptOutputType output, String[] keys, byte[][] arguments) {
        return Mono.fromCompletionStage(
                        () -> link.async().<T>evalsha(script.digest(), output, keys, arguments))
                .onErrorResume(
                        RedisNoScriptException.class,
                        _ ->
                                Mono.fromCompletionStage(
                                        () ->
                                                link.async()
                                                        .<T>eval(
                                                                script.text(),
                                                                output,
                                                                keys,
                                                                arguments)));
    }

    private List<Seen> seen(List<@Nullable Object> answers, long asked) {
        if (answers.getFirst() instanceof Long micros) {
            clock.sampled(micros, asked);
        }
        List<Seen> seen = new ArrayList<>(answers.size() - 1);
        for (Object answer : answers.subList(1, answers.size())) {
            seen.add(
                    switch (answer) {
                        case null -> Seen.Held.NOTHING;
                        case byte[] value -> new Seen.Held(value);
                        default -> Seen.Done.DONE;
                    });
        }
        return seen;
    }
}
