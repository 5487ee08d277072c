package dev.fairgate.risk.tuning;

import dev.fairgate.risk.http.InvalidRequest;
import dev.fairgate.risk.http.JsonFields;
import dev.fairgate.risk.http.PlainBody;
import dev.fairgate.risk.identity.Callers;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;

/// What requests say beside their documents: the version that was seen, who writes and why.
final class WriteReader {

    private static final String IF_MATCH = "If-Match";
    private static final String COMMENT = "Fairgate-Comment";
    private static final String PREVIEW = "Fairgate-Preview";
    private static final String BREAK_GLASS = "Fairgate-Break-Glass";
    private static final int MOST_BYTES = 4_096;
    private static final Pattern ETAG = Pattern.compile("\"(\\d{1,15})\"");
    private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,14}");
    private static final Pattern VISIBLE =
            Pattern.compile("\\P{C}{0," + Version.LONGEST_COMMENT + "}");
    private static final Pattern PREVIEW_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /// No version has it.
    private static final long NONE = -1;

    private WriteReader() {}

    /// The version that the caller has seen; empty where they name none, or any.
    static Optional<Long> expected(ServerRequest request) {
        List<String> all = request.headers().header(IF_MATCH);
        if (all.isEmpty() || all.getFirst().strip().equals("*")) {
            return Optional.empty();
        }
        Matcher tag = ETAG.matcher(all.getFirst().strip());
        return Optional.of(all.size() == 1 && tag.matches() ? Long.parseLong(tag.group(1)) : NONE);
    }

    /// A version in the path.
    static Optional<Long> version(ServerRequest request, String name) {
        String text = request.pathVariable(name);
        return NUMBER.matcher(text).matches()
                ? Optional.of(Long.parseLong(text))
                : Optional.empty();
    }

    static Write write(ServerRequest request, long expected) {
        Optional<String> glass = header(request, BREAK_GLASS).map(WriteReader::reason);
        return new Write(
                expected,
                Callers.subject(request),
                glass.orElseGet(() -> commentBeside(request)),
                header(request, PREVIEW).map(WriteReader::previewId),
                glass.isPresent());
    }

    /// The comment of a call that needs no body, but may have one: `{"comment":…}`.
    static Mono<String> comment(ServerRequest request) {
        if (request.headers().contentType().isEmpty()) {
            return Mono.fromSupplier(() -> commentBeside(request));
        }
        return PlainBody.read(request, MediaType.APPLICATION_JSON, MOST_BYTES)
                .map(
                        body ->
                                body.length == 0
                                        ? commentBeside(request)
                                        : JsonFields.ofBody(body, Set.of())
                                                .optionalText("comment", MOST_BYTES)
                                                .map(it -> visible(it, "comment"))
                                                .orElseGet(() -> commentBeside(request)));
    }

    private static String commentBeside(ServerRequest request) {
        return header(request, COMMENT)
                .map(it -> visible(it, COMMENT))
                .or(() -> request.queryParam("comment").map(it -> visible(it, "comment")))
                .orElse("");
    }

    private static Optional<String> header(ServerRequest request, String name) {
        List<String> all = request.headers().header(name);
        if (all.size() > 1) {
            throw new InvalidRequest(name + ": must not be there twice");
        }
        return all.stream().findFirst();
    }

    private static String reason(String text) {
        if (text.isBlank()) {
            throw new InvalidRequest(BREAK_GLASS + ": must say why");
        }
        return visible(text, BREAK_GLASS);
    }

    private static String previewId(String text) {
        if (!PREVIEW_ID.matcher(text).matches()) {
            throw new InvalidRequest(PREVIEW + ": must be the id of a preview");
        }
        return text;
    }

    private static String visible(String text, String name) {
        if (text.length() > Version.LONGEST_COMMENT || !VISIBLE.matcher(text).matches()) {
            throw new InvalidRequest(
                    name
                            + ": must be at most "
                            + Version.LONGEST_COMMENT
                            + " characters that can be seen");
        }
        return text;
    }
}
