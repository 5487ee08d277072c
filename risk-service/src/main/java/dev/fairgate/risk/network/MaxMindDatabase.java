package dev.fairgate.risk.network;

import com.maxmind.db.CHMCache;
import com.maxmind.db.Network;
import com.maxmind.geoip2.DatabaseReader;
import com.maxmind.geoip2.exception.GeoIp2Exception;
import com.maxmind.geoip2.model.AnonymousIpResponse;
import com.maxmind.geoip2.model.AsnResponse;
import com.maxmind.geoip2.model.ConnectionTypeResponse;
import com.maxmind.geoip2.model.CountryResponse;
import com.maxmind.geoip2.model.IspResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One database in MaxMind's format, held in memory; the type in its metadata says what is in it.
/// It is never closed: it has nothing but memory, and whoever still looks something up after a
/// newer file took its place may finish.
final class MaxMindDatabase {

    private static final int LONGEST_TYPE = 60;

    /// Addresses that are looked up before a file counts as good: so many of IPv4, a /8 apart, and
    /// as many of IPv6, a /16 apart.
    private static final int TRIALS = 256;

    @FunctionalInterface
    private interface Lookup {
        Found of(InetAddress address) throws IOException, GeoIp2Exception;
    }

    private final Lookup lookup;
    private final String version;

    private MaxMindDatabase(Lookup lookup, String version) {
        this.lookup = lookup;
        this.version = version;
    }

    /// Reads a whole database and tries it.
    ///
    /// @throws IOException when it is broken or of no use; what the reader throws then is often a
    ///     RuntimeException
    static MaxMindDatabase open(InputStream stream) throws IOException {
        DatabaseReader reader =
                new DatabaseReader.Builder(stream).withCache(new CHMCache()).build();
        var metadata = reader.metadata();
        String type = PlainText.of(metadata.databaseType(), LONGEST_TYPE);
        MaxMindDatabase database =
                new MaxMindDatabase(
                        lookup(reader, type),
                        type.replaceAll("[^A-Za-z0-9-]", "_")
                                + "."
                                + metadata.buildTime().getEpochSecond());
        database.tryOut();
        return database;
    }

    Found find(ClientAddress address) throws IOException, GeoIp2Exception {
        Found found = lookup.of(address.toInetAddress());
        // The format counts 32 bits of IPv4, and we 128.
        return address.isIpv4()
                ? new Found(found.facts(), Math.min(128, found.length() + 96))
                : found;
    }

    /// Type and build time, as in [Networks#version()].
    String version() {
        return version;
    }

    private void tryOut() throws IOException {
        byte[] ipv4 = new byte[4];
        byte[] ipv6 = new byte[16];
        for (int i = 0; i < TRIALS; i++) {
            ipv4[0] = ipv6[1] = (byte) i;
            ipv6[0] = 0x20;
            tryOut(ipv4);
            tryOut(ipv6);
        }
    }

    private void tryOut(byte[] address) throws IOException {
        try {
            lookup.of(InetAddress.getByAddress(address));
        } catch (GeoIp2Exception e) {
            throw new IOException(e);
        }
    }

    private static Lookup lookup(DatabaseReader reader, String type) throws IOException {
        if (type.contains("ASN")) {
            return address -> found(reader.tryAsn(address), MaxMindDatabase::asn);
        }
        if (type.contains("ISP")) {
            return address -> found(reader.tryIsp(address), MaxMindDatabase::isp);
        }
        if (type.contains("Anonymous-IP")) {
            return address -> found(reader.tryAnonymousIp(address), MaxMindDatabase::anonymous);
        }
        if (type.contains("Connection-Type")) {
            return address -> found(reader.tryConnectionType(address), MaxMindDatabase::connection);
        }
        if (Stream.of("Country", "City", "Enterprise").anyMatch(type::contains)) {
            return address -> found(reader.tryCountry(address), MaxMindDatabase::country);
        }
        throw new IOException("nothing in a database of type " + type + " is of use");
    }

    private static <T> Found found(Optional<T> answer, Function<T, Found> meaning) {
        return answer.map(meaning).orElse(Found.NOTHING);
    }

    private static Found asn(AsnResponse answer) {
        return found(
                owner(
                        answer.autonomousSystemNumber(),
                        answer.autonomousSystemOrganization(),
                        NetworkKind.UNKNOWN),
                answer.network());
    }

    private static Found isp(IspResponse answer) {
        boolean mobile = answer.mobileCountryCode() != null;
        String organisation =
                Stream.of(
                                answer.autonomousSystemOrganization(),
                                answer.isp(),
                                answer.organization())
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse("");
        return found(
                owner(
                        answer.autonomousSystemNumber(),
                        organisation,
                        mobile ? NetworkKind.MOBILE : NetworkKind.UNKNOWN),
                answer.network());
    }

    private static Found country(CountryResponse answer) {
        String code = answer.country().isoCode();
        return found(
                new NetworkFacts(0, "", code == null ? "" : code, NetworkKind.UNKNOWN),
                answer.traits().network());
    }

    /// A residential proxy is somebody's home whose connection others use: it hides who asks, as
    /// the others do.
    private static Found anonymous(AnonymousIpResponse answer) {
        boolean hides =
                answer.isAnonymousVpn()
                        || answer.isPublicProxy()
                        || answer.isResidentialProxy()
                        || answer.isTorExitNode();
        NetworkKind kind =
                hides
                        ? NetworkKind.ANONYMISER
                        : answer.isHostingProvider() ? NetworkKind.HOSTING : NetworkKind.UNKNOWN;
        return found(NetworkFacts.UNKNOWN.or(kind), answer.network());
    }

    private static Found connection(ConnectionTypeResponse answer) {
        NetworkKind kind =
                switch (answer.connectionType()) {
                    case CELLULAR -> NetworkKind.MOBILE;
                    case CABLE_DSL, CORPORATE, DIALUP, SATELLITE -> NetworkKind.ACCESS;
                    case null -> NetworkKind.UNKNOWN;
                };
        return found(NetworkFacts.UNKNOWN.or(kind), answer.network());
    }

    private static NetworkFacts owner(
            @Nullable Long asn, @Nullable String organisation, NetworkKind kind) {
        int number = asn == null || asn > Integer.MAX_VALUE ? 0 : asn.intValue();
        return new NetworkFacts(number, organisation == null ? "" : organisation, "", kind);
    }

    private static Found found(NetworkFacts facts, Network network) {
        return new Found(facts, network.prefixLength());
    }
}
