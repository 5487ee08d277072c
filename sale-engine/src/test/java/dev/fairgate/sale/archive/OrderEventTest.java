package dev.fairgate.sale.archive;

import static dev.fairgate.sale.archive.Entries.event;
import static dev.fairgate.sale.archive.Entries.with;
import static dev.fairgate.sale.archive.Entries.without;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.sale.sale.SaleId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderEventTest {

    private static final SaleId SALE = new SaleId("lamp");
    private static final String ULID = "01KAN6P3ZJ0000000000000000";

    @Test
    void readsWhatTheLedgerWrites() {
        OrderEvent event = read(event(ULID, "paid", 12));

        assertThat(event.order()).hasToString("lamp." + ULID);
        assertThat(event.quantity()).isEqualTo(1);
        assertThat(event.amount()).isEqualTo(4900);
        assertThat(event.currency()).isEqualTo("EUR");
        assertThat(event.status()).isEqualTo("paid");
        assertThat(event.createdAt()).isEqualTo(Instant.ofEpochMilli(Entries.CREATED));
        assertThat(event.payBy()).isEqualTo(Instant.ofEpochMilli(Entries.PAY_BY));
        assertThat(event.decisionId()).isEqualTo("d-1");
        assertThat(event.policyVersion()).isEqualTo(3);
        assertThat(event.termsVersion()).isEqualTo(2);
        assertThat(event.stockSeq()).isEqualTo(12);
        assertThat(event.at()).isEqualTo(Instant.ofEpochMilli(Entries.CREATED + 12));
    }

    @ParameterizedTest
    @ValueSource(strings = {"kind", "order", "account", "row", "stockSeq", "available", "at"})
    void refusesAnEntryWithoutOneOfItsFields(String field) {
        assertMalformed(without(event(ULID, "held", 1), field));
    }

    @Test
    void refusesAFieldThatItDoesNotKnow() {
        assertMalformed(with(event(ULID, "held", 1), "coupon", "half"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "kind;refunded",
                "kind;paid", // the row says held
                "order;01KAN6P3ZJ000000000000000",
                "order;lamp.01KAN6P3ZJ0000000000000000",
                "account;' '",
                "stockSeq;0",
                "stockSeq;-1",
                "stockSeq;1.0",
                "stockSeq;9223372036854775808",
                "stockSeq;٣",
                "available;many",
                "at;yesterday",
                "at;9999999999999999",
                "row;''",
                "row;2|1|4900|EUR|held|1|2|d|1|1",
                "row;1|1|4900|EUR|held|1|2|d|1",
                "row;1|1|4900|EUR|held|1|2|d|1|1|1",
                "row;1|0|4900|EUR|held|1|2|d|1|1",
                "row;1|2147483648|4900|EUR|held|1|2|d|1|1",
                "row;1|1|-1|EUR|held|1|2|d|1|1",
                "row;1|1|4900|EUR|lost|1|2|d|1|1",
                "row;1|1|4900|EUR|held|x|2|d|1|1",
                "row;1|1|4900|EUR|held|1|2||1|1"
            })
    void refusesAFieldOfAnotherForm(String field, String value) {
        assertMalformed(with(event(ULID, "held", 1), field, value));
    }

    @Test
    void keepsOfEachOrderTheLastEventOnly() {
        String other = "01KAN6P3ZJ0000000000000001";
        List<OrderEvent> last =
                OrderEvent.lastOfEach(
                        List.of(
                                read(event(ULID, "paid", 9)),
                                read(event(other, "held", 3)),
                                read(event(ULID, "held", 2)),
                                read(event(other, "lapsed", 8))));

        assertThat(last)
                .extracting(it -> it.order().ulid() + " " + it.status())
                .containsExactly(ULID + " paid", other + " lapsed");
    }

    private static OrderEvent read(Map<String, String> fields) {
        return switch (OrderEvent.read(new Entry(SALE, "1-1", fields))) {
            case OrderEvent.Reading.Event it -> it.event();
            case OrderEvent.Reading.Malformed it -> throw new AssertionError(it.reason());
        };
    }

    private static void assertMalformed(Map<String, String> fields) {
        assertThat(OrderEvent.read(new Entry(SALE, "1-1", fields)))
                .isInstanceOf(OrderEvent.Reading.Malformed.class);
    }
}
