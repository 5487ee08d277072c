package dev.fairgate.models.feature;

import dev.fairgate.models.feature.Known.Over;
import dev.fairgate.models.feature.Request.NetworkSort;
import dev.fairgate.models.hands.Amount;
import dev.fairgate.models.hands.ClientShape;
import dev.fairgate.models.hands.Hands;
import dev.fairgate.models.hands.Hands.Received;
import dev.fairgate.models.hands.Path;
import dev.fairgate.models.hands.Rhythm;
import dev.fairgate.models.schema.FeatureSchema;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// Computes rows of features: the only place that does.
public final class Rows {

    /// From here on a network is out of line with what it normally shows.
    private static final double OUT_OF_LINE = 3;

    private static final FeatureSchema SCHEMA = FeatureName.schema();

    private Rows() {}

    /// The row of one request, every value within its range.
    public static FeatureRow of(Request request, Known known) {
        double[] row = SCHEMA.absentRow();
        purchase(request, row);
        hands(request.hands(), row);
        client(request.client(), row);
        set(row, FeatureName.DEVICE_VERIFIED, request.deviceVerified());
        network(request.network(), row);
        known(known, row);
        return FeatureRow.takeOver(row);
    }

    /// The same request once more, from what a log keeps of it. Registration, quantity, network and
    /// profiles count anew. What hands, client, limits, challenges, past purchases, campaigns and
    /// rush showed is taken from the row: a log has the outcome of those, and not where it came
    /// from.
    public static FeatureRow again(FeatureRow row, Request request, Known known) {
        double[] next = row.values();
        purchase(request, next);
        network(request.network(), next);
        profiles(known, next);
        return FeatureRow.takeOver(next);
    }

    private static void purchase(Request request, double[] row) {
        set(row, FeatureName.QUANTITY, (double) request.quantity());
        boolean unknown = request.registeredAt().isEmpty();
        set(row, FeatureName.ACCOUNT_AGE_UNKNOWN, unknown);
        set(row, FeatureName.ACCOUNT_AGE, unknown ? Double.NaN : age(request));
    }

    private static double age(Request request) {
        return (request.at() - request.registeredAt().getAsLong()) / 1000.0;
    }

    private static void hands(Hands hands, double[] row) {
        Amount amount = hands.amount();
        set(row, FeatureName.HANDS_ABSENT, hands.received() == Received.NOTHING);
        set(row, FeatureName.HANDS_LITTLE, hands.tooLittle());
        set(row, FeatureName.HANDS_FAULTS, hands.faults());
        set(row, FeatureName.HANDS_EVENTS, amount.events());
        set(row, FeatureName.HANDS_POINTER, amount.moves() + amount.touches());
        set(row, FeatureName.HANDS_KEYS, amount.keys());
        set(row, FeatureName.HANDS_NATURAL, hands.natural());
        set(row, FeatureName.HANDS_WEBDRIVER, hands.webdriver());
        path(hands.path(), row);
        Rhythm rhythm = hands.rhythm();
        set(row, FeatureName.HANDS_PAUSES, known(rhythm.pauses()));
        set(row, FeatureName.HANDS_INTERVAL_ENTROPY, known(rhythm.intervalEntropy()));
        set(row, FeatureName.HANDS_INTERVAL_VARIATION, known(rhythm.intervalVariation()));
        set(row, FeatureName.HANDS_KEY_VARIATION, known(rhythm.keyVariation()));
        set(row, FeatureName.HANDS_SCROLL_VARIATION, known(rhythm.scrollVariation()));
        set(row, FeatureName.HANDS_PRESS, known(rhythm.pressMs()));
        set(row, FeatureName.OPEN_TO_SUBMIT, known(hands.visit().openToSubmitMs()));
        set(row, FeatureName.CLOCK_OFFSET, hands.visit().clockOffsetMs());
    }

    private static void path(Path path, double[] row) {
        set(row, FeatureName.HANDS_LENGTH, known(path.lengthPx()));
        set(row, FeatureName.HANDS_SPEED, known(path.meanSpeed()));
        set(row, FeatureName.HANDS_SPEED_VARIATION, known(path.speedVariation()));
        set(row, FeatureName.HANDS_ACCELERATION_VARIATION, known(path.accelerationVariation()));
        set(row, FeatureName.HANDS_STRAIGHTNESS, known(path.straightness()));
        set(row, FeatureName.HANDS_TURN_ENTROPY, known(path.turnEntropy()));
    }

    private static double known(double value) {
        return value == Hands.UNKNOWN ? Double.NaN : value;
    }

    private static void client(ClientShape client, double[] row) {
        set(row, FeatureName.CLIENT_ABSENT, client.absent());
        set(row, FeatureName.CLIENT_AUTOMATION, client.automation());
        set(row, FeatureName.CLIENT_HEADERS, client.browserHeaders());
    }

    private static void network(NetworkSort sort, double[] row) {
        set(row, FeatureName.NETWORK_KNOWN, sort != NetworkSort.UNKNOWN);
        set(row, FeatureName.NETWORK_MOBILE, sort == NetworkSort.MOBILE);
        set(row, FeatureName.NETWORK_HOSTING, sort == NetworkSort.HOSTING);
        set(row, FeatureName.NETWORK_ANONYMISER, sort == NetworkSort.ANONYMISER);
    }

    private static void known(Known known, double[] row) {
        profiles(known, row);
        over(known.over(), row);
        past(known, row);
    }

    /// All that follows from the requests so far, in their order.
    private static void profiles(Known known, double[] row) {
        account(known.account(), row);
        device(known.device(), row);
        set(row, FeatureName.HANDS_ACCOUNTS, known(known.hands(), profile -> profile.firsts(60)));
        networks(known, row);
        crowd(known, row);
        boolean touched =
                known.account().hasTouchedHoneypot()
                        || (known.device() != null && known.device().hasTouchedHoneypot());
        set(row, FeatureName.HONEYPOT_TOUCHED, touched);
    }

    private static void over(Over over, double[] row) {
        set(row, FeatureName.ACCOUNT_OVER, over.account());
        set(row, FeatureName.DEVICE_OVER, over.device());
        set(row, FeatureName.ADDRESS_OVER, over.address());
        set(row, FeatureName.SITE_OVER, over.network());
    }

    private static void account(Profile account, double[] row) {
        set(row, FeatureName.ACCOUNT_RATE_10S, account.inTenSeconds());
        set(row, FeatureName.ACCOUNT_RATE_60S, account.inAMinute());
        set(row, FeatureName.ACCOUNT_RATE_1H, account.inAnHour());
        set(row, FeatureName.ACCOUNT_RHYTHM, account.rhythm());
        set(row, FeatureName.ACCOUNT_DEVICES, account.firsts(60));
        set(row, FeatureName.ACCOUNT_ADDRESSES, account.seconds(60));
        set(row, FeatureName.ACCOUNT_COUNTRY_CHANGE, account.hasChangedCountry());
    }

    private static void device(@Nullable Profile device, double[] row) {
        set(row, FeatureName.DEVICE_ABSENT, device == null);
        set(row, FeatureName.DEVICE_RATE_60S, known(device, Profile::inAMinute));
        set(row, FeatureName.DEVICE_RHYTHM, known(device, Profile::rhythm));
        set(row, FeatureName.DEVICE_ACCOUNTS, known(device, profile -> profile.firsts(60)));
        set(row, FeatureName.DEVICE_ADDRESSES, known(device, profile -> profile.seconds(60)));
    }

    private static double known(@Nullable Profile profile, ToDoubleFunction<Profile> number) {
        return profile == null ? Double.NaN : number.applyAsDouble(profile);
    }

    private static void networks(Known known, double[] row) {
        Profile address = known.address();
        set(row, FeatureName.ADDRESS_RATE_60S, address.inAMinute());
        set(row, FeatureName.ADDRESS_RHYTHM, address.rhythm());
        set(row, FeatureName.ADDRESS_ACCOUNTS_10M, address.firsts(10));
        set(row, FeatureName.ADDRESS_ACCOUNTS, address.firsts(60));
        set(row, FeatureName.ADDRESS_DEVICES, address.seconds(60));
        set(row, FeatureName.SITE_ACCOUNTS, known.site().firsts(60));
        set(row, FeatureName.REGION_ACCOUNTS, known.region().firsts(60));
    }

    /// The most specific prefix that is out of line with its own normal.
    private static void crowd(Known known, double[] row) {
        Profile[] fromWithin = {known.address(), known.site(), known.region()};
        for (int level = 0; level < fromWithin.length; level++) {
            double excess = fromWithin[level].crowdExcess();
            if (excess >= OUT_OF_LINE) {
                set(row, FeatureName.CROWD_EXCESS, excess);
                set(row, FeatureName.CROWD_BITS, bits(known.isIpv4(), level));
                return;
            }
        }
        set(row, FeatureName.CROWD_EXCESS, 0);
        set(row, FeatureName.CROWD_BITS, 0);
    }

    private static double bits(boolean ipv4, int level) {
        return switch (level) {
            case 0 -> ipv4 ? 32 : 64;
            case 1 -> ipv4 ? 24 : 56;
            default -> ipv4 ? 20 : 48;
        };
    }

    private static void past(Known known, double[] row) {
        set(row, FeatureName.NETWORK_PAID_SHARE, known.site().paidShare());
        set(row, FeatureName.CAMPAIGN_SIZE, known.campaign().size());
        set(row, FeatureName.CAMPAIGN_TIGHTNESS, known.campaign().tightness());
        set(row, FeatureName.BARE_ACCOUNTS, known.rush().bareAccounts());
        set(row, FeatureName.SILENT_SHARE, known.rush().silentShare());
        set(row, FeatureName.CHALLENGES, known.challenges().asked());
        set(row, FeatureName.CHALLENGES_SOLVED, known.challenges().solved());
        set(row, FeatureName.CHALLENGES_FAILED, known.challenges().failed());
        if (known.challenges().solveMs() >= 0) {
            set(row, FeatureName.SOLVE_TIME, known.challenges().solveMs());
        }
        set(row, FeatureName.PAID, (double) known.history().paid());
        set(row, FeatureName.ABANDONED, (double) known.history().abandoned());
        set(row, FeatureName.CHARGEBACKS, (double) known.history().chargebacks());
    }

    private static void set(double[] row, FeatureName name, double value) {
        row[name.place()] = value;
    }

    private static void set(double[] row, FeatureName name, boolean value) {
        row[name.place()] = value ? 1 : 0;
    }
}
