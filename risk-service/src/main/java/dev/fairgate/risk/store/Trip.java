package dev.fairgate.risk.store;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.SlotHash;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/// Carries swaps to the store: on one server all in one call, on a cluster one call per slot, sent
/// at once. What belongs to a master that does not answer is [Seen.Lost]; such a master is left
/// alone for half a second, so that it does not hold up the rest again and again.
final class Trip {

    private static final long LEFT_ALONE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /// Never the caller: it sets out on the next trip from within, and would do so ever deeper.
    private static final Scheduler LOST_ANSWERS = Schedulers.parallel();

    /// Lua's stack holds 8,000; larger trips are cut.
    private static final int MOST_KEYS = 4_000;

    private final RedisLink link;
    private final String script;
    private final String digest;
    private final StoreClock clock;

    /// When a master may be asked again, by `System.nanoTime()`; one entry per master at most.
    private final Map<String, Long> leftAlone = new ConcurrentHashMap<>();

    Trip(RedisLink link, String script, StoreClock clock) {
        this.link = link;
        this.script = script;
        this.digest = link.async().digest(script);
        this.clock = clock;
    }

    /// What became of each swap, in order. On a single server a trip that fails is an error.
    Mono<List<Seen>> carry(List<Swap> swaps, Duration deadline) {
        if (swaps.isEmpty()) {
            return Mono.just(List.of());
        }
        if (!link.isCluster() && swaps.size() <= MOST_KEYS) {
            return call(swaps, deadline);
        }
        Seen[] all = new Seen[swaps.size()];
        return Flux.fromIterable(parts(swaps))
                .flatMap(
                        part ->
                                carry(part, swaps, deadline)
                                        .doOnNext(seen -> place(seen, part, all)),
                        Integer.MAX_VALUE)
                .then(Mono.fromSupplier(() -> Collections.unmodifiableList(Arrays.asList(all))));
    }

    /// Those swaps that share a slot, by their place in the whole.
    private List<List<Integer>> parts(List<Swap> swaps) {
        Map<Integer, List<Integer>> open = new HashMap<>();
        List<List<Integer>> parts = new ArrayList<>();
        for (int i = 0; i < swaps.size(); i++) {
            int slot = link.isCluster() ? SlotHash.getSlot(swaps.get(i).key()) : 0;
            List<Integer> part = open.get(slot);
            if (part == null || part.size() == MOST_KEYS) {
                part = new ArrayList<>();
                open.put(slot, part);
                parts.add(part);
            }
            part.add(i);
        }
        return parts;
    }

    private Mono<List<Seen>> carry(List<Integer> part, List<Swap> swaps, Duration deadline) {
        List<Swap> mine = part.stream().map(swaps::get).toList();
        if (!link.isCluster()) {
            return call(mine, deadline);
        }
        String master = link.masterOf(SlotHash.getSlot(mine.getFirst().key()));
        Long until = leftAlone.get(master);
        if (until != null && System.nanoTime() - until < 0) {
            return Mono.fromSupplier(() -> lost(mine)).subscribeOn(LOST_ANSWERS);
        }
        return call(mine, deadline)
                .doOnNext(_ -> leftAlone.remove(master))
                .onErrorResume(
                        RiskStore::isAway,
                        _ -> {
                            leftAlone.put(master, System.nanoTime() + LEFT_ALONE_NANOS);
                            return Mono.just(lost(mine));
                        });
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
        byte[][] arguments = new byte[3 * keys.length][];
        for (int i = 0; i < keys.length; i++) {
            Swap swap = swaps.get(i);
            keys[i] = swap.key();
            arguments[3 * i] = swap.expected();
            arguments[3 * i + 1] = swap.value();
            arguments[3 * i + 2] = Long.toString(swap.what()).getBytes(StandardCharsets.US_ASCII);
        }
        return Mono.defer(
                () -> {
                    long asked = clock.ticks();
                    return evaluate(keys, arguments)
                            .timeout(deadline)
                            .map(answers -> seen(answers, asked));
                });
    }

    /// By digest; a server that has lost the script, or never had it, gets it along.
    private Mono<List<@Nullable Object>> evaluate(String[] keys, byte[][] arguments) {
        return Mono.fromCompletionStage(
                        () ->
                                link.async()
                                        .<List<@Nullable Object>>evalsha(
                                                digest, ScriptOutputType.MULTI, keys, arguments))
                .onErrorResume(
                        RedisNoScriptException.class,
                        _ ->
                                Mono.fromCompletionStage(
                                        () ->
                                                link.async()
                                                        .eval(
                                                                script,
                                                                ScriptOutputType.MULTI,
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
