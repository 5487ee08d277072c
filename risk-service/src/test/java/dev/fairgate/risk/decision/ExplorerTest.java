package dev.fairgate.risk.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.captcha.Issue;
import dev.fairgate.models.feature.Cells;
import dev.fairgate.models.feature.Challenged;
import dev.fairgate.models.feature.FeatureRow;
import dev.fairgate.models.feature.Known;
import dev.fairgate.risk.decision.Assessment.Step;
import dev.fairgate.risk.decision.AssessmentRequest.Telemetry;
import dev.fairgate.risk.limit.LimitEntity;
import dev.fairgate.risk.limit.LimitOutcome;
import dev.fairgate.risk.network.ClientAddress;
import dev.fairgate.risk.policy.Eligibility;
import dev.fairgate.risk.policy.Policy;
import dev.fairgate.risk.policy.SalePolicy;
import dev.fairgate.risk.policy.Sales;
import dev.fairgate.risk.policy.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExplorerTest {

    private static final Instant NOW = Instant.parse("2026-11-22T16:00:00.120Z");
    private static final int MANY = 100_000;
    private static final ClientAddress ADDRESS = ClientAddress.parse("192.0.2.17").orElseThrow();
    private static final Weighed PLAIN = Weighings.of(request("alice", "demo"), List.of());

    @Test
    void exploresNobodyWithAShareOfNought() {
        Drawing drawing = new Drawing(0);

        for (int i = 0; i < MANY; i++) {
            Assessment assessment = drawing.of(plain("a" + i));
            assertThat(assessment.step()).isInstanceOf(Step.Challenge.class);
            assertThat(assessment.propensity()).isNull();
        }
    }

    /// Five standard deviations: by chance once in two million runs, and the hash has no chance.
    @ParameterizedTest
    @ValueSource(doubles = {0.001, 0.01, 0.05})
    void letsTheShareOfTheChallengedPass(double share) {
        Drawing drawing = new Drawing(share);

        long explored =
                IntStream.range(0, MANY)
                        .filter(i -> drawing.of(plain("a" + i)).step() instanceof Step.Proceed)
                        .count();

        double deviation = Math.sqrt(MANY * share * (1 - share));
        assertThat((double) explored)
                .isBetween(MANY * share - 5 * deviation, MANY * share + 5 * deviation);
    }

    @Test
    void saysWhyAndHowLikelyAndLeavesTheVerdict() {
        Drawing drawing = new Drawing(0.05);

        Assessment explored = drawing.of(plain(drawing.passing()));
        assertThat(explored.verdict()).isEqualTo(Verdict.CHALLENGE);
        assertThat(explored.reasons())
                .extracting(Reason::code)
                .containsExactly("policy-threshold", "explored");
        assertThat(explored.propensity()).isEqualTo(0.05);

        Assessment challenged = drawing.of(plain(drawing.waiting()));
        assertThat(challenged.step()).isEqualTo(new Step.Challenge());
        assertThat(challenged.reasons())
                .extracting(Reason::code)
                .containsExactly("policy-threshold");
        assertThat(challenged.propensity()).isEqualTo(0.95);
    }

    @Test
    void drawsOnceForAnAccountInASaleAndAnewInAnother() {
        Drawing drawing = new Drawing(0.05);
        String passing = drawing.passing();
        String waiting = drawing.waiting();

        for (int attempt = 0; attempt < 100; attempt++) {
            assertThat(drawing.of(plain(passing)).step()).isInstanceOf(Step.Proceed.class);
            assertThat(drawing.of(plain(waiting)).step()).isInstanceOf(Step.Challenge.class);
        }
        long inOtherSales =
                IntStream.range(0, 1_000)
                        .filter(
                                i ->
                                        drawing.of(weighed(waiting, "sale-" + i)).step()
                                                instanceof Step.Proceed)
                        .count();
        assertThat(inOtherSales).isBetween(15L, 85L);
    }

    @Test
    void cannotBeForeseenWithoutTheKey() {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) 7);
        Drawing one = new Drawing(0.05);
        Drawing other = new Drawing(Policies.exploring(0.05), key);

        long both =
                IntStream.range(0, MANY)
                        .mapToObj(i -> plain("a" + i))
                        .filter(it -> one.of(it).step() instanceof Step.Proceed)
                        .filter(it -> other.of(it).step() instanceof Step.Proceed)
                        .count();

        assertThat(both).isBetween(150L, 350L); // of some 5000, one in twenty
    }

    @ParameterizedTest
    @EnumSource(
            value = LimitEntity.class,
            names = {"ACCOUNT", "DEVICE", "ACCOUNT_REFUSALS", "HANDS", "ADDRESS", "IPV6_48"})
    void exploresNobodyWhoIsOverALimit(LimitEntity entity) {
        LimitOutcome over = new LimitOutcome(entity, false, 0, Duration.ofMillis(300), null, false);

        assertNotDrawn(weighed(0, false, List.of(over)));
    }

    @Test
    void exploresNobodyWhoIsBlockedOrAnswersOrIsCleared() {
        assertNotDrawn(weighed(0.96, false, List.of()));
        assertNotDrawn(weighed(0, true, List.of()));
        Weighed plain = plain(new Drawing(0.05).passing());
        assertNotDrawn(
                with(
                        plain,
                        new Evidence(false, true, false, Scores.challenging(0), List.of(), row())));
        assertNotDrawn(
                with(
                        plain,
                        new Evidence(true, false, false, Scores.challenging(0), List.of(), row())));
    }

    @Test
    void exploresNobodyWhoTouchesAHoneypotOrAnsweredWronglyOrIsHalfKnown() {
        Weighed plain = plain(new Drawing(0.05).passing());
        Observed observed = plain.observed();
        assertNotDrawn(
                new Weighed(
                        plain.request(),
                        new Observed(
                                observed.request(),
                                observed.network(),
                                observed.accountCell(),
                                observed.deviceCell(),
                                observed.addressCell(),
                                true),
                        plain.known(),
                        plain.evidence(),
                        "none",
                        0));
        assertNotDrawn(knowing(plain, Challenged.NONE.plusAsked().plusFailed()));
        assertThat(
                        new Drawing(0.05)
                                .of(knowing(plain, Challenged.NONE.plusAsked().plusSolved(900)))
                                .step())
                .isInstanceOf(Step.Proceed.class);
        assertNotDrawn(
                weighed(
                        0,
                        false,
                        List.of(
                                new LimitOutcome(
                                        LimitEntity.ACCOUNT, true, 9, Duration.ZERO, null, true))));
    }

    @Test
    void exploresNobodyOfWhomNobodyKnowsWhetherTheSaleIsForThem() {
        Policy plain = Policies.exploring(0.05);
        SalePolicy old =
                new SalePolicy(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new Eligibility(Duration.ZERO, 1)));
        Policy policy =
                new Policy(
                        1,
                        plain.mode(),
                        Sales.of(Map.of("demo", old)),
                        plain.limits(),
                        plain.rules(),
                        plain.honeypots(),
                        plain.thresholds(),
                        plain.challenge(),
                        plain.clearance(),
                        plain.ticketLife(),
                        plain.exploration(),
                        plain.guard());
        String passing = new Drawing(0.05).passing();

        Assessment assessment = new Drawing(policy, new byte[32]).of(plain(passing));

        assertThat(assessment.step()).isEqualTo(new Step.Challenge());
        assertThat(assessment.propensity()).isNull();
    }

    @Test
    void drawsForNobodyWhereVerdictsAreOnlyLogged() {
        Drawing drawing = new Drawing(Policies.observing(), new byte[32]);

        assertThat(drawing.of(plain("a1")).propensity()).isNull();
    }

    @Test
    void forgetsTheDrawOfAChallengeThatCouldNotBeAsked() {
        Drawing drawing = new Drawing(0.05);
        Assessment challenged = drawing.of(plain(drawing.waiting()));

        Assessment after =
                drawing.decider.afterRefusedIssue(
                        challenged, new Issue.TooManyWrong(Duration.ofMinutes(3)));

        assertThat(after.propensity()).isNull();
    }

    /// Decides, then draws.
    private static final class Drawing {

        private final Decider decider;
        private final Explorer explorer;

        Drawing(double share) {
            this(Policies.exploring(share), new byte[32]);
        }

        Drawing(Policy policy, byte[] key) {
            this.decider = new Decider(policy);
            this.explorer = new Explorer(policy, new Cells(key));
        }

        Assessment of(Weighed weighed) {
            return explorer.explore(
                    weighed, decider.assess(weighed.request().saleId(), weighed.evidence()));
        }

        String passing() {
            return first(Step.Proceed.class);
        }

        String waiting() {
            return first(Step.Challenge.class);
        }

        private String first(Class<? extends Step> step) {
            return IntStream.range(0, MANY)
                    .mapToObj(i -> "a" + i)
                    .filter(account -> step.isInstance(of(plain(account)).step()))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void assertNotDrawn(Weighed weighed) {
        Assessment assessment = new Drawing(0.05).of(weighed);

        assertThat(assessment.propensity()).isNull();
        assertThat(assessment.reasons()).extracting(Reason::code).doesNotContain("explored");
    }

    private static Weighed plain(String account) {
        return weighed(account, "demo");
    }

    private static Weighed weighed(String account, String sale) {
        return new Weighed(
                request(account, sale),
                PLAIN.observed(),
                PLAIN.known(),
                new Evidence(false, false, false, Scores.challenging(0), List.of(), row()),
                "none",
                0);
    }

    private static AssessmentRequest request(String account, String sale) {
        return new AssessmentRequest(
                "01KAPZ9DZYAAAAAAAAAAAAAAAA",
                sale,
                1,
                account,
                Optional.empty(),
                ADDRESS,
                Optional.empty(),
                false,
                Optional.empty(),
                List.of(),
                1,
                new Telemetry.Absent(),
                Optional.empty(),
                NOW);
    }

    /// Of an account that would pass, were it not for these.
    private static Weighed weighed(double score, boolean answered, List<LimitOutcome> limits) {
        return with(
                plain(new Drawing(0.05).passing()),
                new Evidence(false, false, answered, Scores.challenging(score), limits, row()));
    }

    private static Weighed with(Weighed weighed, Evidence evidence) {
        return new Weighed(
                weighed.request(), weighed.observed(), weighed.known(), evidence, "none", 0);
    }

    private static Weighed knowing(Weighed weighed, Challenged challenged) {
        Known known = weighed.known();
        return new Weighed(
                weighed.request(),
                weighed.observed(),
                new Known(
                        known.account(),
                        known.device(),
                        known.hands(),
                        known.address(),
                        known.site(),
                        known.region(),
                        known.isIpv4(),
                        known.over(),
                        known.history(),
                        challenged,
                        known.campaign(),
                        known.rush()),
                weighed.evidence(),
                "none",
                0);
    }

    private static FeatureRow row() {
        return FeatureRow.absent();
    }
}
