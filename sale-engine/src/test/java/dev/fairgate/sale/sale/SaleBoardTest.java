package dev.fairgate.sale.sale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.sale.fixture.Lamps;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SaleBoardTest {

    private static final Instant NOW = Instant.parse("2026-11-22T16:00:00Z");
    private static final SaleTerms TERMS = Lamps.terms(NOW, 100, 1);
    private static final SaleId A = new SaleId("a");

    private long now = 7;
    private final SaleBoard board = new SaleBoard(() -> now);

    @Test
    void keepsTheLaterOfTwoViewsWhicheverComesFirst() {
        board.put(Lamps.sale("a", TERMS, 5, 42));

        board.see(A, new StockView(7, 40));
        board.see(A, new StockView(6, 41));
        board.put(Lamps.sale("a", TERMS, 5, 42));
        reread(Lamps.sale("a", TERMS, 6, 41));

        assertThat(stock()).isEqualTo(new StockView(7, 40));
    }

    @Test
    void takesOverWhatAReReadingFoundLater() {
        board.put(Lamps.sale("a", TERMS, 5, 0));

        reread(Lamps.sale("a", TERMS, 6, 1));

        assertThat(stock()).isEqualTo(new StockView(6, 1));
    }

    @Test
    void keepsTheLaterTermsAndTheLaterStockApart() {
        SaleTerms changed = Lamps.terms(NOW, 100, 2);
        board.put(new Sale(A, changed, true, 2, 9, new StockView(5, 42)));

        board.put(new Sale(A, TERMS, false, 1, 8, new StockView(8, 39)));

        Sale sale = board.find(A).orElseThrow();
        assertThat(sale.terms()).isEqualTo(changed);
        assertThat(sale.paused()).isTrue();
        assertThat(sale.stock()).isEqualTo(new StockView(8, 39));
    }

    @Test
    void forgetsASaleThatIsGone() {
        board.put(Lamps.sale("a", TERMS, 5, 42));

        reread();

        assertThat(board.find(A)).isEmpty();
    }

    @Test
    void keepsASaleThatCameWhileTheReadingWasUnderWay() {
        SaleBoard.Reading reading = board.begin();
        board.put(Lamps.sale("a", TERMS, 1, 100));

        board.replaceAll(reading, List.of());

        assertThat(board.find(A)).isPresent();
    }

    @Test
    void makesNoSaleOutOfAStockView() {
        board.see(A, new StockView(1, 1));

        assertThat(board.all()).isEmpty();
    }

    @Test
    void listsTheNextToOpenLast() {
        board.put(Lamps.sale("c", Lamps.terms(NOW, 1, 1), 1, 1));
        board.put(Lamps.sale("a", Lamps.terms(NOW.plusSeconds(5), 1, 1), 1, 1));
        board.put(Lamps.sale("b", Lamps.terms(NOW, 1, 1), 1, 1));

        assertThat(board.all())
                .extracting(sale -> sale.id().value())
                .containsExactly("b", "c", "a");
    }

    @Test
    void isFreshForTwoSecondsAfterTheReadingBegan() {
        assertThat(board.isFresh()).isFalse();

        SaleBoard.Reading reading = board.begin();
        now += 600_000_000;
        board.replaceAll(reading, List.of());
        assertThat(board.isFresh()).isTrue();

        now += 1_400_000_000;
        assertThat(board.isFresh()).isTrue();
        assertThat(board.age()).isEqualTo(Duration.ofSeconds(2));
        now++;
        assertThat(board.isFresh()).isFalse();
    }

    private void reread(Sale... read) {
        board.replaceAll(board.begin(), List.of(read));
    }

    private StockView stock() {
        return board.find(A).orElseThrow().stock();
    }
}
