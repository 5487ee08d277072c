package dev.fairgate.risk.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.fairgate.models.feature.FeatureName;
import dev.fairgate.models.feature.FeatureRow;
import dev.fairgate.risk.expression.Expression.Reading;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// What is compiled here answers as CEL's own checker and runtime do, where every number has a
/// point: their checker takes few ints beside doubles, and their runtime says that 0.0 / 0.0 is
/// over the int 0, which the language does not.
class ExpressionPropertiesTest {

    private static final List<FeatureName> FEATURES =
            List.of(
                    FeatureName.PAID,
                    FeatureName.ABANDONED,
                    FeatureName.QUANTITY,
                    FeatureName.HONEYPOT_TOUCHED,
                    FeatureName.CLOCK_OFFSET,
                    FeatureName.ACCOUNT_RHYTHM);

    private static final List<String> COMPARISONS = List.of("<", "<=", ">", ">=", "==", "!=");

    /// Follows a number without a point, which CEL gets one instead of.
    private static final String NO_POINT = "~";

    private final CelCompiler compiler = compiler();
    private final CelRuntime runtime =
            CelRuntimeFactory.legacyCelRuntimeBuilder()
                    .setOptions(CelOptions.current().build())
                    .build();

    @Property(tries = 500)
    void answersAsCelDoes(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        String text = truth(random, 4);
        assertSame(text, random);
    }

    @Example
    void answersAsCelDoesAboutNumbersThatAreNone() throws Exception {
        Random random = new Random(1);
        for (String comparison : COMPARISONS) {
            String none = "(paid - paid) / (paid - paid)";
            assertSame("%s %s paid".formatted(none, comparison), random);
            assertSame("%s %s %s".formatted(none, comparison, none), random);
            assertSame("%s %s 1.0 / 0.0".formatted("paid", comparison), random);
        }
        assertSame("(paid - paid) / (paid - paid) in [0~, 1~]", random);
    }

    private void assertSame(String text, Random random)
            throws CelValidationException, CelEvaluationException {
        CelAbstractSyntaxTree tree = compiler.compile(text.replace(NO_POINT, ".0")).getAst();
        CelRuntime.Program program = runtime.createProgram(tree);
        Reading reading = ExpressionReader.read(text.replace(NO_POINT, ""));
        if (reading instanceof Reading.Faulty(String why)) {
            assertThat(why).as(text).containsAnyOf("too costly", "nested at most");
            return;
        }
        Expression expression = ((Reading.Compiled) reading).expression();
        for (int i = 0; i < 20; i++) {
            FeatureRow row = row(random);
            assertThat(expression.holds(row))
                    .as("%s of %s", text, named(row))
                    .isEqualTo(program.eval(named(row)));
        }
    }

    private static String truth(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 3 : 8)) {
            case 0, 1 -> comparison(random, depth);
            case 2 -> number(random, Math.max(0, depth - 1)) + " in " + numbers(random);
            case 3 -> "!(" + truth(random, depth - 1) + ")";
            case 4 -> "(%s) && (%s)".formatted(truth(random, depth - 1), truth(random, depth - 1));
            case 5 -> truth(random, depth - 1) + " || " + truth(random, depth - 1);
            case 6 -> truth(random, depth - 1) + " && " + truth(random, depth - 1);
            default ->
                    "(%s ? %s : %s)"
                            .formatted(
                                    truth(random, depth - 1),
                                    truth(random, depth - 1),
                                    truth(random, depth - 1));
        };
    }

    private static String comparison(Random random, int depth) {
        String comparison = COMPARISONS.get(random.nextInt(COMPARISONS.size()));
        int below = Math.max(0, depth - 1);
        return number(random, below) + " " + comparison + " " + number(random, below);
    }

    private static String number(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 3 : 7)) {
            case 0, 1 -> feature(random).feature().name();
            case 2 -> literal(random);
            case 3 -> "-(" + number(random, depth - 1) + ")";
            case 4 ->
                    "(%s ? %s : %s)"
                            .formatted(
                                    truth(random, depth - 1),
                                    number(random, depth - 1),
                                    number(random, depth - 1));
            case 5 -> number(random, depth - 1) + operator(random) + number(random, depth - 1);
            default ->
                    "(%s%s%s)"
                            .formatted(
                                    number(random, depth - 1),
                                    operator(random),
                                    number(random, depth - 1));
        };
    }

    private static String operator(Random random) {
        return List.of(" + ", " - ", " * ", " / ").get(random.nextInt(4));
    }

    private static String numbers(Random random) {
        return IntStream.rangeClosed(0, random.nextInt(4))
                .mapToObj(_ -> literal(random))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String literal(Random random) {
        return random.nextBoolean()
                ? random.nextInt(4) + NO_POINT
                : String.valueOf(random.nextInt(400) / 100.0);
    }

    private static FeatureName feature(Random random) {
        return FEATURES.get(random.nextInt(FEATURES.size()));
    }

    private static FeatureRow row(Random random) {
        double[] values = FeatureRow.absent().values();
        for (FeatureName name : FEATURES) {
            values[name.place()] =
                    random.nextBoolean() ? random.nextInt(4) : random.nextGaussian() * 3;
        }
        return FeatureRow.of(values);
    }

    private static Map<String, Object> named(FeatureRow row) {
        Map<String, Object> named = new HashMap<>();
        FEATURES.forEach(name -> named.put(name.feature().name(), row.get(name)));
        return named;
    }

    private static CelCompiler compiler() {
        CelCompilerBuilder builder =
                CelCompilerFactory.standardCelCompilerBuilder()
                        .setOptions(CelOptions.current().build());
        FEATURES.forEach(name -> builder.addVar(name.feature().name(), SimpleType.DOUBLE));
        return builder.build();
    }
}
