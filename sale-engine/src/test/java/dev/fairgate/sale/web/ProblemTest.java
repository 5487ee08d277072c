package dev.fairgate.sale.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemTest {

    private static final Problem SOLD_OUT = new Problem("sold-out", 409, "Sold out", "All gone.");

    @Test
    void isADocumentOfItsTypeTitleStatusAndDetail() {
        assertThat(SOLD_OUT.body())
                .containsEntry("type", "/problems/sold-out")
                .containsEntry("title", "Sold out")
                .containsEntry("status", 409)
                .containsEntry("detail", "All gone.")
                .hasSize(4);
    }

    @Test
    void carriesMembersAndHeadersWithoutChangingTheOneItCameFrom() {
        Problem more = SOLD_OUT.with("decisionId", "d").header("X-One", "1").retryAfterSeconds(3);

        assertThat(more.body()).containsEntry("decisionId", "d").hasSize(5);
        assertThat(more.headers()).containsEntry("X-One", "1").containsEntry("Retry-After", "3");
        assertThat(SOLD_OUT.members()).isEmpty();
        assertThat(SOLD_OUT.headers()).isEmpty();
    }

    @Test
    void asksNobodyToComeBackAtOnce() {
        assertThat(SOLD_OUT.retryAfterSeconds(0).headers()).containsEntry("Retry-After", "1");
        assertThat(SOLD_OUT.retryAfterSeconds(-5).headers()).containsEntry("Retry-After", "1");
        assertThat(SOLD_OUT.retryAfterMs(1800).headers()).containsEntry("Retry-After", "2");
        assertThat(SOLD_OUT.retryAfterMs(1).headers()).containsEntry("Retry-After", "1");
    }

    @Test
    void isNeverASuccess() {
        for (int status : List.of(0, 200, 303, 399, 600)) {
            assertThatThrownBy(() -> new Problem("x", status, "x", "x"))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
