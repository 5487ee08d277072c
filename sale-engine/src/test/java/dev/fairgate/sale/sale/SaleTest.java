package dev.fairgate.sale.sale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.sale.fixture.Contract;
import dev.fairgate.sale.fixture.Lamps;
import dev.fairgate.sale.web.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SaleTest {

    private static final Instant OPENS = Instant.parse("2026-11-22T16:00:00Z");
    private static final Instant CLOSES = Instant.parse("2026-11-23T16:00:00Z");
    private static final SaleTerms TERMS = Lamps.open(Lamps.terms(OPENS, 100, 1), OPENS, CLOSES);

    private final Sale sale = Lamps.sale("demo", TERMS, 5, 42);

    @Test
    void opensAndClosesToTheMillisecond() {
        assertThat(sale.status(OPENS.minusMillis(1))).isEqualTo(SaleStatus.UPCOMING);
        assertThat(sale.status(OPENS)).isEqualTo(SaleStatus.OPEN);
        assertThat(sale.status(CLOSES.minusMillis(1))).isEqualTo(SaleStatus.OPEN);
        assertThat(sale.status(CLOSES)).isEqualTo(SaleStatus.CLOSED);
    }

    @Test
    void isSoldOutOnlyWhileItIsOpen() {
        Sale empty = Lamps.sale("demo", TERMS, 5, 0);

        assertThat(empty.status(OPENS.minusMillis(1))).isEqualTo(SaleStatus.UPCOMING);
        assertThat(empty.status(OPENS)).isEqualTo(SaleStatus.SOLD_OUT);
        assertThat(empty.status(CLOSES)).isEqualTo(SaleStatus.CLOSED);
    }

    @Test
    void isPausedUntilItCloses() {
        Sale paused = new Sale(sale.id(), TERMS, true, 1, 2, new StockView(5, 0));

        assertThat(paused.status(OPENS.minusMillis(1))).isEqualTo(SaleStatus.PAUSED);
        assertThat(paused.status(OPENS)).isEqualTo(SaleStatus.PAUSED);
        assertThat(paused.status(CLOSES)).isEqualTo(SaleStatus.CLOSED);
    }

    @Test
    void takesOverALaterViewAndNoOlderOne() {
        assertThat(sale.seen(new StockView(6, 41)).stock()).isEqualTo(new StockView(6, 41));
        assertThat(sale.seen(new StockView(5, 7)).stock()).isEqualTo(new StockView(5, 42));
        assertThat(sale.seen(new StockView(4, 43)).stock()).isEqualTo(new StockView(5, 42));
    }

    @Test
    void isWrittenAsTheContractSays() {
        SaleTerms terms =
                new SaleTerms(
                        "Fairgate Field Lamp",
                        "One hundred numbered lamps.",
                        "/assets/lamp.svg",
                        new Price(4900, "EUR"),
                        OPENS,
                        CLOSES,
                        100,
                        1,
                        Duration.ofMinutes(5));
        Sale golden = new Sale(sale.id(), terms, false, 3, 9, new StockView(58, 42));

        String written = new String(Json.write(SaleView.of(golden, OPENS)), StandardCharsets.UTF_8);

        assertThat(Contract.tree(written)).isEqualTo(Contract.goldenTree("sale"));
        Contract.assertValid("sale", written);
    }

    @Test
    void readsTheAdminsGoldenWrite() {
        byte[] golden = Contract.golden("sale-write").getBytes(StandardCharsets.UTF_8);

        SaleWrite write = Json.read(golden, SaleWrite.class);

        assertThat(write.requireId()).isEqualTo(new SaleId("demo"));
        assertThat(write.requireTerms())
                .isEqualTo(
                        new SaleTerms(
                                "Fairgate Field Lamp",
                                "One hundred numbered lamps.",
                                "/assets/lamp.svg",
                                new Price(4900, "EUR"),
                                OPENS,
                                CLOSES,
                                100,
                                1,
                                Duration.ofMinutes(5)));
        Contract.assertValid("sale-write", Contract.golden("sale-write"));
    }
}
