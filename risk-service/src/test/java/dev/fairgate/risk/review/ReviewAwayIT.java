package dev.fairgate.risk.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.risk.Purchase;
import dev.fairgate.risk.RiskNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Without PostgreSQL: nothing is taken that would be forgotten, and decisions go on.
class ReviewAwayIT {

    @Test
    void refusesAppealsAndReviewsWithoutADatabase() {
        try (RiskNode node = RiskNode.start(Map.of())) {
            String decision =
                    node.assess(Purchase.of("away", Purchase.newAddress()))
                            .get("decisionId")
                            .asString();
            String ana = "Bearer " + node.account("ana", "analyst");

            assertUnavailable(
                    node.call(
                            "/api/v1/appeals",
                            "{\"accountId\":\"away\",\"decisionId\":\"%s\",\"message\":\"why?\"}"
                                    .formatted(decision)));
            assertUnavailable(
                    node.send(
                            HttpRequest.newBuilder(node.uri("/api/v1/review-queue"))
                                    .header("Authorization", ana)
                                    .build()));
            assertUnavailable(
                    node.send(
                            node.post("/api/v1/review-queue/" + decision + "/claim", "")
                                    .header("Authorization", ana)
                                    .build()));
        }
    }

    private static void assertUnavailable(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThat(RiskNode.json(answer).get("type").asString())
                .isEqualTo("/problems/database-unavailable");
    }
}
