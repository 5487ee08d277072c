package dev.fairgate.proof.simulate.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The simulator is worth what its Redis is worth: told the same, it answers and keeps the same as
/// a real one. Only the time cannot be the same; both read it from a key instead.
class MemoryRedisIT {

    private static final int CALLS = 3000;
    private static final String TIME = "redis.call('TIME')";
    private static final String CLOCK = "redis.call('HMGET', 'clock', 'seconds', 'micros')";
    private static final String ULID = "01M3248EEMQ5GTD67HWDVE20";

    private final SplittableRandom random = new SplittableRandom(20261123);
    private final Set<String> codes = new TreeSet<>();
    private long revisions;
    private long nowMs = 1_790_000_000_000L;

    @Test
    void runsTheLedgersFunctionsAsARealRedisDoes(@TempDir Path directory) throws IOException {
        try (Twins twins = new Twins(directory)) {
            twins.load(ledger(), source -> source.replace(TIME, CLOCK));
            for (int i = 0; i < CALLS; i++) {
                pass(twins);
                List<String> call = call();
                Twins.Both both = twins.both(call, call);
                assertThat(sorted(both.memory())).as("%s", call).isEqualTo(sorted(both.real()));
                if (both.real() instanceof List<?> answer) {
                    String code = call.get(1) + " " + answer.getFirst();
                    codes.add(code);
                    revisions += code.matches("(put_sale|pause)_v1 written") ? 1 : 0;
                }
            }
            twins.requireSameData();
        }
        assertThat(codes)
                .contains(
                        "commit_v1 committed",
                        "commit_v1 repeated",
                        "commit_v1 replayed",
                        "commit_v1 key_reused",
                        "commit_v1 limit_reached",
                        "commit_v1 paused",
                        "commit_v1 sale_changed",
                        "commit_v1 sold_out",
                        "commit_v1 ticket_expired",
                        "commit_v1 wait",
                        "settle_v1 settled",
                        "settle_v1 already",
                        "settle_v1 refused",
                        "settle_v1 missing",
                        "put_sale_v1 written",
                        "put_sale_v1 stale",
                        "put_sale_v1 allocation_too_small",
                        "rehold_v1 already",
                        "restore_end_v1 missing");
    }

    private static String ledger() throws IOException {
        try (InputStream in =
                MemoryRedisIT.class.getResourceAsStream("/ledger/fairgate_ledger_v1.lua")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void pass(Twins twins) {
        nowMs += random.nextInt(400);
        String seconds = Long.toString(nowMs / 1000);
        String micros = Long.toString(nowMs % 1000 * 1000 + random.nextInt(1000));
        twins.both("HSET", "clock", "seconds", seconds, "micros", micros);
    }

    private List<String> call() {
        return switch (random.nextInt(20)) {
            case 0 -> put();
            case 1 -> fcall("pause_v1", List.of("sale", "events"), text(random.nextInt(3)));
            case 2 -> rehold();
            case 3 -> restore();
            case 4, 5, 6, 7, 8, 9 -> settle();
            default -> commit();
        };
    }

    private List<String> commit() {
        String account = account();
        List<String> keys =
                new ArrayList<>(List.of("sale", "orders:" + account, "events", "holds"));
        List<String> args =
                new ArrayList<>(
                        List.of(
                                ulid(),
                                account,
                                text(1 + random.nextInt(2)),
                                text(1 + random.nextInt(8) / 7),
                                text(nowMs + 5000 - random.nextInt(5400)),
                                "d1",
                                "7"));
        if (random.nextBoolean()) {
            keys.add("idem:" + account + ":key" + random.nextInt(40));
            args.add("86400000");
        }
        return fcall("commit_v1", keys, args.toArray(String[]::new));
    }

    private List<String> settle() {
        String account = account();
        String to = List.of("captured", "cancelled", "lapsed").get(random.nextInt(3));
        String payment = to.equals("captured") ? "p" + random.nextInt(2) : "";
        return fcall(
                "settle_v1",
                List.of("sale", "orders:" + account, "events", "holds"),
                ulid(),
                account,
                to,
                payment);
    }

    private List<String> rehold() {
        String account = account();
        List<String> keys = List.of("sale", "orders:" + account, "events", "holds");
        return fcall("rehold_v1", keys, ulid(), account);
    }

    private List<String> put() {
        List<String> terms =
                List.of(
                        text(revision()),
                        "title",
                        "A lamp",
                        "amount",
                        "4900",
                        "currency",
                        "EUR",
                        "opensAt",
                        "1789999000000",
                        "closesAt",
                        "1999999000000",
                        "allocation",
                        text(random.nextInt(25)),
                        "perAccountLimit",
                        "4",
                        "holdMs",
                        text(1000 + random.nextInt(20_000)));
        return fcall("put_sale_v1", List.of("sale", "events"), terms.toArray(String[]::new));
    }

    /// Mostly the one that is current.
    private long revision() {
        return Math.max(0, revisions - random.nextInt(8) / 6);
    }

    private List<String> restore() {
        return fcall("restore_end_v1", List.of("sale", "events"), "1", "1", "0", "99");
    }

    private static List<String> fcall(String function, List<String> keys, String... args) {
        List<String> command = new ArrayList<>(List.of("FCALL", function, text(keys.size())));
        keys.forEach(key -> command.add("{lamp}:" + key));
        command.addAll(List.of(args));
        return command;
    }

    private String account() {
        return "buyer" + random.nextInt(6);
    }

    private String ulid() {
        return ULID + (char) ('A' + random.nextInt(8)) + (char) ('A' + random.nextInt(8));
    }

    private static String text(long number) {
        return Long.toString(number);
    }

    /// A hash has no order, so neither has the list of an account's orders.
    private static Object sorted(Object answer) {
        if (answer instanceof List<?> list && "limit_reached".equals(list.getFirst())) {
            List<String> sorted = new ArrayList<>(list.stream().map(String::valueOf).toList());
            Collections.sort(sorted);
            return sorted;
        }
        return answer;
    }
}
