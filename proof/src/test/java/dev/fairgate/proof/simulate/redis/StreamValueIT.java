package dev.fairgate.proof.simulate.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Streams and groups, in the forms that the engines send, on both servers. Each server names its
/// entries itself, so the n-th entry is `#n` here.
class StreamValueIT {

    private static final int CALLS = 2000;

    private final SplittableRandom random = new SplittableRandom(8);
    private final List<String> real = new ArrayList<>();
    private final List<String> memory = new ArrayList<>();

    @Test
    void readsClaimsAcknowledgesAndTrimsAsARealRedisDoes(@TempDir Path directory) {
        try (Twins twins = new Twins(directory)) {
            for (int i = 0; i < CALLS; i++) {
                List<String> call = call();
                Twins.Both both = twins.both(named(call, real), named(call, memory));
                if (call.getFirst().equals("XADD")) {
                    real.add(first(both.real()));
                    memory.add(first(both.memory()));
                }
                assertThat(numbered(both.memory(), memory))
                        .as("%d %s", i, call)
                        .isEqualTo(numbered(both.real(), real));
            }
        }
    }

    private List<String> call() {
        String group = random.nextBoolean() ? "archive" : "outcomes";
        return switch (random.nextInt(12)) {
            case 0 -> List.of("XGROUP", "CREATE", "s", group, "0-0", "MKSTREAM");
            case 1, 2, 3 -> List.of("XADD", "s", "*", "kind", "held", "n", "" + real.size());
            case 4, 5 ->
                    List.of("XREADGROUP", "GROUP", group, "w", "COUNT", "3", "STREAMS", "s", ">");
            case 6 -> List.of("XAUTOCLAIM", "s", group, "w", "0", "0-0", "COUNT", "4");
            case 7, 8 -> List.of("XACK", "s", group, entry(), entry());
            case 9 -> List.of("XPENDING", "s", group);
            case 10 ->
                    random.nextInt(4) == 0
                            ? List.of("XTRIM", "s", "MINID", "=", entry())
                            : List.of("XLEN", "s");
            default -> List.of("XRANGE", "s", "(" + entry(), "+", "COUNT", "1");
        };
    }

    private String entry() {
        int size = real.size();
        return size == 0 ? "0-0" : "#" + random.nextInt(Math.max(0, size - 12), size);
    }

    private static List<String> named(List<String> call, List<String> ids) {
        return call.stream()
                .map(
                        word -> {
                            int mark = word.indexOf('#');
                            return mark < 0
                                    ? word
                                    : word.substring(0, mark)
                                            + ids.get(Integer.parseInt(word.substring(mark + 1)));
                        })
                .toList();
    }

    private static String first(Object answer) {
        return answer instanceof List<?> list ? String.valueOf(list.getFirst()) : "";
    }

    private static Object numbered(Object answer, List<String> ids) {
        if (answer instanceof List<?> list) {
            List<Object> numbered = new ArrayList<>();
            list.forEach(it -> numbered.add(numbered(it, ids)));
            return numbered;
        }
        int index = ids.indexOf(answer);
        return index < 0 ? answer : "#" + index;
    }
}
