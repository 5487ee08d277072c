package dev.fairgate.sale.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairgate.sale.sale.Price;
import dev.fairgate.sale.sale.SaleId;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderRowTest {

    private static final String ULID = "01KAPZ9E00ABCDEFGHJKMNPQRS";
    private static final String TEXT =
            "1|2|4900|EUR|held|1763855087616|1763855387616|1763855087617"
                    + "|01KAPZ9E05ZYXWVTSRQPNMKJHG|7|3|pay-1";

    @Test
    void readsEveryField() {
        assertThat(OrderRow.parse(TEXT))
                .isEqualTo(
                        new OrderRow(
                                2,
                                new Price(4900, "EUR"),
                                OrderStatus.HELD,
                                Instant.ofEpochMilli(1_763_855_087_616L),
                                Instant.ofEpochMilli(1_763_855_387_616L),
                                Instant.ofEpochMilli(1_763_855_087_617L),
                                "01KAPZ9E05ZYXWVTSRQPNMKJHG",
                                7,
                                3,
                                "pay-1"));
    }

    @Test
    void isAnOrderTogetherWithWhatStandsBesideIt() {
        OrderId id = new OrderId(new SaleId("demo"), ULID);

        assertThat(OrderRow.parse(TEXT).order(id, "alice"))
                .isEqualTo(
                        new Order(
                                id,
                                "alice",
                                2,
                                new Price(4900, "EUR"),
                                OrderStatus.HELD,
                                Instant.ofEpochMilli(1_763_855_087_616L),
                                Instant.ofEpochMilli(1_763_855_387_616L),
                                "01KAPZ9E05ZYXWVTSRQPNMKJHG"));
    }

    @ParameterizedTest
    @EnumSource(OrderStatus.class)
    void writesWhatItReads(OrderStatus status) {
        String text = TEXT.replace("held", status.wireName());

        assertThat(OrderRow.parse(text).status()).isEqualTo(status);
        assertThat(OrderRow.parse(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "|||||||||||",
                "2|2|4900|EUR|held|1|2|1|d|7|3|",
                "|2|4900|EUR|held|1|2|1|d|7|3|",
                "1|2|4900|EUR|held|1|2|1|d|7|",
                "1|2|4900|EUR|held|1|2|1|d|7|3||",
                "1|2|4900|EUR|held|1|2|1|d|7|3|4|",
                " 1|2|4900|EUR|held|1|2|1|d|7|3|",
                "1|2|4900|EUR|held|1|2|1|d|7|3\n|",
                "1|0|4900|EUR|held|1|2|1|d|7|3|",
                "1|-2|4900|EUR|held|1|2|1|d|7|3|",
                "1|+2|4900|EUR|held|1|2|1|d|7|3|",
                "1|02|4900|EUR|held|1|2|1|d|7|3|",
                "1|2.0|4900|EUR|held|1|2|1|d|7|3|",
                "1|\u0662|4900|EUR|held|1|2|1|d|7|3|",
                "1|2147483648|4900|EUR|held|1|2|1|d|7|3|",
                "1||4900|EUR|held|1|2|1|d|7|3|",
                "1|2|-1|EUR|held|1|2|1|d|7|3|",
                "1|2|4900|EURO|held|1|2|1|d|7|3|",
                "1|2|4900|eur|held|1|2|1|d|7|3|",
                "1|2|4900||held|1|2|1|d|7|3|",
                "1|2|4900|EUR|HELD|1|2|1|d|7|3|",
                "1|2|4900|EUR|bought|1|2|1|d|7|3|",
                "1|2|4900|EUR||1|2|1|d|7|3|",
                "1|2|4900|EUR|held||2|1|d|7|3|",
                "1|2|4900|EUR|held|1.8e12|2|1|d|7|3|",
                "1|2|4900|EUR|held|1|9223372036854775808|1|d|7|3|",
                "1|2|4900|EUR|held|1|2|1||7|3|",
                "1|2|4900|EUR|held|1|2|1|a b|7|3|",
                "1|2|4900|EUR|held|1|2|1|a:b|7|3|",
                "1|2|4900|EUR|held|1|2|1|d|-7|3|",
                "1|2|4900|EUR|held|1|2|1|d|7|-3|",
                "1|2|4900|EUR|held|1|2||d|7|3|",
                "1|2|4900|EUR|held|1|2|1|d|7|3|pay 1"
            })
    void refusesWhatIsNoOrder(String text) {
        assertThatThrownBy(() -> OrderRow.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
