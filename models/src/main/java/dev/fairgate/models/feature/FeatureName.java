package dev.fairgate.models.feature;

import static dev.fairgate.models.schema.Evidence.OWN;
import static dev.fairgate.models.schema.Evidence.SHARED;
import static dev.fairgate.models.schema.Evidence.SILENCE;
import static dev.fairgate.models.schema.Signal.AGE;
import static dev.fairgate.models.schema.Signal.CAMPAIGN;
import static dev.fairgate.models.schema.Signal.CHALLENGE;
import static dev.fairgate.models.schema.Signal.CLIENT;
import static dev.fairgate.models.schema.Signal.HANDS;
import static dev.fairgate.models.schema.Signal.HISTORY;
import static dev.fairgate.models.schema.Signal.HONEYPOT;
import static dev.fairgate.models.schema.Signal.NETWORK;
import static dev.fairgate.models.schema.Signal.PURCHASE;
import static dev.fairgate.models.schema.Signal.RATE;
import static dev.fairgate.models.schema.Signal.RHYTHM;
import static dev.fairgate.models.schema.Signal.RUSH;
import static dev.fairgate.models.schema.Signal.SHARING;
import static dev.fairgate.models.schema.Signal.SUBNET;

import dev.fairgate.models.schema.Evidence;
import dev.fairgate.models.schema.Feature;
import dev.fairgate.models.schema.FeatureSchema;
import dev.fairgate.models.schema.Signal;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The features of version 2; a row carries them in this order. Changing the order, a range or a
/// default makes another version.
public enum FeatureName {
    ACCOUNT_RATE_10S(count(10_000), RATE, OWN, "Requests of the account in the last 10 seconds."),
    ACCOUNT_RATE_60S(count(10_000), RATE, OWN, "Requests of the account in the last minute."),
    ACCOUNT_RATE_1H(count(100_000), RATE, OWN, "Requests of the account in the last hour."),
    ACCOUNT_OVER(flag(), RATE, OWN, "Whether the account is over its limit."),
    ACCOUNT_RHYTHM(
            ratio(10, 1), RHYTHM, OWN, "How much the account's intervals vary; 0 is clockwork."),
    ACCOUNT_DEVICES(count(200), SHARING, OWN, "Devices of the account in the last hour."),
    ACCOUNT_ADDRESSES(count(200), SHARING, OWN, "Addresses of the account in the last hour."),
    ACCOUNT_COUNTRY_CHANGE(
            flag(), SHARING, OWN, "Whether its request before came from another country."),
    ACCOUNT_AGE(seconds(1e9, 2_592_000), AGE, OWN, "Time from registration to this purchase."),
    ACCOUNT_AGE_UNKNOWN(flag(), AGE, OWN, "Whether nobody says when the account registered."),
    DEVICE_ABSENT(flag(), SHARING, OWN, "Whether no device is named."),
    DEVICE_VERIFIED(
            new Range("1", 0, 1, 1),
            CLIENT,
            SILENCE,
            "Whether the device has a cookie of ours, and is not only named."),
    DEVICE_RATE_60S(count(10_000), RATE, OWN, "Requests of the device in the last minute."),
    DEVICE_OVER(flag(), RATE, OWN, "Whether the device is over its limit."),
    DEVICE_RHYTHM(ratio(10, 1), RHYTHM, OWN, "How much the device's intervals vary."),
    DEVICE_ACCOUNTS(count(200), SHARING, OWN, "Accounts on the device in the last hour."),
    DEVICE_ADDRESSES(count(200), SHARING, OWN, "Addresses of the device in the last hour."),
    HANDS_ABSENT(flag(), HANDS, SILENCE, "Whether the page sent nothing about hands."),
    HANDS_LITTLE(flag(), HANDS, SILENCE, "Whether what it sent is too little to tell."),
    HANDS_FAULTS(count(1_000), HANDS, OWN, "What no page of ours sends: unordered, negative, odd."),
    HANDS_EVENTS(new Range("1", 0, 512, 0), HANDS, SILENCE, "Events that the page observed."),
    HANDS_POINTER(new Range("1", 0, 512, 0), HANDS, SILENCE, "Movements of a pointer or finger."),
    HANDS_KEYS(new Range("1", 0, 512, 0), HANDS, SILENCE, "Keys, never which."),
    HANDS_LENGTH(new Range("px", 0, 1e6, 1_000), HANDS, OWN, "How far the pointer went."),
    HANDS_SPEED(new Range("px/ms", 0, 100, 0.5), HANDS, OWN, "Mean speed of the pointer."),
    HANDS_SPEED_VARIATION(
            ratio(20, 1), HANDS, OWN, "How much the speed varies; people slow down to aim."),
    HANDS_ACCELERATION_VARIATION(
            ratio(20, 0.4), HANDS, OWN, "How much the speed changes from step to step."),
    HANDS_STRAIGHTNESS(
            ratio(1, 0.8), HANDS, OWN, "How straight the strokes are; 1 is drawn by ruler."),
    HANDS_PAUSES(ratio(1, 0.02), HANDS, OWN, "Share of intervals that are pauses."),
    HANDS_TURN_ENTROPY(new Range("bit", 0, 3, 0.6), HANDS, OWN, "How unforeseeable the turns are."),
    HANDS_INTERVAL_ENTROPY(
            new Range("bit", 0, 6, 1.4), HANDS, OWN, "How unforeseeable the intervals are."),
    HANDS_INTERVAL_VARIATION(ratio(20, 0.6), HANDS, OWN, "How much the intervals vary."),
    HANDS_KEY_VARIATION(ratio(20, 0.6), HANDS, OWN, "How much the pauses between keys vary."),
    HANDS_SCROLL_VARIATION(ratio(20, 0.6), HANDS, OWN, "How much the speed of scrolling varies."),
    HANDS_PRESS(new Range("ms", 0, 10_000, 90), HANDS, OWN, "Mean time a button is held."),
    HANDS_NATURAL(
            ratio(1, 0),
            HANDS,
            SILENCE,
            "How much the hands look like a person's, by plain rules."),
    HANDS_WEBDRIVER(flag(), HANDS, OWN, "Whether the browser says that a program drives it."),
    HANDS_ACCOUNTS(
            new Range("1", 0, 200, 1), HANDS, OWN, "Accounts with the very same hands lately."),
    OPEN_TO_SUBMIT(
            new Range("ms", 0, 604_800_000, 15_000),
            HANDS,
            OWN,
            "From opening the page to buying."),
    CLOCK_OFFSET(
            new Range("ms", -86_400_000, 86_400_000, 0),
            HANDS,
            OWN,
            "How far the page's clock is behind ours, and the way here."),
    CLIENT_ABSENT(flag(), CLIENT, OWN, "Whether there is no user agent."),
    CLIENT_AUTOMATION(flag(), CLIENT, OWN, "Whether the user agent names a tool."),
    CLIENT_HEADERS(ratio(1, 1), CLIENT, OWN, "Share of a browser's headers that are there."),
    NETWORK_KNOWN(flag(), NETWORK, SHARED, "Whether the network is in the network data."),
    NETWORK_MOBILE(flag(), NETWORK, SHARED, "Whether it is a mobile carrier's."),
    NETWORK_HOSTING(flag(), NETWORK, SHARED, "Whether it is a hosting company's."),
    NETWORK_ANONYMISER(flag(), NETWORK, SHARED, "Whether it hides who asks (VPN, proxy, Tor)."),
    ADDRESS_RATE_60S(count(100_000), RATE, SHARED, "Requests of the address in the last minute."),
    ADDRESS_OVER(flag(), RATE, SHARED, "Whether the address is over its limit."),
    SITE_OVER(flag(), RATE, SHARED, "Whether a network around it is over its limit."),
    ADDRESS_RHYTHM(ratio(10, 1), RHYTHM, SHARED, "How much the address's intervals vary."),
    ADDRESS_ACCOUNTS_10M(
            count(1_000), SHARING, SHARED, "Accounts at the address in the last 10 minutes."),
    ADDRESS_ACCOUNTS(count(1_000), SHARING, SHARED, "Accounts at the address in the last hour."),
    ADDRESS_DEVICES(count(1_000), SHARING, SHARED, "Devices at the address in the last hour."),
    SITE_ACCOUNTS(count(1_000), SHARING, SHARED, "Accounts in its /24 or /56 in the last hour."),
    REGION_ACCOUNTS(count(1_000), SHARING, SHARED, "Accounts in its /20 or /48 in the last hour."),
    CROWD_EXCESS(
            new Range("sd", 0, 1_000, 0),
            SUBNET,
            SHARED,
            "How far the smallest network that is out of line is over its own normal."),
    CROWD_BITS(
            new Range("bit", 0, 64, 0),
            SUBNET,
            SHARED,
            "Prefix length of that network; 0 where all are as usual."),
    NETWORK_PAID_SHARE(
            ratio(1, 0.5),
            SUBNET,
            SHARED,
            "Share of paid ones among purchases from its /24 or /56."),
    CAMPAIGN_SIZE(count(20_000), CAMPAIGN, SHARED, "Accounts that lately moved as this one does."),
    CAMPAIGN_TIGHTNESS(ratio(1, 0), CAMPAIGN, SHARED, "How alike they are; 1 is the very same."),
    BARE_ACCOUNTS(
            count(256),
            RUSH,
            SHARED,
            "Accounts that ask for the sale in 10 seconds with neither hands nor a cookie of ours."),
    SILENT_SHARE(
            ratio(1, 0),
            RUSH,
            SHARED,
            "Share of accounts without hands among those that ask for the sale in 10 seconds."),
    CHALLENGES(count(1_000), CHALLENGE, OWN, "Challenges asked of the account in the last day."),
    CHALLENGES_SOLVED(count(1_000), CHALLENGE, OWN, "Those it solved."),
    CHALLENGES_FAILED(count(1_000), CHALLENGE, OWN, "Wrong answers it gave."),
    SOLVE_TIME(
            new Range("ms", 0, 600_000, 12_000), CHALLENGE, OWN, "How long its last one took it."),
    PAID(count(10_000), HISTORY, OWN, "Purchases that the account paid."),
    ABANDONED(count(10_000), HISTORY, OWN, "Purchases that it let lapse or gave back."),
    CHARGEBACKS(count(1_000), HISTORY, OWN, "Payments that were taken back through the bank."),
    HONEYPOT_TOUCHED(
            flag(), HONEYPOT, OWN, "Whether account or device asked for what no page links to."),
    QUANTITY(new Range("1", 0, 1_000, 1), PURCHASE, OWN, "Units asked for.");

    private static final FeatureSchema SCHEMA =
            new FeatureSchema(2, Stream.of(values()).map(FeatureName::feature).toList());

    @SuppressWarnings("ImmutableEnumChecker") // a record of values
    private final Feature feature;

    FeatureName(Range range, Signal signal, Evidence evidence, String sentence) {
        this.feature =
                new Feature(
                        name().toLowerCase(Locale.ROOT),
                        range.unit(),
                        range.min(),
                        range.max(),
                        range.absent(),
                        signal,
                        evidence,
                        sentence);
    }

    /// The list as a schema.
    public static FeatureSchema schema() {
        return SCHEMA;
    }

    /// The feature of that name.
    public static Optional<FeatureName> named(String name) {
        return Stream.of(values()).filter(it -> it.feature.name().equals(name)).findFirst();
    }

    /// Where it stands in rows.
    @SuppressWarnings("EnumOrdinal") // the order of the rows is the order here
    public int place() {
        return ordinal();
    }

    /// What it says.
    public Feature feature() {
        return feature;
    }

    private record Range(String unit, double min, double max, double absent) {}

    private static Range flag() {
        return new Range("1", 0, 1, 0);
    }

    private static Range count(double max) {
        return new Range("1", 0, max, 0);
    }

    private static Range ratio(double max, double absent) {
        return new Range("1", 0, max, absent);
    }

    private static Range seconds(double max, double absent) {
        return new Range("s", 0, max, absent);
    }
}
