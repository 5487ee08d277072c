package dev.fairgate.models.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileTest {

    /// At the begin of an hour, so that windows begin here too.
    private static final long T0 = 500_000L * 3_600_000;

    @Test
    void countsTheShareOfTheWindowBeforeThatIsStillWithinIt() {
        Profile profile = Profile.unseen(EntityKind.ACCOUNT);
        for (int i = 0; i < 30; i++) {
            profile = profile.after(at(T0 + i));
        }
        for (int i = 0; i < 4; i++) {
            profile = profile.after(at(T0 + 80_000));
        }

        assertThat(profile.inAMinute()).isEqualTo(4 + 30 * 40 / 60.0);
        assertThat(profile.inTenSeconds()).isEqualTo(4);
        assertThat(profile.inAnHour()).isEqualTo(34);
        assertThat(profile.sequence()).isEqualTo(34);
    }

    @Test
    void forgetsWindowsThatAreOver() {
        Profile profile = Profile.unseen(EntityKind.DEVICE).after(at(T0)).after(at(T0 + 120_000));

        assertThat(profile.inAMinute()).isEqualTo(1);
        assertThat(profile.inAnHour()).isEqualTo(2);
        assertThat(profile.after(at(T0 + 3 * 3_600_000)).inAnHour()).isEqualTo(1);
    }

    @Test
    void tellsClockworkFromChance() {
        Profile clockwork = Profile.unseen(EntityKind.ACCOUNT);
        Profile person = Profile.unseen(EntityKind.ACCOUNT);
        long[] pauses = {1_000, 9_000, 2_500, 400, 30_000, 5_000, 800, 14_000};
        long later = T0;
        for (int i = 0; i < pauses.length; i++) {
            clockwork = clockwork.after(at(T0 + 2_000L * i));
            person = person.after(at(later));
            later += pauses[i];
        }

        assertThat(clockwork.rhythm()).isZero();
        assertThat(person.rhythm()).isGreaterThan(0.8);
        assertThat(Profile.unseen(EntityKind.ACCOUNT).after(at(T0)).rhythm()).isNaN();
    }

    @Test
    void weighsIntervalsAsItsFormulaSays() {
        Profile profile = Profile.unseen(EntityKind.ACCOUNT);
        for (long second : new long[] {0, 1, 3, 4, 6}) {
            profile = profile.after(at(T0 + 1_000 * second));
        }

        // 1, 2, 1, 2 s: mean 1.5, variance 0.25
        assertThat(profile.rhythm()).isCloseTo(0.5 / 1.5, within(1e-6));
    }

    @Test
    void countsDifferentOnesInItsWindow() {
        Profile address = Profile.unseen(EntityKind.ADDRESS);
        for (int account = 0; account < 3; account++) {
            for (int again = 0; again < 5; again++) {
                address = address.after(seen(T0 + again, account, 40 + account));
            }
        }

        assertThat(address.firsts(60)).isCloseTo(128 * Math.log(128 / 125.0), within(1e-9));
        assertThat(address.seconds(60)).isCloseTo(64 * Math.log(64 / 61.0), within(1e-9));
        Profile later = address.after(seen(T0 + 30 * 60_000, 9, Sight.NONE));
        assertThat(later.firsts(10)).isCloseTo(1, within(0.01));
        assertThat(later.firsts(60)).isCloseTo(4, within(0.1));
        Profile muchLater = address.after(seen(T0 + 5L * 3_600_000, 9, Sight.NONE));
        assertThat(muchLater.firsts(60)).isCloseTo(1, within(0.01));
        assertThat(muchLater.seconds(60)).isZero();
    }

    @Test
    void tellsHundredsApartWithinATenth() {
        Cells cells = new Cells(new byte[16]);
        Profile address = Profile.unseen(EntityKind.ADDRESS);
        for (int account = 0; account < 300; account++) {
            address = address.after(seen(T0, cells.of("buyer-" + account), Sight.NONE));
        }

        assertThat(address.firsts(10)).isBetween(240.0, 360.0);
    }

    @Test
    void keepsOldStampsFromLookingNewAgain() {
        Profile site = Profile.unseen(EntityKind.SITE).after(seen(T0, 1, 1));
        for (int minute = 1; minute <= 600; minute++) {
            site = site.after(seen(T0 + minute * 60_000L, 2, 2));
            if (minute > 60) {
                assertThat(site.firsts(60)).isCloseTo(1, within(0.01));
            }
        }
    }

    @Test
    void learnsItsUsualCrowdFromHoursThatAreOver() {
        Profile site = Profile.unseen(EntityKind.SITE);
        assertThat(site.usualCrowd()).isEqualTo(12);
        for (int hour = 0; hour < 48; hour++) {
            for (int account = 0; account < 40; account++) {
                site = site.after(seen(T0 + hour * 3_600_000L + account * 60_000L, account, 1));
            }
        }

        assertThat(site.usualCrowd()).isBetween(35.0, 50.0);
        assertThat(site.crowdExcess()).isLessThan(2);
        assertThat(site.hoursLearned()).isEqualTo(47);
    }

    @Test
    void doesNotTakeOneFloodForNormal() {
        Profile site = Profile.unseen(EntityKind.SITE);
        for (int account = 0; account < 250; account++) {
            site = site.after(seen(T0 + account, account, 1));
        }
        assertThat(site.crowdExcess()).isGreaterThan(8);
        site = site.after(seen(T0 + 3_600_000, 1, 1));

        assertThat(site.usualCrowd()).isLessThanOrEqualTo(25);
    }

    @Test
    void goesOnFromWhatWasLearnedAndKnowsNobody() {
        Profile site = Profile.unseen(EntityKind.SITE, new Learned(40, 7, 3, 1));

        assertThat(site.usualCrowd()).isEqualTo(40);
        assertThat(site.hoursLearned()).isEqualTo(7);
        assertThat(site.paidShare()).isEqualTo(4 / 6.0);
        assertThat(site.learned()).contains(new Learned(40, 7, 3, 1));
        assertThat(site.sequence()).isZero();
        assertThat(site.firsts(60)).isZero();
        assertThat(site.life()).isEqualTo(Duration.ofDays(30));

        Profile nextHour = site.after(seen(T0, 1, 1)).after(seen(T0 + 3_600_000, 2, 1));
        assertThat(nextHour.hoursLearned()).isEqualTo(8);
        double came = 128 * Math.log(128 / 127.0);
        assertThat(nextHour.usualCrowd()).isCloseTo(40 + (came - 40) / 9, within(1e-4));
    }

    @Test
    void saysWhatWasLearnedOnceItIsWorthKeeping() {
        Profile site = Profile.unseen(EntityKind.SITE);
        for (int hour = 0; hour < 3; hour++) {
            site = site.after(seen(T0 + hour * 3_600_000L, hour, 1));
            assertThat(site.learned()).isEmpty();
            assertThat(site.hasLearnedSince(null)).isFalse();
        }
        Profile learned = site.after(seen(T0 + 3 * 3_600_000L, 3, 1));

        assertThat(learned.learned()).contains(new Learned((float) learned.usualCrowd(), 3, 0, 0));
        assertThat(learned.hasLearnedSince(site)).isTrue();
        assertThat(learned.after(seen(T0 + 4 * 3_600_000L - 1, 4, 1)).hasLearnedSince(learned))
                .isFalse();
        assertThat(learned.withOutcome(false).hasLearnedSince(learned)).isTrue();
    }

    @Test
    void learnsNothingOfOneAccount() {
        Profile account = Profile.unseen(EntityKind.ACCOUNT).withOutcome(true);

        assertThat(account.learned()).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Profile.unseen(EntityKind.HANDS, new Learned(1, 3, 0, 0)));
    }

    @ParameterizedTest
    @CsvSource({
        "NaN, 3, 0, 0",
        "-0.1, 3, 0, 0",
        "1000.1, 3, 0, 0",
        "Infinity, 3, 0, 0",
        "1, -1, 0, 0",
        "1, 3, 65536, 0",
        "1, 3, 0, -2147483648"
    })
    void takesNothingForLearnedThatCannotBe(float crowd, int hours, int paid, int unpaid) {
        assertThat(Learned.tryOf(crowd, hours, paid, unpaid)).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Learned(crowd, hours, paid, unpaid));
    }

    @Test
    void saysHowFarACrowdIsOverTheUsual() {
        Profile address = Profile.unseen(EntityKind.ADDRESS);
        for (int account = 0; account < 9; account++) {
            address = address.after(seen(T0, account, 1));
        }

        double accounts = 128 * Math.log(128 / 119.0);
        assertThat(address.crowdExcess()).isCloseTo((accounts - 3) / Math.sqrt(3), within(1e-6));
        assertThat(Profile.unseen(EntityKind.ADDRESS).after(seen(T0, 1, 1)).crowdExcess()).isZero();
    }

    @Test
    void remembersAChangeOfCountryUntilTheNextRequest() {
        Profile account = Profile.unseen(EntityKind.ACCOUNT).after(from("DE")).after(from("DE"));
        assertThat(account.hasChangedCountry()).isFalse();
        assertThat(account.after(from("FR")).hasChangedCountry()).isTrue();
        assertThat(account.after(from("")).hasChangedCountry()).isFalse();
        assertThat(account.after(from("")).after(from("FR")).hasChangedCountry()).isTrue();
        assertThat(account.after(from("FR")).after(from("FR")).hasChangedCountry()).isFalse();
    }

    @Test
    void neverForgetsTheHoneypot() {
        Sight touch = new Sight(T0, 1, 1, (short) 0, true);
        Profile account = Profile.unseen(EntityKind.ACCOUNT).after(touch).after(at(T0 + 1));

        assertThat(account.hasTouchedHoneypot()).isTrue();
    }

    @Test
    void takesAnEarlierRequestAtTheTimeOfTheOneBefore() {
        Profile profile = Profile.unseen(EntityKind.ACCOUNT).after(at(T0)).after(at(T0 - 5_000));

        assertThat(profile.lastAt()).isEqualTo(T0);
        assertThat(profile.inAMinute()).isEqualTo(2);
    }

    @Test
    void comesBackFromItsBytes() {
        Profile profile =
                Profile.unseen(EntityKind.ADDRESS)
                        .after(seen(T0, 200, 255))
                        .after(seen(T0 + 61_000, 3, Sight.NONE))
                        .withOutcome(true);
        Profile read = Profile.read(EntityKind.ADDRESS, profile.bytes().clone());

        assertThat(read.after(at(T0 + 90_000)).bytes())
                .isEqualTo(profile.after(at(T0 + 90_000)).bytes());
        assertThat(read.paidShare()).isEqualTo(2 / 3.0);
    }

    @Test
    void takesWhatItDidNotWriteForNobody() {
        byte[] other = Profile.unseen(EntityKind.SITE).after(at(T0)).bytes();

        assertThat(Profile.read(EntityKind.REGION, other).sequence()).isZero();
        assertThat(Profile.read(EntityKind.SITE, new byte[3]).sequence()).isZero();
        assertThat(Profile.read(EntityKind.SITE, new byte[other.length]).sequence()).isZero();
    }

    @Test
    void keepsStrangersForLessTimeThanAChallenge() {
        Profile once = Profile.unseen(EntityKind.ACCOUNT).after(at(T0)).after(at(T0));
        assertThat(once.life()).isLessThan(Duration.ofMinutes(2));
        assertThat(once.after(at(T0)).life()).isEqualTo(Duration.ofHours(2));
        assertThat(Profile.unseen(EntityKind.SITE).withOutcome(true).life())
                .isEqualTo(Duration.ofDays(30));
    }

    @Test
    void staysSmall() {
        for (EntityKind kind : EntityKind.values()) {
            assertThat(Profile.size(kind)).isLessThanOrEqualTo(248);
        }
    }

    private static Sight at(long ms) {
        return seen(ms, Sight.NONE, Sight.NONE);
    }

    private static Sight seen(long ms, int first, int second) {
        return new Sight(ms, first, second, (short) 0, false);
    }

    private static Sight from(String country) {
        return new Sight(T0, Sight.NONE, Sight.NONE, Sight.country(country), false);
    }
}
