package dev.fairgate.sale.event;

import static dev.fairgate.sale.event.Entries.event;
import static dev.fairgate.sale.event.Entries.with;
import static dev.fairgate.sale.event.Entries.without;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.sale.sale.SaleId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingTest {

    private static final SaleId SALE = new SaleId("lamp");
    private static final String ULID = "01KAN6P3ZJ0000000000000000";

    @Test
    void readsWhatTheLedgerWrites() {
        OrderEvent event = read(event(ULID, "paid", 12));

        assertThat(event.order()).hasToString("lamp." + ULID);
        assertThat(event.account()).isEqualTo("a-000000");
        assertThat(event.row().text()).isEqualTo(Entries.row("1", "paid"));
        assertThat(event.stockSeq()).isEqualTo(12);
        assertThat(event.available()).isEqualTo(7);
    }

    @Test
    void readsHowASaleStands() {
        Map<String, String> fields = sale();
        assertThat(Reading.of(new Entry(SALE, "1-1", fields)))
                .isInstanceOfSatisfying(
                        Reading.OfSale.class,
                        it -> {
                            assertThat(it.event().revision()).isEqualTo(3);
                            assertThat(it.event().allocation()).isEqualTo(100);
                            assertThat(it.event().perAccountLimit()).isEqualTo(2);
                            assertThat(it.event().fields()).containsEntry("title", "Lamp");
                        });
        for (String field : fields.keySet()) {
            assertMalformed(without(fields, field));
        }
        assertMalformed(with(fields, "revision", "0"));
        assertMalformed(with(fields, "allocation", "-1"));
        assertMalformed(with(fields, "perAccountLimit", "many"));
    }

    private static Map<String, String> sale() {
        Map<String, String> fields = new HashMap<>();
        List.of("opensAt", "closesAt", "amount", "holdMs", "termsVersion", "paused", "held", "sold")
                .forEach(name -> fields.put(name, "0"));
        fields.putAll(
                Map.of(
                        "kind",
                        "sale",
                        "at",
                        "1",
                        "title",
                        "Lamp",
                        "currency",
                        "EUR",
                        "revision",
                        "3",
                        "allocation",
                        "100",
                        "perAccountLimit",
                        "2",
                        "available",
                        "100",
                        "stockSeq",
                        "1"));
        return fields;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"kind", "order", "account", "row", "key", "stockSeq", "available", "at"})
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
                "key;not a digest",
                "account;a b",
                "at;yesterday",
                "at;9999999999999999",
                "row;''",
                "row;2|1|4900|EUR|held|1|2|1|d|1|1|",
                "row;1|1|4900|EUR|held|1|2|1|d|1|",
                "row;1|1|4900|EUR|held|1|2|1|d|1|1|1|",
                "row;1|0|4900|EUR|held|1|2|1|d|1|1|",
                "row;1|2147483648|4900|EUR|held|1|2|1|d|1|1|",
                "row;1|1|-1|EUR|held|1|2|1|d|1|1|",
                "row;1|1|4900|EUR|lost|1|2|1|d|1|1|",
                "row;1|1|4900|EUR|held|x|2|1|d|1|1|",
                "row;1|1|4900|EUR|held|1|2|1||1|1|"
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
                .extracting(it -> it.order().ulid() + " " + it.row().status())
                .containsExactly(ULID + " PAID", other + " LAPSED");
    }

    private static OrderEvent read(Map<String, String> fields) {
        return switch (Reading.of(new Entry(SALE, "1-1", fields))) {
            case Reading.OfOrder it -> it.event();
            case Reading.OfSale it -> throw new AssertionError("a sale");
            case Reading.Malformed it -> throw new AssertionError(it.reason());
        };
    }

    private static void assertMalformed(Map<String, String> fields) {
        assertThat(Reading.of(new Entry(SALE, "1-1", fields)))
                .isInstanceOf(Reading.Malformed.class);
    }
}
