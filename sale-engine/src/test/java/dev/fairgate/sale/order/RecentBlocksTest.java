package dev.fairgate.sale.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.sale.sale.SaleId;
import dev.fairgate.sale.web.Problem;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RecentBlocksTest {

    private static final SaleId LAMP = new SaleId("lamp");
    private static final Problem ANSWER = new Problem("blocked", 403, "Not possible", "d");

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 7); // it may wrap
    private final RecentBlocks blocks = new RecentBlocks(nanos::get);

    @Test
    void remembersABlockForAsLongAsItStands() {
        blocks.remember("bob", LAMP, ANSWER, Duration.ofMillis(200));

        pass(199);
        assertThat(blocks.find("bob", LAMP)).contains(ANSWER);
        pass(1);
        assertThat(blocks.find("bob", LAMP)).isEmpty();
    }

    @Test
    void neverLongerThanHalfASecond() {
        blocks.remember("bob", LAMP, ANSWER, Duration.ofDays(400_000)); // more than fits into nanos

        pass(499);
        assertThat(blocks.find("bob", LAMP)).contains(ANSWER);
        pass(1);
        assertThat(blocks.find("bob", LAMP)).isEmpty();
    }

    @Test
    void isAboutOneAccountInOneSale() {
        blocks.remember("bob", LAMP, ANSWER, Duration.ofMillis(200));

        assertThat(blocks.find("ann", LAMP)).isEmpty();
        assertThat(blocks.find("bob", new SaleId("vase"))).isEmpty();
    }

    @Test
    void forgetsAtOnceWhatMayChange() {
        blocks.remember("bob", LAMP, ANSWER, Duration.ZERO);
        blocks.remember("bob", LAMP, ANSWER, Duration.ofMillis(-1));

        assertThat(blocks.find("bob", LAMP)).isEmpty();
    }

    private void pass(long ms) {
        nanos.addAndGet(Duration.ofMillis(ms).toNanos());
    }
}
