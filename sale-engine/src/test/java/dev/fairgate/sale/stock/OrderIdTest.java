package dev.fairgate.sale.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairgate.sale.sale.SaleId;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderIdTest {

    private static final String ULID = "01KAPZ9E00ABCDEFGHJKMNPQRS";

    @Test
    void isItsSaleAndItsTicketInOneText() {
        OrderId id = OrderId.parse("demo." + ULID).orElseThrow();

        assertThat(id).isEqualTo(new OrderId(new SaleId("demo"), ULID)).hasToString("demo." + ULID);
    }

    @Test
    void knowsWhenItsTicketWasMade() {
        assertThat(new OrderId(new SaleId("a"), "01KAPZ9E00" + "0".repeat(16)).ticketMadeAt())
                .isEqualTo(Instant.ofEpochMilli(1_763_855_087_616L));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "demo",
                "demo.",
                "." + ULID,
                ULID,
                "demo." + ULID + " ",
                " demo." + ULID,
                "demo." + ULID + "\n",
                "demo." + ULID + "0",
                "demo.01KAPZ9E00ABCDEFGHJKMNPQR",
                "demo.01kapz9e00abcdefghjkmnpqrs",
                "demo.81KAPZ9E00ABCDEFGHJKMNPQRS",
                "demo.01KAPZ9E00ABCDEFGHJKMNPQRI",
                "demo.01KAPZ9E00ABCDEFGHJKMNPQRU",
                "Demo." + ULID,
                "de mo." + ULID,
                "{demo}." + ULID,
                "a.b." + ULID,
                "../." + ULID,
                "demo:" + ULID,
                "demo\u0000." + ULID,
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa." + ULID
            })
    void refusesEverythingElse(String text) {
        assertThat(OrderId.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "a|b", ULID + ":", "01kapz9e00abcdefghjkmnpqrs"})
    void hasANumberThatIsAUlid(String ulid) {
        assertThatThrownBy(() -> new OrderId(new SaleId("demo"), ulid))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
