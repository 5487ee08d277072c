package dev.fairgate.risk.review;

import dev.fairgate.risk.review.ReviewItem.Verdict;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/// The queue in JSON, as docs/contract has it.
final class ReviewJson {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private ReviewJson() {}

    /// What a buyer sees of an appeal: who looked at it and with which words stays inside.
    static String appeal(ReviewItem item) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", item.id());
        json.put("decisionId", item.decisionId());
        json.put("status", item.verdict().map(ReviewJson::status).orElse("open"));
        json.put("createdAt", item.createdAt().toString());
        item.verdict().ifPresent(verdict -> json.put("decidedAt", verdict.at().toString()));
        return MAPPER.writeValueAsString(json);
    }

    private static String status(Verdict verdict) {
        return verdict.granted().orElse(false) ? "granted" : "upheld";
    }

    /// What an analyst sees of an item.
    static String item(ReviewItem item, Instant now) {
        return MAPPER.writeValueAsString(fields(item, now));
    }

    /// @param next from where to go on, if there is more
    static String list(List<ReviewItem> items, Optional<String> next, Instant now) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("items", items.stream().map(item -> fields(item, now)).toList());
        json.put("next", next.orElse(null));
        return MAPPER.writeValueAsString(json);
    }

    private static Map<String, Object> fields(ReviewItem item, Instant now) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", item.id());
        json.put("kind", item.kind().wireName());
        json.put("state", item.state(now).wireName());
        json.put("decisionId", item.decisionId());
        item.account().ifPresent(account -> json.put("accountId", account));
        item.score().ifPresent(score -> json.put("score", score));
        if (!item.words().isEmpty()) {
            json.put("text", item.words());
        }
        json.put("by", item.by());
        json.put("createdAt", item.createdAt().toString());
        item.liveClaim(now)
                .ifPresent(
                        claim -> {
                            json.put("claimedBy", claim.by());
                            json.put("claimedUntil", claim.until().toString());
                        });
        item.verdict().ifPresent(verdict -> json.put("verdict", fields(verdict)));
        return json;
    }

    private static Map<String, Object> fields(Verdict verdict) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("label", verdict.label().wireName());
        verdict.granted().ifPresent(granted -> json.put("granted", granted));
        verdict.comment().ifPresent(comment -> json.put("comment", comment));
        json.put("by", verdict.by());
        json.put("at", verdict.at().toString());
        return json;
    }
}
