package dev.fairgate.risk.expression;

import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.parser.CelParser;
import dev.cel.parser.CelParserFactory;
import dev.fairgate.risk.expression.Expression.Reading;
import java.util.List;

/// Reads expressions: CEL's own parser makes the tree, and what this part of CEL allows of it is
/// compiled. CEL's checker is not asked: it would take `paid >= 3` but neither `paid == 3` nor
/// `paid + 1`, since 3 is an int to it, and it doubles the time that the first expression takes.
public final class ExpressionReader {

    /// The longest text.
    public static final int MAX_LENGTH = 1_000;

    /// The most operators, features and numbers.
    public static final int MAX_NODES = 200;

    /// How deep they may be nested.
    public static final int MAX_DEPTH = 32;

    private static final int MOST_ERRORS = 2;
    private static final String TOO_DEEP = "must be nested at most " + MAX_DEPTH + " deep";

    private static final CelParser PARSER =
            CelParserFactory.standardCelParserBuilder()
                    .setOptions(
                            CelOptions.current()
                                    .maxExpressionCodePointSize(MAX_LENGTH)
                                    .maxParseRecursionDepth(MAX_DEPTH)
                                    .maxParseErrorRecoveryLimit(MOST_ERRORS)
                                    .build())
                    .build();

    private ExpressionReader() {}

    /// The expression that a text is, or what is wrong with it.
    public static Reading read(String text) {
        if (text.isBlank() || text.length() > MAX_LENGTH) {
            return new Reading.Faulty("must be 1 to " + MAX_LENGTH + " characters of CEL");
        }
        CelValidationResult parsed = PARSER.parse(text);
        try {
            return parsed.hasError()
                    ? new Reading.Faulty(first(parsed.getErrors()))
                    : new Compilation(parsed.getAst()).compile(text);
        } catch (CelValidationException e) {
            throw new IllegalStateException("a text without errors has a tree", e);
        }
    }

    private static String first(List<CelIssue> errors) {
        CelIssue error = errors.getFirst();
        if (error.getMessage().contains("recursion limit")) {
            return TOO_DEEP;
        }
        String message = error.getMessage();
        int list = message.indexOf(" expecting ");
        return Compilation.at(error.getSourceLocation())
                + "not CEL: "
                + (list < 0 ? message : message.substring(0, list));
    }
}
