package dev.fairgate.models.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fairgate.models.feature.Known.Campaign;
import dev.fairgate.models.feature.Known.Over;
import dev.fairgate.models.feature.Known.Purchases;
import dev.fairgate.models.feature.Known.Rush;
import dev.fairgate.models.feature.Request.NetworkSort;
import dev.fairgate.models.hands.ClientShape;
import dev.fairgate.models.hands.Hands;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowsTest {

    private static final long NOW = 1_790_000_000_000L;
    private static final ClientShape BROWSER =
            ClientShape.of(
                    Optional.of("Mozilla/5.0 Firefox/144.0"),
                    List.of("Host", "User-Agent", "Accept", "Accept-Language"));

    @Test
    void saysOfSomebodyNewNothingButThatHeIsThere() {
        FeatureRow row = Rows.of(request(Hands.ABSENT), known(unseen()));

        assertThat(row.get(FeatureName.ACCOUNT_AGE)).isEqualTo(3_600);
        assertThat(row.get(FeatureName.ACCOUNT_AGE_UNKNOWN)).isZero();
        assertThat(row.get(FeatureName.HANDS_ABSENT)).isEqualTo(1);
        assertThat(row.get(FeatureName.HANDS_LITTLE)).isEqualTo(1);
        assertThat(row.get(FeatureName.HANDS_SPEED)).isEqualTo(0.5);
        assertThat(row.get(FeatureName.ACCOUNT_RHYTHM)).isEqualTo(1);
        assertThat(row.get(FeatureName.DEVICE_ABSENT)).isEqualTo(1);
        assertThat(row.get(FeatureName.NETWORK_PAID_SHARE)).isEqualTo(0.5);
        assertThat(row.get(FeatureName.QUANTITY)).isEqualTo(2);
        assertThat(row.get(FeatureName.CLIENT_HEADERS)).isCloseTo(3 / 6.0, within(1e-9));
        assertThat(row.get(FeatureName.SOLVE_TIME)).isEqualTo(12_000);
        assertThat(row.get(FeatureName.CROWD_BITS)).isZero();
    }

    @Test
    void keepsWhatThePageObserved() {
        String json =
                """
                {"pageOpenedAt":1790000000000,"submittedAt":1790000004210,"events":[[0,"f"],\
                [100,"k"],[200,"k"],[400,"k"],[500,"k"],[700,"k"]],"webdriver":true,\
                "timezone":"UTC","languages":[],"screen":[1,1,1],"touch":false}""";
        FeatureRow row = Rows.of(request(Hands.read(json, NOW)), known(unseen()));

        assertThat(row.get(FeatureName.HANDS_ABSENT)).isZero();
        assertThat(row.get(FeatureName.HANDS_LITTLE)).isZero();
        assertThat(row.get(FeatureName.HANDS_KEYS)).isEqualTo(5);
        assertThat(row.get(FeatureName.HANDS_WEBDRIVER)).isEqualTo(1);
        assertThat(row.get(FeatureName.OPEN_TO_SUBMIT)).isEqualTo(4_210);
        // 100, 200, 100, 200 ms: 50 / 150
        assertThat(row.get(FeatureName.HANDS_KEY_VARIATION)).isCloseTo(1 / 3.0, within(1e-9));
    }

    @Test
    void takesEveryProfileForWhatItIs() {
        Profile account = seen(EntityKind.ACCOUNT, 3, 2, 4);
        Profile device = seen(EntityKind.DEVICE, 4, 3, 2);
        Known known =
                new Known(
                        account,
                        device,
                        seen(EntityKind.HANDS, 5, 5, 5),
                        seen(EntityKind.ADDRESS, 6, 6, 4),
                        seen(EntityKind.SITE, 7, 7, 7).withOutcome(true).withOutcome(true),
                        seen(EntityKind.REGION, 8, 8, 8),
                        true,
                        new Over(true, true, true, true),
                        new Purchases(5, 6, 7),
                        new Challenged(4, 3, 2, 800),
                        new Campaign(300, 0.9),
                        new Rush(9, 0.4));
        FeatureRow row = Rows.of(request(Hands.ABSENT), known);

        assertThat(row.get(FeatureName.ACCOUNT_RATE_60S)).isEqualTo(4);
        assertThat(row.get(FeatureName.ACCOUNT_DEVICES)).isCloseTo(3, within(0.2));
        assertThat(row.get(FeatureName.ACCOUNT_ADDRESSES)).isCloseTo(2, within(0.2));
        assertThat(row.get(FeatureName.DEVICE_ABSENT)).isZero();
        assertThat(row.get(FeatureName.DEVICE_ACCOUNTS)).isCloseTo(4, within(0.3));
        assertThat(row.get(FeatureName.DEVICE_ADDRESSES)).isCloseTo(3, within(0.2));
        assertThat(row.get(FeatureName.HANDS_ACCOUNTS)).isCloseTo(5, within(0.6));
        assertThat(row.get(FeatureName.ADDRESS_ACCOUNTS)).isCloseTo(6, within(0.2));
        assertThat(row.get(FeatureName.SITE_ACCOUNTS)).isCloseTo(7, within(0.3));
        assertThat(row.get(FeatureName.REGION_ACCOUNTS)).isCloseTo(8, within(0.4));
        assertThat(row.get(FeatureName.NETWORK_PAID_SHARE)).isEqualTo(3 / 4.0);
        assertThat(row.get(FeatureName.ACCOUNT_OVER)).isEqualTo(1);
        assertThat(row.get(FeatureName.DEVICE_OVER)).isEqualTo(1);
        assertThat(row.get(FeatureName.ADDRESS_OVER)).isEqualTo(1);
        assertThat(row.get(FeatureName.SITE_OVER)).isEqualTo(1);
        assertThat(row.get(FeatureName.PAID)).isEqualTo(5);
        assertThat(row.get(FeatureName.ABANDONED)).isEqualTo(6);
        assertThat(row.get(FeatureName.CHARGEBACKS)).isEqualTo(7);
        assertThat(row.get(FeatureName.CHALLENGES)).isEqualTo(4);
        assertThat(row.get(FeatureName.CHALLENGES_SOLVED)).isEqualTo(3);
        assertThat(row.get(FeatureName.CHALLENGES_FAILED)).isEqualTo(2);
        assertThat(row.get(FeatureName.SOLVE_TIME)).isEqualTo(800);
        assertThat(row.get(FeatureName.CAMPAIGN_SIZE)).isEqualTo(300);
        assertThat(row.get(FeatureName.CAMPAIGN_TIGHTNESS)).isEqualTo(0.9);
        assertThat(row.get(FeatureName.BARE_ACCOUNTS)).isEqualTo(9);
        assertThat(row.get(FeatureName.SILENT_SHARE)).isEqualTo(0.4);
        assertThat(row.get(FeatureName.DEVICE_VERIFIED)).isEqualTo(1);
    }

    @Test
    void namesTheMostSpecificNetworkThatIsOutOfLine() {
        Profile quiet = Profile.unseen(EntityKind.ADDRESS).after(sight(1, 1));
        Profile flooded = seen(EntityKind.SITE, 60, 60, 1);
        FeatureRow row = Rows.of(request(Hands.ABSENT), networks(quiet, flooded, true));

        assertThat(row.get(FeatureName.CROWD_BITS)).isEqualTo(24);
        assertThat(row.get(FeatureName.CROWD_EXCESS))
                .isCloseTo((flooded.firsts(60) - 12) / Math.sqrt(12), within(1e-9));
        assertThat(
                        Rows.of(request(Hands.ABSENT), networks(quiet, flooded, false))
                                .get(FeatureName.CROWD_BITS))
                .isEqualTo(56);
        Profile loud = seen(EntityKind.ADDRESS, 30, 30, 1);
        assertThat(
                        Rows.of(request(Hands.ABSENT), networks(loud, flooded, true))
                                .get(FeatureName.CROWD_BITS))
                .isEqualTo(32);
    }

    @Test
    void computesAgainWhatIsKnownAndKeepsWhatWasObserved() {
        FeatureRow first = Rows.of(request(Hands.MALFORMED), known(unseen()));
        Profile twice = unseen().after(sight(1, 1));
        FeatureRow again = Rows.again(first, request(Hands.ABSENT), known(twice));

        assertThat(again).isEqualTo(Rows.of(request(Hands.MALFORMED), known(twice)));
        assertThat(again).isNotEqualTo(first);
    }

    @Test
    void hasASentenceForEveryFeature() {
        assertThat(FeatureName.values())
                .allSatisfy(
                        name -> {
                            assertThat(name.feature().sentence()).endsWith(".");
                            assertThat(FeatureName.named(name.feature().name())).contains(name);
                            assertThat(FeatureName.schema().features().get(name.place()))
                                    .isEqualTo(name.feature());
                        });
    }

    private static Request request(Hands hands) {
        return new Request(
                NOW, OptionalLong.of(NOW - 3_600_000), 2, true, hands, BROWSER, NetworkSort.MOBILE);
    }

    private static Profile unseen() {
        return Profile.unseen(EntityKind.ACCOUNT).after(sight(Sight.NONE, 1));
    }

    private static Profile seen(EntityKind kind, int firsts, int seconds, int least) {
        Profile profile = Profile.unseen(kind);
        for (int i = 0; i < Math.max(Math.max(firsts, seconds), least); i++) {
            profile = profile.after(sight(i % firsts, i % seconds));
        }
        return profile;
    }

    private static Sight sight(int first, int second) {
        return new Sight(NOW, first, second, (short) 0, false);
    }

    private static Known known(Profile account) {
        return known(account, null, Profile.unseen(EntityKind.ADDRESS), unseenSite(), true);
    }

    private static Known networks(Profile address, Profile site, boolean ipv4) {
        return known(unseen(), null, address, site, ipv4);
    }

    private static Profile unseenSite() {
        return Profile.unseen(EntityKind.SITE);
    }

    private static Known known(
            Profile account, @Nullable Profile device, Profile address, Profile site, boolean v4) {
        return new Known(
                account,
                device,
                null,
                address,
                site,
                Profile.unseen(EntityKind.REGION),
                v4,
                Over.NONE,
                Purchases.NONE,
                Challenged.NONE,
                Campaign.NONE,
                Rush.NONE);
    }
}
