package dev.fairgate.risk.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.risk.policy.CurrentPolicy;
import dev.fairgate.risk.policy.Policy;
import dev.fairgate.risk.policy.PolicyReader;
import dev.fairgate.risk.policy.Preset;
import dev.fairgate.risk.policy.Seed;
import dev.fairgate.risk.policy.ShippedPolicies;
import dev.fairgate.risk.tuning.Guard.Band;
import dev.fairgate.risk.tuning.Guard.Ruling;
import dev.fairgate.risk.tuning.Version.Kind;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/// Changes on two nodes, with a clock that stands until it is moved.
class TuningTest {

    private static final String DOCUMENT = shipped();
    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");
    private static final Band BAND = new Band(0.01, 0.03, 0, 0.002);

    private final SharedDocument shared = new SharedDocument();
    private final InMemoryVersions versions = new InMemoryVersions();
    private final Counter unreadable = new SimpleMeterRegistry().counter("unreadable");
    private final Counter failures = new SimpleMeterRegistry().counter("failures");
    private Instant now = START;
    private Ruling ruling = new Ruling.Free(Optional.empty());
    private final Node a = new Node("a");
    private final Node b = new Node("a");

    /// A node, seeded with a document.
    private final class Node {

        private final Seed seed;
        private final CurrentPolicy policy = new CurrentPolicy(ShippedPolicies.byDefault());
        private final Standing standing;
        private final Tuning tuning;
        private final Editing editing;
        private final TuningRounds rounds;

        private Node(String said) {
            this(said, false);
        }

        private Node(String said, boolean fixed) {
            seed = Seed.of(DOCUMENT, said, fixed);
            standing = new Standing(seed, START, policy, shared, unreadable);
            tuning = new Tuning(standing, () -> now);
            editing =
                    new Editing(
                            standing,
                            tuning,
                            versions,
                            () -> Optional.of((_, _, _) -> Mono.just(ruling)),
                            new Editing.Rules(Duration.ofMinutes(30), () -> now));
            rounds = new TuningRounds(standing, tuning, versions, seed, failures, () -> 0);
        }

        private Outcome patch(String patch, boolean breaksGlass) {
            Write write =
                    new Write(
                            tuning.current().version(),
                            "boss",
                            "because",
                            Optional.empty(),
                            breaksGlass);
            return editing.patch(write, patch.getBytes(StandardCharsets.UTF_8))
                    .blockOptional()
                    .orElseThrow();
        }

        private Outcome preset(Preset preset) {
            return tuning.activate(preset, "boss", "").blockOptional().orElseThrow();
        }

        private Node round() {
            try {
                rounds.round();
                return this;
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        private Policy policy() {
            return policy.get();
        }
    }

    @Test
    void sowsItsSeedOnceAndAnotherOneOnTop() {
        a.round();
        b.round().round();
        assertThat(b.tuning.current().version()).isEqualTo(1);
        assertThat(a.standing.tuned().active().kind()).isEqualTo(Kind.SEED);

        a.patch("{\"ticketMs\":4000}", false);
        new Node("another file").round();
        assertThat(a.tuning.current().version()).isEqualTo(3);
        assertThat(a.policy().ticketLife()).isEqualTo(Duration.ofSeconds(5));

        a.round();
        new Node("a").round();
        assertThat(a.tuning.current().version()).isEqualTo(3);
    }

    @Test
    void putsAPresetOverWhateverIsInForceAndTakesItAway() {
        a.round();

        assertThat(a.preset(Preset.STRICT)).isInstanceOf(Outcome.Done.class);
        assertThat(b.policy().version()).isEqualTo(2);
        assertThat(b.policy().thresholds().orElseThrow().challenge()).isZero();
        assertThat(b.tuning.current().document()).isEqualTo(DOCUMENT);
        assertThat(b.preset(Preset.STRICT)).isInstanceOf(Outcome.Same.class);

        b.patch("{\"ticketMs\":4000}", false);
        assertThat(a.policy().thresholds().orElseThrow().challenge()).isZero();
        b.preset(Preset.NORMAL);
        assertThat(a.policy().ticketLife()).isEqualTo(Duration.ofSeconds(4));
        assertThat(a.policy().thresholds()).isEqualTo(ShippedPolicies.byDefault().thresholds());
    }

    @Test
    void leavesThePolicyAsItWasWhereADocumentHasFaults() {
        a.round();
        Policy before = a.policy();

        Outcome outcome = a.patch("{\"ticketMs\":-1,\"surprise\":true}", false);

        assertThat(outcome).isInstanceOf(Outcome.Faulty.class);
        assertThat(((Outcome.Faulty) outcome).faults())
                .extracting("pointer")
                .contains("/ticketMs", "/surprise");
        assertThat(a.patch("not JSON", false)).isInstanceOf(Outcome.Faulty.class);
        assertThat(a.policy()).isSameAs(before);
        assertThat(shared.state().sequence()).isEqualTo(1);
    }

    @Test
    void takesTheSameContentForNoChange() {
        a.round();

        assertThat(a.patch("{}", false)).isInstanceOf(Outcome.Same.class);
        assertThat(shared.state().sequence()).isEqualTo(1);
    }

    @Test
    void letsTheGuardHoldUpADocumentButNoPreset() {
        a.round();
        ruling = new Ruling.NeedsPreview(0.2, 0.05);
        assertThat(a.patch("{\"ticketMs\":4000}", false))
                .isEqualTo(new Outcome.NeedsPreview(0.2, 0.05));
        ruling = new Ruling.WrongPreview();
        assertThat(a.patch("{\"ticketMs\":4000}", false)).isEqualTo(new Outcome.WrongPreview());
        assertThat(a.preset(Preset.STRICT)).isInstanceOf(Outcome.Done.class);

        ruling = new Ruling.Free(Optional.of(BAND));
        assertThat(a.patch("{\"ticketMs\":4000}", false)).isInstanceOf(Outcome.Done.class);
        assertThat(b.tuning.current().band()).contains(BAND);
        a.preset(Preset.NORMAL);
        assertThat(b.tuning.current().band()).isEmpty();
    }

    @Test
    void takesBackWhatNobodyHasConfirmedOnceAndUnderThePresetOfNow() {
        a.round();
        ruling = new Ruling.NeedsPreview(1, 0);
        assertThat(a.patch("{\"ticketMs\":4000}", true))
                .isEqualTo(
                        new Outcome.Done(
                                a.standing.tuned().active(),
                                Optional.of(START.plus(Duration.ofMinutes(30)))));
        b.preset(Preset.STRICT);
        a.patch("{\"ticketMs\":3000}", true);
        now = START.plus(Duration.ofMinutes(30)).minusMillis(1);
        a.round();
        assertThat(a.policy().ticketLife()).isEqualTo(Duration.ofSeconds(3));

        now = START.plus(Duration.ofMinutes(30));
        a.round();
        b.round();
        a.round();

        Version active = b.standing.tuned().active();
        assertThat(active.number()).isEqualTo(5);
        assertThat(active.kind()).isEqualTo(Kind.REVERT);
        assertThat(active.by()).isEqualTo("fairgate");
        assertThat(active.preset()).isEqualTo(Preset.STRICT);
        assertThat(active.document()).isEqualTo(DOCUMENT);
    }

    @Test
    void letsStandWhatSomebodyHasConfirmedOrChangedSince() {
        a.round();
        a.patch("{\"ticketMs\":4000}", true);
        assertThat(b.tuning.confirm(1, "boss", "").block()).isEqualTo(new Outcome.Unknown());
        assertThat(b.tuning.confirm(2, "boss", "").block()).isInstanceOf(Outcome.Done.class);
        a.patch("{\"ticketMs\":3000}", true);
        a.patch("{\"ticketMs\":2000}", false);

        now = START.plus(Duration.ofDays(1));
        a.round();

        assertThat(a.policy().ticketLife()).isEqualTo(Duration.ofSeconds(2));
        assertThat(a.standing.tuned().active().number()).isEqualTo(5);
    }

    @Test
    void goesBackOnceWhereTwoNodesWantItAndNotPastSomebodyElse() {
        a.round();
        a.patch("{\"ticketMs\":4000}", false);

        assertThat(a.tuning.revert(2, "too many challenges").block()).isTrue();
        assertThat(b.tuning.revert(2, "too many challenges").block()).isFalse();
        assertThat(b.tuning.current().document()).isEqualTo(DOCUMENT);
        assertThat(b.tuning.current().version()).isEqualTo(3);

        a.patch("{\"ticketMs\":4000}", false);
        b.preset(Preset.STRICT);
        assertThat(a.tuning.revert(4, "late").block()).isFalse();
    }

    @Test
    void putsAnEarlierVersionInForceAgain() {
        a.round();
        a.patch("{\"ticketMs\":4000}", false);
        Write write = new Write(2, "boss", "", Optional.empty(), false);

        assertThat(b.editing.activate(write, 1).block()).isInstanceOf(Outcome.Done.class);
        assertThat(a.policy().ticketLife()).isEqualTo(Duration.ofSeconds(5));
        assertThat(b.editing.activate(write, 1).block()).isEqualTo(new Outcome.Stale(3));
        assertThat(
                        b.editing
                                .activate(new Write(3, "boss", "", Optional.empty(), false), 99)
                                .block())
                .isEqualTo(new Outcome.Unknown());
    }

    @Test
    void needsPostgresForADocumentAndNotForAPresetAndTellsItLater() {
        a.round();
        versions.isAway = true;

        assertThat(a.patch("{\"ticketMs\":4000}", false)).isEqualTo(new Outcome.DatabaseAway());
        assertThat(a.preset(Preset.STRICT)).isInstanceOf(Outcome.Done.class);
        a.preset(Preset.OBSERVE);
        versions.isAway = false;
        b.round();

        assertThat(versions.kept.keySet()).containsExactly(1L, 2L, 3L);
        assertThat(versions.kept.lastEntry().getValue().preset()).isEqualTo(Preset.OBSERVE);
    }

    @Test
    void changesNothingWhileTheStoreIsAway() {
        a.round();
        shared.isAway = true;

        assertThat(a.preset(Preset.STRICT)).isEqualTo(new Outcome.StoreAway());
        assertThat(a.patch("{\"ticketMs\":4000}", false)).isEqualTo(new Outcome.StoreAway());
    }

    @Test
    void keepsWhatIsInForceWhereItCannotReadTheNext() {
        a.round();
        Policy before = a.policy();
        String readable = shared.state().body();

        shared.become(2, "{\"v\":2}");
        shared.become(3, readable);
        shared.become(1, readable.replace("ticketMs", "ticketYears"));

        assertThat(a.policy()).isSameAs(before);
        assertThat(unreadable.count()).isEqualTo(6); // by both nodes
    }

    @Test
    void goesByItsFileAloneWhereThatIsFixed() {
        a.round();
        a.preset(Preset.STRICT);
        Node fixed = new Node("a", true);

        assertThat(fixed.policy().thresholds()).isEqualTo(ShippedPolicies.byDefault().thresholds());
        assertThat(fixed.preset(Preset.NORMAL)).isEqualTo(new Outcome.Fixed());
        assertThat(fixed.patch("{}", false)).isEqualTo(new Outcome.Fixed());
        assertThat(fixed.round().tuning.revert(0, "").block()).isFalse();
        assertThat(a.tuning.current().preset()).isEqualTo(Preset.STRICT);
    }

    @Test
    void leavesOutOldVersionsWhereTheTextWouldBeTooLarge() {
        a.round();
        for (int i = 0; i < 60; i++) {
            a.patch("{\"ticketMs\":" + (1_000 + i) + "}", false);
        }
        Tuned tuned = a.standing.tuned();
        assertThat(tuned.recent()).hasSize(50);
        assertThat(TunedJson.read(TunedJson.write(tuned, 2_000_000))).contains(tuned);

        Tuned shorter = TunedJson.read(TunedJson.write(tuned, 20_000)).orElseThrow();
        assertThat(shorter.recent()).hasSizeBetween(1, 5);
        assertThat(shorter.active()).isEqualTo(tuned.active());
    }

    private static String shipped() {
        try (InputStream file = PolicyReader.class.getResourceAsStream("/policy/default.json")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
