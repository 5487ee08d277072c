package dev.fairgate.risk.limit;

import dev.fairgate.models.feature.EntityKind;
import dev.fairgate.risk.network.ClientAddress;
import dev.fairgate.risk.store.RiskStore;
import dev.fairgate.risk.store.Seen;
import dev.fairgate.risk.store.Swap;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/// What becomes of purchases, per network: a network from which people have paid before is not like
/// one that nobody has ever paid from.
///
/// Where an account is let through from is remembered for a moment, and for a day once it holds
/// units: so a flood of strangers leaves nothing that stays.
public final class NetworkOutcomes {

    private static final Duration MOMENT = Duration.ofSeconds(100);
    private static final Duration DAY = Duration.ofDays(1);

    /// Others may change the same network meanwhile; an outcome that is too late does not count.
    private static final int TRIES = 3;

    private final RiskStore store;
    private final Duration deadline;
    private final Recollection networks;
    private final Stamps stamps = new Stamps();

    /// @param deadline for one trip
    /// @param networks what is known of networks where the store knows nothing
    public NetworkOutcomes(RiskStore store, Duration deadline, NetworkMemory networks) {
        this.store = store;
        this.deadline = deadline;
        this.networks = new Recollection(networks);
    }

    /// What remembers where an account is let through from, over where it was before.
    public static Swap letThrough(String accountId, ClientAddress address) {
        byte[] text = address.text().getBytes(StandardCharsets.UTF_8);
        return Swap.put(key(accountId), text, MOMENT);
    }

    /// Accounts hold units: what becomes of them may take hours.
    public Mono<Void> held(List<String> accountIds) {
        List<Swap> swaps = accountIds.stream().map(it -> Swap.prolong(key(it), DAY)).toList();
        return store.swap(swaps, deadline)
                .onErrorResume(RiskStore::isAway, _ -> Mono.empty())
                .then();
    }

    /// Counts a purchase of an account for the network that it was let through from, if that is
    /// known. Where the store does not answer in time, it does not count: what is learned of
    /// networks is an estimate.
    public Mono<Void> learn(String accountId, boolean paid) {
        return store.get(key(accountId))
                .timeout(deadline)
                .flatMap(text -> Mono.justOrEmpty(ClientAddress.parse(text)))
                .flatMap(address -> count(site(address), paid))
                .onErrorResume(RiskStore::isAway, _ -> Mono.empty());
    }

    private Mono<Void> count(LimitKey site, boolean paid) {
        Mono<Boolean> once =
                store.swap(List.of(Swap.read(site.storeKey())), deadline)
                        .flatMap(seen -> Mono.justOrEmpty(held(site, seen.getFirst())))
                        .flatMap(before -> count(site, before, paid));
        return once.repeat(TRIES - 1).takeUntil(done -> done).then();
    }

    private Mono<Boolean> count(LimitKey site, StoredBucket before, boolean paid) {
        StoredBucket after = before.withOutcome(paid, stamps);
        return store.swap(List.of(before.swap(site.storeKey(), after)), deadline)
                .map(seen -> seen.getFirst() instanceof Seen.Done)
                .doOnNext(
                        done -> {
                            if (done) {
                                networks.note(site, before, after);
                            }
                        });
    }

    private Optional<StoredBucket> held(LimitKey site, Seen seen) {
        return seen instanceof Seen.Held held
                ? Optional.of(
                        networks.recall(site, StoredBucket.held(EntityKind.SITE, held.value())))
                : Optional.empty();
    }

    private static LimitKey site(ClientAddress address) {
        return address.isIpv4()
                ? new LimitKey(LimitEntity.IPV4_24, address.prefix(24))
                : new LimitKey(LimitEntity.IPV6_56, address.prefix(56));
    }

    private static String key(String accountId) {
        return "from:{account:" + accountId + "}";
    }
}
