package dev.fairgate.benchmarks.arena.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairgate.benchmarks.arena.motion.Trace.Event;
import dev.fairgate.models.hands.Hands;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TelemetryTest {

    private static final Browser BROWSER =
            new Browser(
                    "Europe/Berlin",
                    List.of("de-DE", "en"),
                    new Browser.Screen(1440, 900, 2),
                    true);

    @Test
    void writesWhatTheContractSays() {
        Trace trace =
                new Trace(
                        List.of(
                                new Event(0, 'f', 0, 0),
                                new Event(16, 'm', 315, 441),
                                new Event(900, 'd', 318, 440),
                                new Event(985, 'u', 318, 440),
                                new Event(1500, 'k', 0, 0),
                                new Event(1600, 's', 0, 240),
                                new Event(2000, 'v', 0, 0)));

        String json = Telemetry.json(trace, 1_790_000_000_000L, 1_790_000_004_210L, BROWSER);

        assertThat(json)
                .isEqualTo(
                        "{\"pageOpenedAt\":1790000000000,\"submittedAt\":1790000004210,\"events\":"
                                + "[[0,\"f\"],[16,\"m\",315,441],[900,\"d\",318,440],"
                                + "[985,\"u\",318,440],[1500,\"k\"],[1600,\"s\",0,240],"
                                + "[2000,\"v\",0]],\"webdriver\":false,"
                                + "\"timezone\":\"Europe/Berlin\",\"languages\":[\"de-DE\",\"en\"],"
                                + "\"screen\":[1440,900,2],\"touch\":true}");
        assertThat(Hands.read(json, 0).faults()).isZero();
    }

    @Test
    void readsBackWithoutAnyEventOrLanguage() {
        Browser bare = new Browser("", List.of(), new Browser.Screen(800, 600, 1), false);

        String json = Telemetry.json(new Trace(List.of()), 5, 9, bare);

        assertThat(Hands.read(json, 0).faults()).isZero();
    }

    @Test
    void onlyPhonesAreTouched() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 100; i++) {
            assertThat(Browser.of(Means.TOUCH, random).touch()).isTrue();
            assertThat(Browser.of(Means.TOUCH, random).screen().width()).isLessThan(500);
            assertThat(Browser.of(Means.MOUSE, random).touch()).isFalse();
            assertThat(Browser.of(Means.KEYBOARD, random).screen().width()).isGreaterThan(1300);
        }
    }

    @Test
    void refusesTextThatWouldHaveToBeEscaped() {
        assertThatThrownBy(
                        () ->
                                new Browser(
                                        "Europe/\"", List.of(), new Browser.Screen(1, 1, 1), true))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
