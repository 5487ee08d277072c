package dev.fairgate.risk.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.risk.decision.AssessmentRequest.Telemetry;
import dev.fairgate.risk.limit.Consumption;
import dev.fairgate.risk.limit.Consumption.Ask;
import dev.fairgate.risk.limit.LimitOutcome;
import dev.fairgate.risk.limit.Limits;
import dev.fairgate.risk.network.ClientAddress;
import dev.fairgate.risk.policy.ShippedPolicies;
import dev.fairgate.risk.store.Seen;
import dev.fairgate.risk.store.Swap;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/// What a client gains that takes another IPv6 address for each request, under the default policy,
/// in a minute of virtual time. Account and device are new each time, so that only networks count;
/// admitted is who is not challenged. The store is one that always agrees, as it does with a single
/// node.
class Ipv6RotationTest {

    private static final Duration MINUTE = Duration.ofSeconds(60);
    private static final Duration TICK = Duration.ofMillis(100);
    private static final int A_TICK = 20;

    /// With a fixed seed; addresses need only be many.
    private final Random random = new Random(64);

    @Test
    void oneClientIsAdmittedAsOftenAsItsNetworkMay() {
        assertThat(oneClient()).isBetween(89L, 91L); // 30 at once, then one a second
    }

    @Test
    void tenThousandAddressesOfOneSlash64GainNothing() {
        assertThat(admitted(i -> address(0, 0, i % 10_000)))
                .isLessThanOrEqualTo(oneClient() * 12 / 10);
    }

    @Test
    void twoHundredAndFiftySixSlash64sOfOneSlash56AreAdmittedAtMostFourTimesAsOften() {
        assertThat(admitted(i -> address(0, i % 256, i))).isLessThanOrEqualTo(4 * oneClient());
    }

    @Test
    void allSlash64sOfOneSlash48AreAdmittedAtMostEightTimesAsOften() {
        assertThat(admitted(_ -> address(0, random.nextInt(65_536), random.nextInt())))
                .isLessThanOrEqualTo(8 * oneClient());
    }

    @Test
    void aHundredBuyersOfOtherSlash48sThatTryEachSecondAreNotChallenged() {
        Network network = new Network();
        long admitted = 0;
        for (int second = 0; second < MINUTE.toSeconds(); second++) {
            admitted += network.admitted(100, buyer -> address(buyer, 0, 1));
            network.pass(Duration.ofSeconds(1));
        }
        assertThat(admitted).isGreaterThanOrEqualTo(100 * MINUTE.toSeconds() * 99 / 100);
    }

    private static long oneClient() {
        return admitted(_ -> address(0, 0, 1));
    }

    private static long admitted(IntFunction<ClientAddress> addresses) {
        Network network = new Network();
        long admitted = 0;
        for (int tick = 0; tick < MINUTE.dividedBy(TICK); tick++) {
            int first = tick * A_TICK;
            admitted += network.admitted(A_TICK, i -> addresses.apply(first + i));
            network.pass(TICK);
        }
        return admitted;
    }

    private static ClientAddress address(int site, int subnet, int host) {
        String text = "2001:db8:%x:%x::%x:%x".formatted(site, subnet, host >>> 16, host & 0xffff);
        return ClientAddress.parse(text).orElseThrow();
    }

    /// One node with the default policy and a clock that goes when the test says so.
    private static final class Network {
        private final AtomicLong nanos = new AtomicLong();
        private final Limits limits = new Limits(nanos::get, 1_000_000, 0.5);
        private final DecisionEntities entities = new DecisionEntities(ShippedPolicies.byDefault());
        private final Observer observer = Weighings.observer();
        private int requests;

        void pass(Duration time) {
            nanos.addAndGet(time.toNanos());
        }

        /// How many of some requests of this moment are not challenged.
        long admitted(int count, IntFunction<ClientAddress> addresses) {
            Consumption tokens = limits.begin();
            List<List<Ask>> asked = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                AssessmentRequest request = request("r" + requests++, addresses.apply(i));
                Observed observed = observer.observe(request, Set.of());
                asked.add(entities.first(request, observed).stream().map(tokens::ask).toList());
            }
            List<Swap> trip = new ArrayList<>();
            tokens.propose(trip);
            tokens.answered(Collections.nCopies(trip.size(), new Seen.Done()), 0);
            return asked.stream().filter(Network::isAdmitted).count();
        }

        private static boolean isAdmitted(List<Ask> asks) {
            return asks.stream()
                    .map(ask -> Objects.requireNonNull(ask.outcome()))
                    .filter(outcome -> outcome.entity().isNetwork())
                    .allMatch(LimitOutcome::allowed);
        }

        private static AssessmentRequest request(String id, ClientAddress address) {
            return new AssessmentRequest(
                    id,
                    "sale",
                    1,
                    "account-" + id,
                    Optional.empty(),
                    address,
                    Optional.of("device-" + id),
                    true,
                    Optional.empty(),
                    List.of(),
                    1,
                    new Telemetry.Absent(),
                    Optional.empty(),
                    Instant.EPOCH);
        }
    }
}
