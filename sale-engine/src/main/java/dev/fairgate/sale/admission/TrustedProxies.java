package dev.fairgate.sale.admission;

import dev.fairgate.sale.RefusedToStart;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/// Finds the client behind reverse proxies. Without trusted proxies, or when the TCP peer is none
/// of them, the client is the peer, whatever its headers say. Otherwise `X-Forwarded-For` is walked
/// from right to left: the first address that is not a trusted proxy is the client. Entries further
/// left were written by strangers and are not even parsed; at a malformed entry the last trusted
/// hop is the client. `Forwarded` and `X-Real-IP` are ignored.
final class TrustedProxies {

    private final List<Network> networks;

    /// @param networks CIDRs such as `10.0.0.0/8`, or single addresses
    TrustedProxies(List<String> networks) {
        this.networks = networks.stream().map(Network::parse).toList();
    }

    /// @param peer the TCP peer
    /// @param forwardedFor every `X-Forwarded-For` header in order of arrival
    ClientAddress client(InetAddress peer, List<String> forwardedFor) {
        ClientAddress client = new ClientAddress(peer);
        if (!trusts(client)) {
            return client;
        }
        for (int header = forwardedFor.size() - 1; header >= 0; header--) {
            String rest = forwardedFor.get(header);
            while (true) {
                int comma = rest.lastIndexOf(',');
                Optional<ClientAddress> hop =
                        ClientAddress.parse(rest.substring(comma + 1).strip());
                if (hop.isEmpty()) {
                    return client;
                }
                client = hop.get();
                if (!trusts(client)) {
                    return client;
                }
                if (comma < 0) {
                    break;
                }
                rest = rest.substring(0, comma);
            }
        }
        return client;
    }

    private boolean trusts(ClientAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }

    /// A network as the bytes of its first address and how many bits of them count.
    private static final class Network {

        private final byte[] prefix;
        private final int bits;

        private Network(byte[] prefix, int bits) {
            this.prefix = prefix;
            this.bits = bits;
        }

        static Network parse(String cidr) {
            int slash = cidr.indexOf('/');
            byte[] prefix =
                    ClientAddress.parse(slash < 0 ? cidr : cidr.substring(0, slash))
                            .orElseThrow(() -> refuse(cidr))
                            .address()
                            .getAddress();
            int bits = prefix.length * 8;
            if (slash >= 0) {
                String length = cidr.substring(slash + 1);
                if (!length.matches("\\d{1,3}") || Integer.parseInt(length) > bits) {
                    throw refuse(cidr);
                }
                bits = Integer.parseInt(length);
            }
            return new Network(prefix, bits);
        }

        boolean contains(ClientAddress client) {
            byte[] address = client.address().getAddress();
            if (address.length != prefix.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit += 8) {
                int mask = bits - bit >= 8 ? 0xFF : 0xFF << (8 - (bits - bit)) & 0xFF;
                if ((address[bit / 8] & mask) != (prefix[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }

        private static RefusedToStart refuse(String cidr) {
            return new RefusedToStart(
                    "fairgate.network.trusted-proxies: '" + cidr + "' is not a network");
        }
    }
}
