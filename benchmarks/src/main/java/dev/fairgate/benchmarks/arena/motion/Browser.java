package dev.fairgate.benchmarks.arena.motion;

import java.util.List;
import java.util.random.RandomGenerator;

/// What a page says of the browser that it is in. Letters, digits and `/ _ -` only.
///
/// @param timezone such as `Europe/Berlin`
/// @param languages such as `de-DE`
/// @param screen width and height in px, and px of the device for each of them
/// @param touch whether the screen can be touched
public record Browser(String timezone, List<String> languages, Screen screen, boolean touch) {

    private static final List<Place> PLACES =
            List.of(
                    new Place("Europe/Berlin", List.of("de-DE", "de", "en")),
                    new Place("Europe/Berlin", List.of("en-GB", "de")),
                    new Place("Europe/Vienna", List.of("de-AT", "de")),
                    new Place("Europe/Paris", List.of("fr-FR", "fr", "en")),
                    new Place("Europe/London", List.of("en-GB", "en")),
                    new Place("Europe/Warsaw", List.of("pl-PL", "pl", "en-US")),
                    new Place("America/New_York", List.of("en-US", "en")));
    private static final List<Screen> WINDOWS =
            List.of(
                    new Screen(1366, 768, 1),
                    new Screen(1440, 900, 2),
                    new Screen(1536, 864, 1),
                    new Screen(1920, 1080, 1),
                    new Screen(2560, 1440, 1));
    private static final List<Screen> PHONES =
            List.of(
                    new Screen(360, 800, 3),
                    new Screen(384, 832, 3),
                    new Screen(390, 844, 3),
                    new Screen(393, 873, 3),
                    new Screen(412, 915, 3),
                    new Screen(430, 932, 3));

    private record Place(String timezone, List<String> languages) {}

    /// A screen.
    public record Screen(int width, int height, int ratio) {}

    /// Refuses what would have to be escaped.
    public Browser {
        languages = List.copyOf(languages);
        if (!timezone.matches("[A-Za-z0-9/_-]*")
                || !languages.stream().allMatch(it -> it.matches("[A-Za-z0-9-]*"))) {
            throw new IllegalArgumentException("Not a time zone and languages: " + timezone);
        }
    }

    /// One of a few dozen usual ones, with a screen that holds what [Motion]s do.
    public static Browser of(Means means, RandomGenerator random) {
        boolean phone = means == Means.TOUCH;
        List<Screen> screens = phone ? PHONES : WINDOWS;
        Place place = PLACES.get(random.nextInt(PLACES.size()));
        return new Browser(
                place.timezone,
                place.languages,
                screens.get(random.nextInt(screens.size())),
                phone);
    }
}
