package dev.fairgate.risk.review;

import dev.fairgate.risk.http.InvalidRequest;
import dev.fairgate.risk.http.JsonFields;
import dev.fairgate.risk.http.Spelling;
import dev.fairgate.risk.label.Label;
import dev.fairgate.risk.review.ReviewItem.Kind;
import dev.fairgate.risk.review.ReviewItem.State;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.springframework.util.MultiValueMap;

/// Reads what analysts and the sale engine say about the queue; every fault is an
/// [InvalidRequest].
final class ReviewReader {

    private static final int USUAL = 50;

    private ReviewReader() {}

    /// An appeal, as the sale engine passes it on.
    record Appeal(String account, String decision, String message) {}

    /// What an analyst wants to have looked at.
    record Request(String decision, String note) {}

    static Appeal appeal(JsonFields body) {
        return new Appeal(
                body.id("accountId"),
                body.ulid("decisionId"),
                PlainWords.required(body, "message"));
    }

    /// Whose appeal is asked for.
    static String account(MultiValueMap<String, String> parameters) {
        return parameter(parameters, "accountId", Set.of("accountId"))
                .filter(Spelling::isId)
                .orElseThrow(
                        () ->
                                new InvalidRequest(
                                        "accountId: must be 1 to 64 of a-z, 0-9, _ and -"));
    }

    static Request request(JsonFields body) {
        body.allowOnly("decisionId", "note");
        return new Request(body.ulid("decisionId"), PlainWords.required(body, "note"));
    }

    static Reviews.Said said(JsonFields body) {
        body.allowOnly("label", "comment", "grant");
        Label label =
                body.optionalText("label", Spelling.LONGEST_REFERENCE)
                        .flatMap(Label::fromWireName)
                        .orElseThrow(() -> body.fault("label", "must be bot or human"));
        Optional<Boolean> grant = body.value("grant").map(_ -> body.flag("grant", false));
        return new Reviews.Said(label, grant, PlainWords.optional(body, "comment"));
    }

    static ReviewQuery query(MultiValueMap<String, String> parameters) {
        Set<String> known = Set.of("state", "kind", "cursor", "limit");
        return new ReviewQuery(
                parameter(parameters, "state", known)
                        .map(one(State::fromWireName, "state: must be open, claimed or done"))
                        .orElse(State.OPEN),
                parameter(parameters, "kind", known)
                        .map(one(Kind::fromWireName, "kind: must be appeal, request or sample")),
                parameter(parameters, "cursor", known).map(ReviewReader::cursor),
                parameter(parameters, "limit", known).map(ReviewReader::limit).orElse(USUAL));
    }

    private static <T> Function<String, T> one(Function<String, Optional<T>> named, String rule) {
        return text -> named.apply(text).orElseThrow(() -> new InvalidRequest(rule));
    }

    private static Optional<String> parameter(
            MultiValueMap<String, String> parameters, String name, Set<String> known) {
        if (!known.containsAll(parameters.keySet())) {
            throw new InvalidRequest(
                    "the query: has only " + String.join(", ", known.stream().sorted().toList()));
        }
        List<String> values = parameters.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw new InvalidRequest(name + ": must be there at most once");
        }
        return values.stream().findFirst();
    }

    private static String cursor(String text) {
        if (!Spelling.isUlid(text)) {
            throw new InvalidRequest("cursor: must be a `next` of this call");
        }
        return text;
    }

    private static int limit(String text) {
        int limit = text.matches("[1-9]\\d{0,2}") ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > ReviewQuery.MOST) {
            throw new InvalidRequest("limit: must be from 1 to " + ReviewQuery.MOST);
        }
        return limit;
    }
}
