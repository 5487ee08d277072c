package dev.fairgate.sale.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.sale.fixture.Tickets;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpCookie;
import org.springframework.http.ResponseCookie;

class DevicesTest {

    private final Devices devices = new Devices(Tickets.key(1), new Random(1));

    @Test
    void knowsTheDeviceAgain() {
        ResponseCookie cookie = devices.create(Requests.shop().build());

        String id = cookie.getValue().substring(0, cookie.getValue().indexOf('.'));

        assertThat(devices.find(Requests.with(Requests.shop(), cookie)))
                .contains(new Device(id, true));
        assertThat(id).hasSize(22);
        assertThat(devices.create(Requests.shop().build()).getValue()).doesNotContain(id);
    }

    @Test
    void setsACookieForAYearThatNoScriptCanRead() {
        ResponseCookie cookie = devices.create(Requests.shop().build());

        assertThat(cookie.getName()).isEqualTo("fairgate_device");
        assertThat(cookie.isSecure()).isTrue();
        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.getSameSite()).isEqualTo("Lax");
        assertThat(cookie.getMaxAge()).isEqualTo(Duration.ofDays(365));
        assertThat(devices.create(Requests.local().build()).isSecure()).isFalse();
    }

    @Test
    void refusesAnIdThatSomebodyMadeUp() {
        String value = devices.create(Requests.shop().build()).getValue();
        String mac = value.substring(value.indexOf('.'));

        for (String other : new String[] {"mine" + mac, "mine", "mine.", mac, "", ".", "a.b.c"}) {
            assertThat(find(other)).as(other).isEmpty();
        }
        for (int i = 0; i < value.length() - 1; i++) {
            char changed = value.charAt(i) == 'A' ? 'B' : 'A';
            assertThat(find(value.substring(0, i) + changed + value.substring(i + 1))).isEmpty();
        }
        assertThat(find(value)).isPresent();
    }

    @Test
    void refusesTheCookieOfAnotherKey() {
        ResponseCookie other =
                new Devices(Tickets.key(2), new Random(1)).create(Requests.shop().build());

        assertThat(find(other.getValue())).isEmpty();
    }

    @Test
    void takesTheHeaderOfAnAppWhenThereIsNoCookieOfOurs() {
        ResponseCookie cookie = devices.create(Requests.shop().build());

        assertThat(devices.find(Requests.shop().header("X-Fairgate-Device", "app-1").build()))
                .contains(new Device("app-1", false));
        assertThat(
                        devices.find(
                                Requests.with(
                                        Requests.shop().header("X-Fairgate-Device", "app-1"),
                                        cookie)))
                .hasValueSatisfying(device -> assertThat(device.verified()).isTrue());
        assertThat(
                        devices.find(
                                Requests.shop()
                                        .header("X-Fairgate-Device", "app-1")
                                        .cookie(new HttpCookie("fairgate_device", "forged.mac"))
                                        .build()))
                .contains(new Device("app-1", false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "ä", "a.b", "{a}", "../a", "a\u0000", "а", "🙂"})
    void ignoresAHeaderThatIsNoId(String id) {
        assertThat(devices.find(Requests.shop().header("X-Fairgate-Device", id).build())).isEmpty();
        assertThat(
                        devices.find(
                                Requests.shop()
                                        .header("X-Fairgate-Device", "a".repeat(65))
                                        .build()))
                .isEmpty();
    }

    private Optional<Device> find(String value) {
        return devices.find(
                Requests.shop().cookie(new HttpCookie("fairgate_device", value)).build());
    }
}
