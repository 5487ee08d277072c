package dev.fairgate.sale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.fairgate.sale.fixture.Engine;
import dev.fairgate.sale.fixture.FakeRisk;
import dev.fairgate.sale.fixture.Lamps;
import dev.fairgate.sale.fixture.LedgerRedis;
import dev.fairgate.sale.fixture.RawHttp;
import dev.fairgate.sale.fixture.Tokens;
import dev.fairgate.sale.ledger.LedgerClock;
import dev.fairgate.sale.sale.SaleId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Headers that lie about where a request comes from, over real connections: what the risk service
/// is told is the true peer, or the client that a trusted proxy saw, or the request is refused.
class ClientAddressSpoofIT {

    private static final String KUBERNETES = "--spring.main.cloud-platform=kubernetes";
    private static final String NOBODY = "--fairgate.network.trusted-proxies=";
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final InetAddress IPV6 = InetAddress.ofLiteral("::1");

    private static final FakeRisk RISK = Engine.risk();
    private static final SaleId SALE = sell();
    private static final List<Engine> STARTED = new ArrayList<>();

    /// Trusts `127.0.0.0/8` and `::1`, as all but those told [#NOBODY].
    private static final Engine BEHIND = Engine.shared();

    private static final Engine BEHIND_ON_KUBERNETES = start(KUBERNETES);
    private static final Engine DIRECT = start(NOBODY);
    private static final Engine DIRECT_ON_KUBERNETES = start(NOBODY, KUBERNETES);

    /// An address of this machine that is not loopback, and an engine that listens on it.
    private static final Optional<InetAddress> OWN = ownAddress();

    private static final Optional<Engine> OUTSIDE = OWN.map(ClientAddressSpoofIT::startOn);
    private static final Optional<Engine> ON_IPV6 =
            Optional.of(IPV6)
                    .filter(ClientAddressSpoofIT::isHere)
                    .map(ClientAddressSpoofIT::startOn);

    @AfterAll
    static void stop() {
        STARTED.forEach(Engine::close);
    }

    @ParameterizedTest
    @MethodSource("spoofs")
    void behindATrustedProxyTheWalkEndsAtTheFirstStranger(AddressSpoof spoof) {
        assertResolved(BEHIND, LOOPBACK, spoof, spoof.client());
    }

    @ParameterizedTest
    @MethodSource("spoofs")
    void kubernetesChangesNothingBehindATrustedProxy(AddressSpoof spoof) {
        assertResolved(BEHIND_ON_KUBERNETES, LOOPBACK, spoof, spoof.client());
    }

    @ParameterizedTest
    @MethodSource("spoofs")
    void withoutTrustedProxiesEveryHeaderIsIgnored(AddressSpoof spoof) {
        assertResolved(DIRECT, LOOPBACK, spoof, AddressSpoof.PEER);
    }

    @ParameterizedTest
    @MethodSource("spoofs")
    void kubernetesTrustsNobody(AddressSpoof spoof) {
        assertResolved(DIRECT_ON_KUBERNETES, LOOPBACK, spoof, AddressSpoof.PEER);
    }

    @ParameterizedTest
    @MethodSource("spoofs")
    void aPeerThatIsNoTrustedProxyIsTheClientWhateverItSays(AddressSpoof spoof) {
        assumeThat(OUTSIDE).as("an address that is not loopback").isPresent();

        assertResolved(OUTSIDE.orElseThrow(), OWN.orElseThrow(), spoof, AddressSpoof.PEER);
    }

    @ParameterizedTest
    @MethodSource("spoofs")
    void noHeaderOpensWhatIsForThisMachineOnly(AddressSpoof spoof) {
        assumeThat(OUTSIDE).as("an address that is not loopback").isPresent();
        String request = post("/demo/accounts", "{\"accountId\":\"a\"}", spoof.headers());

        String answer = RawHttp.exchange(OWN.orElseThrow(), OUTSIDE.orElseThrow().port(), request);

        if (isRefused(spoof)) {
            assertRefused(answer);
        } else {
            RawHttp.assertProblem(answer, 404);
        }
    }

    @ParameterizedTest
    @MethodSource("spoofs")
    void anIpv6PeerIsTreatedAlike(AddressSpoof spoof) {
        assumeThat(ON_IPV6).as("IPv6 on loopback").isPresent();

        assertResolved(ON_IPV6.orElseThrow(), IPV6, spoof, spoof.client());
    }

    private static Stream<AddressSpoof> spoofs() {
        return AddressSpoof.all();
    }

    private static void assertResolved(
            Engine engine, InetAddress peer, AddressSpoof spoof, String client) {
        String account = Engine.fresh("spoofer");
        String headers =
                "Authorization: Bearer " + Tokens.of(account, "buyer") + "\r\n" + spoof.headers();
        String request = post("/api/v1/sales/" + SALE + "/orders", "{\"quantity\":1}", headers);

        String answer = RawHttp.exchange(peer, engine.port(), request);

        List<String> told =
                RISK.asked(account).stream()
                        .map(asked -> asked.path("clientAddress").asString())
                        .toList();
        if (isRefused(spoof)) {
            assertRefused(answer);
            assertThat(told).isEmpty();
        } else {
            assertThat(answer).startsWith("HTTP/1.1 201 ");
            assertThat(told)
                    .containsExactly(
                            client.equals(AddressSpoof.PEER) ? peer.getHostAddress() : client);
        }
    }

    private static boolean isRefused(AddressSpoof spoof) {
        return spoof.client().equals(AddressSpoof.REFUSED);
    }

    private static void assertRefused(String answer) {
        assertThat(answer).matches("(?s)HTTP/1\\.1 4\\d\\d .*");
        RawHttp.assertProblem(answer, Integer.parseInt(answer.substring(9, 12)));
    }

    private static String post(String path, String json, String headers) {
        return "POST "
                + path
                + " HTTP/1.1\r\nHost: localhost\r\n"
                + headers
                + "Content-Type: application/json\r\nContent-Length: "
                + json.length()
                + "\r\nConnection: close\r\n\r\n"
                + json;
    }

    private static SaleId sell() {
        Engine engine = Engine.shared();
        return engine.sell(Lamps.terms(engine.bean(LedgerClock.class).instant(), 10_000, 1));
    }

    private static Engine start(String... settings) {
        List<String> all = new ArrayList<>(List.of(settings));
        all.add("--fairgate.risk.deadline=2s");
        all.add("--fairgate.ledger.command-timeout=3s");
        Engine engine =
                Engine.start(
                        LedgerRedis.shared().port(), RISK.address(), all.toArray(String[]::new));
        STARTED.add(engine);
        return engine;
    }

    private static Engine startOn(InetAddress address) {
        return start("--server.address=" + address.getHostAddress());
    }

    private static Optional<InetAddress> ownAddress() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(Inet4Address.class::isInstance)
                    .filter(address -> !address.isLoopbackAddress() && isHere(address))
                    .findFirst();
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isHere(InetAddress address) {
        try (ServerSocket probe = new ServerSocket(0, 1, address)) {
            return probe.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
