package dev.fairgate.models.feature;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is remembered of one account, device, address, network or pair of hands: how often and how
/// regularly it asked, and how many different others were seen with it. Immutable; its bytes are
/// what a store keeps, 120 to 248 of them.
///
/// Times are those of the requests, so that a profile is a function of the requests in their order
/// and of nothing else. A request that is older than the one before counts at the time of that one.
///
/// All rates are sliding: of a window W they take the count of the running W and the share of the
/// one before that still lies within W. 20 s into a minute with 4 requests, after a minute with 30,
/// the rate is 4 + 30 × 40/60 = 24.
public final class Profile {

    private static final byte VERSION = 1;
    private static final int HEAD = 56;

    private static final VarHandle SHORT = view(short[].class);
    private static final VarHandle INT = view(int[].class);
    private static final VarHandle LONG = view(long[].class);
    private static final VarHandle FLOAT = view(float[].class);

    // Where what stands.
    private static final int KIND = 1;
    private static final int FLAGS = 2;
    private static final int INTERVALS = 3;
    private static final int SEQUENCE = 4;
    private static final int FIRST_AT = 8;
    private static final int LAST_AT = 16;
    private static final int RATES = 24;
    private static final int INTERVAL_MEAN = 36;
    private static final int INTERVAL_VARIANCE = 40;
    private static final int CROWD = 44;
    private static final int HOURS = 48;
    private static final int PAID = 50;
    private static final int UNPAID = 52;
    private static final int COUNTRY = 54;

    private static final byte HONEYPOT = 1;
    private static final byte OTHER_COUNTRY = 2;

    private static final int MINUTE_MS = 60_000;
    private static final int HOUR_MS = 3_600_000;
    private static final int MOST = 65_535;

    /// The newest interval counts for an eighth.
    private static final int INTERVALS_REMEMBERED = 8;

    /// A day's hours with anybody in them weigh as much as all before.
    private static final int HOURS_REMEMBERED = 24;

    private static final int HOURS_TO_LEARN = 3;

    private static final int STRANGER = 2;

    private static final float LONGEST_INTERVAL_S = 600;

    private final EntityKind kind;
    private final byte[] bytes;

    private Profile(EntityKind kind, byte[] bytes) {
        this.kind = kind;
        this.bytes = bytes;
    }

    /// Of somebody who was not seen before.
    public static Profile unseen(EntityKind kind) {
        byte[] bytes = new byte[size(kind)];
        bytes[0] = VERSION;
        bytes[KIND] = kind.code();
        FLOAT.set(bytes, CROWD, (float) kind.usualCrowd());
        return new Profile(kind, bytes);
    }

    /// Of a network that is not remembered any more, but what was learned of it is: it goes on from
    /// there, and knows nobody.
    public static Profile unseen(EntityKind kind, Learned learned) {
        Profile profile = unseen(kind);
        if (!kind.isShared()) {
            throw new IllegalArgumentException("nothing is learned of one " + kind);
        }
        FLOAT.set(profile.bytes, CROWD, learned.usualCrowd());
        SHORT.set(profile.bytes, HOURS, (short) learned.hours());
        SHORT.set(profile.bytes, PAID, (short) learned.paid());
        SHORT.set(profile.bytes, UNPAID, (short) learned.unpaid());
        return profile;
    }

    /// Reads what [#bytes()] gave. What it did not give, or an older version, is nobody seen
    /// before.
    public static Profile read(EntityKind kind, byte[] bytes) {
        return bytes.length == size(kind) && bytes[0] == VERSION && bytes[KIND] == kind.code()
                ? new Profile(kind, bytes)
                : unseen(kind);
    }

    /// How many bytes a profile of a kind has.
    public static int size(EntityKind kind) {
        return HEAD + kind.firstCells() + kind.secondCells();
    }

    /// The same with one more request.
    public Profile after(Sight sight) {
        byte[] next = bytes.clone();
        long last = lastAt();
        long at = sequence() == 0 ? sight.at() : Math.max(sight.at(), last);
        Window.TEN_SECONDS.count(next, last, at);
        Window.MINUTE.count(next, last, at);
        Window.HOUR.count(next, last, at);
        if (sequence() == 0) {
            LONG.set(next, FIRST_AT, at);
        } else {
            learnCrowd(next, last, at);
            learnInterval(next, at - last);
        }
        see(next, last, sight, at);
        LONG.set(next, LAST_AT, at);
        INT.set(next, SEQUENCE, sequence() == Integer.MAX_VALUE ? 1 : sequence() + 1);
        return new Profile(kind, next);
    }

    /// The same with what became of a purchase there.
    public Profile withOutcome(boolean paid) {
        byte[] next = bytes.clone();
        raise(next, paid ? PAID : UNPAID);
        return new Profile(kind, next);
    }

    /// How long it is worth keeping after its last request. Who came once or twice is forgotten
    /// before a challenge is (120 s), so that a flood of strangers pushes nothing else out of a
    /// store that is full; a network that was learned stays for a month.
    public Duration life() {
        if (isLearned()) {
            return Duration.ofDays(30);
        }
        if (sequence() <= STRANGER) {
            return Duration.ofSeconds(100);
        }
        return kind == EntityKind.HANDS ? Duration.ofMinutes(10) : Duration.ofHours(2);
    }

    /// What was learned of a network so far; empty where that is too little to be kept.
    public Optional<Learned> learned() {
        return isLearned()
                ? Learned.tryOf(
                        (float) usualCrowd(), hoursLearned(), paid(), unsigned(bytes, UNPAID))
                : Optional.empty();
    }

    /// Whether [#learned()] is there and not what it was before.
    public boolean hasLearnedSince(@Nullable Profile before) {
        return isLearned()
                && (before == null
                        || !Arrays.equals(bytes, CROWD, COUNTRY, before.bytes, CROWD, COUNTRY));
    }

    /// What a store keeps. Not to be changed.
    public byte[] bytes() {
        return bytes;
    }

    /// What it is of.
    public EntityKind kind() {
        return kind;
    }

    /// How many requests it has seen: the next one makes it one more, whichever node sees it.
    public int sequence() {
        return (int) INT.get(bytes, SEQUENCE);
    }

    /// When the last request came, in ms since 1970.
    public long lastAt() {
        return (long) LONG.get(bytes, LAST_AT);
    }

    /// Requests in the last 10 s.
    public double inTenSeconds() {
        return Window.TEN_SECONDS.rate(bytes, lastAt());
    }

    /// Requests in the last 60 s.
    public double inAMinute() {
        return Window.MINUTE.rate(bytes, lastAt());
    }

    /// Requests in the last hour.
    public double inAnHour() {
        return Window.HOUR.rate(bytes, lastAt());
    }

    /// Of the first kind that [EntityKind] names: different ones in the last minutes, at most 60.
    public double firsts(int minutes) {
        return Distinct.count(bytes, HEAD, kind.firstCells(), lastAt() / MINUTE_MS, minutes);
    }

    /// The same of the second kind.
    public double seconds(int minutes) {
        return Distinct.count(
                bytes, HEAD + kind.firstCells(), kind.secondCells(), lastAt() / MINUTE_MS, minutes);
    }

    /// How much the intervals between requests vary: their standard deviation over their mean, with
    /// the newest weighing most; 0 for clockwork, about 1 for chance. NaN below 4 intervals.
    ///
    /// Mean and variance are exponentially weighted as by Finch, "Incremental calculation of
    /// weighted mean and variance", 2009, section 9. Intervals above 10 minutes count as 10.
    public double rhythm() {
        float mean = (float) FLOAT.get(bytes, INTERVAL_MEAN);
        return bytes[INTERVALS] < 4 || mean <= 0
                ? Double.NaN
                : Math.sqrt((float) FLOAT.get(bytes, INTERVAL_VARIANCE)) / mean;
    }

    /// Accounts that are normal here in an hour, as learned from the hours in which anybody came.
    public double usualCrowd() {
        return (float) FLOAT.get(bytes, CROWD);
    }

    /// By how many standard deviations the accounts of the last hour are more than usual, if they
    /// came by chance (Poisson): with 3 usual and 9 there, (9 - 3) / sqrt(3) = 3.5.
    public double crowdExcess() {
        double usual = Math.max(1, usualCrowd());
        return Math.max(0, (firsts(Distinct.WINDOW_MINUTES) - usual) / Math.sqrt(usual));
    }

    /// Hours that the usual crowd was learned from.
    public int hoursLearned() {
        return unsigned(bytes, HOURS);
    }

    /// The share of purchases that were paid, with one of each assumed before any was known.
    public double paidShare() {
        double paid = unsigned(bytes, PAID);
        return (paid + 1) / (paid + unsigned(bytes, UNPAID) + 2);
    }

    /// Purchases that were paid.
    public int paid() {
        return unsigned(bytes, PAID);
    }

    /// Whether it asked for what no page links to.
    public boolean hasTouchedHoneypot() {
        return (bytes[FLAGS] & HONEYPOT) != 0;
    }

    /// Whether the last request came from another country than the one before, both known.
    public boolean hasChangedCountry() {
        return (bytes[FLAGS] & OTHER_COUNTRY) != 0;
    }

    private boolean isLearned() {
        return kind.isShared() && (hoursLearned() >= HOURS_TO_LEARN || paid() > 0);
    }

    private void see(byte[] next, long last, Sight sight, long at) {
        long minute = at / MINUTE_MS;
        int first = HEAD;
        int second = HEAD + kind.firstCells();
        Distinct.forget(next, HEAD, next.length - HEAD, last / MINUTE_MS, minute);
        if (sight.first() != Sight.NONE) {
            next[first + sight.first() % kind.firstCells()] = Distinct.stamp(minute);
        }
        if (sight.second() != Sight.NONE) {
            next[second + sight.second() % kind.secondCells()] = Distinct.stamp(minute);
        }
        if (sight.honeypot()) {
            next[FLAGS] |= HONEYPOT;
        }
        next[FLAGS] &= ~OTHER_COUNTRY;
        if (sight.country() != 0) {
            short before = (short) SHORT.get(next, COUNTRY);
            next[FLAGS] |= before == 0 || before == sight.country() ? 0 : OTHER_COUNTRY;
            SHORT.set(next, COUNTRY, sight.country());
        }
    }

    private static void learnInterval(byte[] next, long ms) {
        float seconds = Math.min(LONGEST_INTERVAL_S, ms / 1000f);
        int seen = Math.min(INTERVALS_REMEMBERED, next[INTERVALS] + 1);
        next[INTERVALS] = (byte) seen;
        float weight = 1f / seen;
        float mean = (float) FLOAT.get(next, INTERVAL_MEAN);
        float variance = (float) FLOAT.get(next, INTERVAL_VARIANCE);
        float difference = seconds - mean;
        float step = weight * difference;
        FLOAT.set(next, INTERVAL_MEAN, mean + step);
        FLOAT.set(next, INTERVAL_VARIANCE, (1 - weight) * (variance + difference * step));
    }

    /// When an hour is over, its crowd becomes part of what is usual. It may at most double it, so
    /// that one flood does not make the next one normal.
    private void learnCrowd(byte[] next, long last, long at) {
        if (!kind.isShared() || at / HOUR_MS == last / HOUR_MS) {
            return;
        }
        float usual = (float) FLOAT.get(next, CROWD);
        float came = (float) Math.min(firsts(Distinct.WINDOW_MINUTES), 2 * usual + 1);
        raise(next, HOURS);
        int hours = Math.min(HOURS_REMEMBERED, unsigned(next, HOURS) + 1);
        FLOAT.set(next, CROWD, usual + (came - usual) / hours);
    }

    private static void raise(byte[] next, int place) {
        SHORT.set(next, place, (short) Math.min(MOST, unsigned(next, place) + 1));
    }

    private static int unsigned(byte[] bytes, int place) {
        return Short.toUnsignedInt((short) SHORT.get(bytes, place));
    }

    private static VarHandle view(Class<?> arrayOf) {
        return MethodHandles.byteArrayViewVarHandle(arrayOf, ByteOrder.BIG_ENDIAN);
    }

    /// A window of time with two counts: of the one that runs and of the one before.
    private enum Window {
        TEN_SECONDS(RATES, 10_000),
        MINUTE(RATES + 4, MINUTE_MS),
        HOUR(RATES + 8, HOUR_MS);

        private final int place;
        private final int ms;

        Window(int place, int ms) {
            this.place = place;
            this.ms = ms;
        }

        void count(byte[] bytes, long last, long at) {
            long passed = at / ms - last / ms;
            if (passed != 0) {
                SHORT.set(
                        bytes,
                        place + 2,
                        passed == 1 ? (short) SHORT.get(bytes, place) : (short) 0);
                SHORT.set(bytes, place, (short) 0);
            }
            raise(bytes, place);
        }

        double rate(byte[] bytes, long at) {
            double left = (double) (ms - at % ms) / ms;
            return unsigned(bytes, place) + unsigned(bytes, place + 2) * left;
        }
    }
}
