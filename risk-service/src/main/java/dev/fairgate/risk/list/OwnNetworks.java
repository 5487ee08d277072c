package dev.fairgate.risk.list;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Networks that nobody may deny: loopback, and the proxies that purchases come through. Where a
/// proxy is not trusted as it should be, everybody has its address, and denying that would close
/// the shop.
///
/// @param blocks all of them
record OwnNetworks(List<Prefix> blocks) {

    private static final List<String> LOOPBACK = List.of("127.0.0.0/8", "::1");

    OwnNetworks {
        blocks = List.copyOf(blocks);
    }

    /// Loopback, and these blocks.
    ///
    /// @throws IllegalArgumentException for what is no block
    static OwnNetworks with(List<String> proxies) {
        return new OwnNetworks(
                Stream.concat(LOOPBACK.stream(), proxies.stream())
                        .map(OwnNetworks::block)
                        .toList());
    }

    /// One that a target overlaps.
    Optional<Prefix> oneIn(Target target) {
        return target.kind() == Target.Kind.PREFIX
                ? blocks.stream().filter(target.prefix()::overlaps).findFirst()
                : Optional.empty();
    }

    private static Prefix block(String text) {
        return switch (Prefix.read(text)) {
            case Prefix prefix -> prefix;
            case Reading.Fault<Prefix>(String rule) ->
                    throw new IllegalArgumentException(text + " " + rule);
        };
    }
}
