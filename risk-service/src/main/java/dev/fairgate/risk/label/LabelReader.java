package dev.fairgate.risk.label;

import dev.fairgate.risk.http.InvalidRequest;
import dev.fairgate.risk.http.JsonFields;
import dev.fairgate.risk.http.Spelling;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.util.MultiValueMap;

/// Reads labels and questions about them out of JSON and query parameters; every fault is an
/// [InvalidRequest].
final class LabelReader {

    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");
    private static final int USUAL = 50;

    private LabelReader() {}

    /// The label of one decision.
    ///
    /// @param id of the decision, from the path
    /// @param now by this node's clock
    static Said said(String id, JsonFields body, Instant now) {
        body.allowOnly(LabelFields.LABEL, LabelFields.SOURCE, LabelFields.AT);
        if (!LabelKey.Kind.DECISION.admits(id)) {
            throw new InvalidRequest("the decision: " + LabelKey.Kind.DECISION.rule());
        }
        LabelFields fields = fields(body);
        return new Said(
                new LabelKey(LabelKey.Kind.DECISION, id, Optional.empty()),
                fields.label(),
                fields.source(),
                fields.at(now));
    }

    /// Which labels are wanted.
    ///
    /// @param parameters `cursor` and `limit`
    static LabelQuery query(JsonFields body, MultiValueMap<String, String> parameters) {
        body.allowOnly(
                LabelKey.Kind.DECISION.field(),
                LabelKey.Kind.ORDER.field(),
                LabelKey.Kind.PAYMENT.field(),
                LabelKey.Kind.ACCOUNT.field(),
                LabelKey.SALE_FIELD,
                LabelFields.LABEL,
                LabelFields.SOURCE,
                "from",
                "to");
        LabelFields fields = fields(body);
        Instant from = body.value("from").map(_ -> body.time("from")).orElse(FIRST);
        Instant to = body.value("to").map(_ -> body.time("to")).orElse(LAST);
        if (from.isBefore(FIRST) || !from.isBefore(to) || to.isAfter(LAST)) {
            throw body.fault("from", "must be before to");
        }
        return new LabelQuery(
                fields.optionalKey(),
                fields.optionalLabel(),
                fields.optionalSource(),
                from,
                to,
                parameter(parameters, "cursor", Set.of("cursor", "limit"))
                        .map(LabelReader::cursor)
                        .orElse(LabelCursor.START),
                parameter(parameters, "limit", Set.of("cursor", "limit"))
                        .map(LabelReader::limit)
                        .orElse(USUAL));
    }

    /// Whether labels are to be counted only.
    static boolean dryRun(MultiValueMap<String, String> parameters) {
        String text = parameter(parameters, "dryRun", Set.of("dryRun")).orElse("false");
        if (!text.equals("true") && !text.equals("false")) {
            throw new InvalidRequest("dryRun: must be true or false");
        }
        return text.equals("true");
    }

    private static Optional<String> parameter(
            MultiValueMap<String, String> parameters, String name, Set<String> known) {
        if (!known.containsAll(parameters.keySet())) {
            throw new InvalidRequest(
                    "the query: has only "
                            + String.join(" and ", known.stream().sorted().toList()));
        }
        List<String> values = parameters.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw new InvalidRequest(name + ": must be there at most once");
        }
        return values.stream().findFirst();
    }

    private static LabelCursor cursor(String text) {
        return LabelCursor.parse(text)
                .orElseThrow(() -> new InvalidRequest("cursor: must be a `next` of this call"));
    }

    private static int limit(String text) {
        int limit = text.matches("[1-9]\\d{0,2}") ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > LabelQuery.MOST) {
            throw new InvalidRequest("limit: must be from 1 to " + LabelQuery.MOST);
        }
        return limit;
    }

    private static LabelFields fields(JsonFields body) {
        return new LabelFields(name -> body.optionalText(name, Spelling.LONGEST_REFERENCE));
    }
}
