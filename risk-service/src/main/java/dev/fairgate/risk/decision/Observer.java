package dev.fairgate.risk.decision;

import dev.fairgate.models.feature.Cells;
import dev.fairgate.models.feature.Request;
import dev.fairgate.models.feature.Request.NetworkSort;
import dev.fairgate.models.hands.ClientShape;
import dev.fairgate.models.hands.Hands;
import dev.fairgate.risk.decision.AssessmentRequest.Telemetry;
import dev.fairgate.risk.network.NetworkFacts;
import dev.fairgate.risk.network.NetworkKind;
import dev.fairgate.risk.network.Networks;
import java.util.OptionalLong;
import java.util.Set;

/// Reads out of a request what it shows, without any I/O.
final class Observer {

    private final Cells cells;
    private final Networks networks;

    Observer(Cells cells, Networks networks) {
        this.cells = cells;
        this.networks = networks;
    }

    /// @param honeypots sales that no page links to
    Observed observe(AssessmentRequest request, Set<String> honeypots) {
        NetworkFacts network = networks.of(request.clientAddress());
        return new Observed(
                read(request, network.kind()),
                network,
                cells.of(request.accountId()),
                request.deviceId().map(cells::of).orElse(-1),
                cells.of(request.clientAddress().text()),
                honeypots.contains(request.saleId()));
    }

    private static Request read(AssessmentRequest request, NetworkKind network) {
        long at = request.now().toEpochMilli();
        return new Request(
                at,
                request.registeredAt()
                        .map(registered -> OptionalLong.of(registered.toEpochMilli()))
                        .orElseGet(OptionalLong::empty),
                request.quantity(),
                request.deviceVerified(),
                hands(request.telemetry(), at),
                ClientShape.of(request.userAgent(), request.headerNames()),
                sort(network));
    }

    private static Hands hands(Telemetry telemetry, long at) {
        return switch (telemetry) {
            case Telemetry.Absent _ -> Hands.ABSENT;
            case Telemetry.Malformed _ -> Hands.MALFORMED;
            case Telemetry.Sent(String json) -> Hands.read(json, at);
        };
    }

    private static NetworkSort sort(NetworkKind kind) {
        return switch (kind) {
            case UNKNOWN -> NetworkSort.UNKNOWN;
            case ACCESS -> NetworkSort.ACCESS;
            case MOBILE -> NetworkSort.MOBILE;
            case HOSTING -> NetworkSort.HOSTING;
            case ANONYMISER -> NetworkSort.ANONYMISER;
        };
    }
}
