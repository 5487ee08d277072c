package dev.fairgate.sale;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Headers by which a request claims to come from elsewhere.
///
/// @param name what is tried
/// @param headers whole lines, as they go over the wire, each ended by CR LF
/// @param client whom a peer on `127.0.0.0/8` or `::1` speaks for when these are trusted proxies:
///     an address, [#PEER], or [#REFUSED]
record AddressSpoof(String name, String headers, String client) {

    /// The TCP peer itself.
    static final String PEER = "the peer";

    /// The request is answered with 4xx.
    static final String REFUSED = "refused";

    /// The client that a proxy really saw.
    private static final String CLIENT = "203.0.113.7";

    @Override
    public String toString() {
        return name;
    }

    static Stream<AddressSpoof> all() {
        return Stream.of(honest(), left(), hops(), repeated(), masses(), literals(), others())
                .flatMap(List::stream);
    }

    private static List<AddressSpoof> honest() {
        return List.of(
                new AddressSpoof("no header", "", PEER),
                list("203.0.113.7", CLIENT),
                list("  \t203.0.113.7\t  ", CLIENT),
                list("2001:DB8::7", "2001:db8:0:0:0:0:0:7"),
                list("::ffff:203.0.113.7", CLIENT),
                list("::FFFF:cb00:7107", CLIENT));
    }

    private static List<AddressSpoof> left() {
        return List.of(
                list("6.6.6.6, 203.0.113.7", CLIENT),
                list("6.6.6.6,5.5.5.5,203.0.113.7", CLIENT),
                list("127.0.0.1, 203.0.113.7", CLIENT),
                list("::1, 203.0.113.7", CLIENT),
                list("::ffff:127.0.0.1, 203.0.113.7", CLIENT),
                list("6.6.6.6, 127.0.0.1, 203.0.113.7", CLIENT),
                list("localhost, 203.0.113.7", CLIENT),
                list("unknown, 203.0.113.7", CLIENT),
                list("<script>, 203.0.113.7", CLIENT),
                list(", 203.0.113.7", CLIENT));
    }

    private static List<AddressSpoof> hops() {
        return List.of(
                list("203.0.113.7, 127.0.0.9", CLIENT),
                list("6.6.6.6, 203.0.113.7, 127.0.0.8, 127.0.0.9", CLIENT),
                list("6.6.6.6, 127.0.0.8, 203.0.113.7, 127.0.0.9", CLIENT),
                list("203.0.113.7, ::1", CLIENT),
                list("203.0.113.7, ::ffff:127.0.0.9", CLIENT),
                list("203.0.113.7, ::ffff:7f00:9", CLIENT),
                list("127.0.0.8, 127.0.0.9", "127.0.0.8"),
                list("203.0.113.7, 128.0.0.1", "128.0.0.1"),
                list("203.0.113.7, 126.255.255.255", "126.255.255.255"),
                list("203.0.113.7, ::2", "0:0:0:0:0:0:0:2"),
                list("203.0.113.7, ::127.0.0.1", "0:0:0:0:0:0:7f00:1"),
                list("203.0.113.7, 64:ff9b::127.0.0.1", "64:ff9b:0:0:0:0:7f00:1"),
                list("203.0.113.7, 2002:7f00:1::1", "2002:7f00:1:0:0:0:0:1"),
                list("203.0.113.7, unknown, 127.0.0.9", "127.0.0.9"),
                list("203.0.113.7,, 127.0.0.9", "127.0.0.9"));
    }

    private static List<AddressSpoof> repeated() {
        return List.of(
                lists(CLIENT, "6.6.6.6", "203.0.113.7"),
                lists(CLIENT, "203.0.113.7", "127.0.0.9"),
                lists(CLIENT, "6.6.6.6", "203.0.113.7, 127.0.0.8", "127.0.0.9"),
                lists(CLIENT, "127.0.0.1", "203.0.113.7"),
                lists(PEER, "203.0.113.7", ""),
                lists("127.0.0.9", "203.0.113.7", "", "127.0.0.9"),
                new AddressSpoof(
                        "one name in two cases",
                        "x-forwarded-for: 6.6.6.6\r\nX-FORWARDED-FOR: 203.0.113.7\r\n",
                        CLIENT),
                new AddressSpoof(
                        "200 headers",
                        "X-Forwarded-For: 6.6.6.6\r\n".repeat(200)
                                + "X-Forwarded-For: 203.0.113.7\r\n",
                        CLIENT));
    }

    private static List<AddressSpoof> masses() {
        return List.of(
                list("500 strangers", "6.6.6.6, ".repeat(500) + CLIENT, CLIENT),
                list("500 trusted hops", CLIENT + ", 127.0.0.9".repeat(500), CLIENT),
                list("1,000 commas", ",".repeat(1_000), PEER),
                list("1,000 commas, then the client", ",".repeat(1_000) + CLIENT, CLIENT),
                list("the client, then 1,000 commas", CLIENT + ",".repeat(1_000), PEER),
                list("10 KB of digits", "1".repeat(10_240), PEER),
                list("10 KB of colons", ":".repeat(10_240), PEER),
                list("10 KB, then the client", "x".repeat(10_240) + ", " + CLIENT, CLIENT),
                list("16 KB", "6.6.6.6,".repeat(2_048) + CLIENT, REFUSED));
    }

    private static List<AddressSpoof> literals() {
        Stream<String> none =
                Stream.of(
                        "",
                        ",",
                        ", ,",
                        "203.0.113.7,",
                        "203.0.113.7:80",
                        "[2001:db8::7]",
                        "[2001:db8::7]:443",
                        "fe80::1%eth0",
                        "::1%lo",
                        "127.1",
                        "2130706433",
                        "0x7f.0.0.1",
                        "0x7f000001",
                        "0177.0.0.1",
                        "203.0.113.007",
                        "203.0.113",
                        "203.0.113.7.",
                        "203.0.113.7.1",
                        "203.0.113.256",
                        "-203.0.113.7",
                        "::ffff:203.0.113.256",
                        "::ffff:0203.0.113.7",
                        "1::2::3",
                        "203.0.113.7 6.6.6.6",
                        "203.0.113.7;6.6.6.6",
                        "203.0.113.7/32",
                        "\"203.0.113.7\"",
                        "for=203.0.113.7",
                        "203.0.113.7\u00a0",
                        "\u00b2\u00b3.0.113.7",
                        "unknown",
                        "_hidden",
                        "localhost",
                        "example.org",
                        "null",
                        "*");
        Stream<AddressSpoof> odd =
                Stream.of(
                        list("64:ff9b::203.0.113.7", "64:ff9b:0:0:0:0:cb00:7107"),
                        list("2002:cb00:7107::1", "2002:cb00:7107:0:0:0:0:1"),
                        list("0.0.0.0", "0.0.0.0"),
                        list("::", "0:0:0:0:0:0:0:0"),
                        list("a NUL", "203.0.113.7\0", REFUSED));
        return Stream.concat(none.map(text -> list(text, PEER)), odd).toList();
    }

    private static List<AddressSpoof> others() {
        Stream<String> ignored =
                Stream.of(
                        "Forwarded: for=6.6.6.6",
                        "Forwarded: for=127.0.0.1;by=127.0.0.1;proto=https;host=localhost",
                        "Forwarded: for=\"[::1]:80\"",
                        "X-Real-IP: 6.6.6.6",
                        "X-Client-IP: 6.6.6.6",
                        "Client-IP: 6.6.6.6",
                        "True-Client-IP: 6.6.6.6",
                        "CF-Connecting-IP: 6.6.6.6",
                        "Fastly-Client-IP: 6.6.6.6",
                        "X-Cluster-Client-IP: 6.6.6.6",
                        "X-Original-Forwarded-For: 6.6.6.6",
                        "X-Envoy-External-Address: 6.6.6.6",
                        "X-Forwarded: 6.6.6.6",
                        "Forwarded-For: 6.6.6.6",
                        "X_Forwarded_For: 6.6.6.6",
                        "X_FORWARDED-FOR: 6.6.6.6",
                        "X-Forwarded-Host: 6.6.6.6",
                        "X-Forwarded-Proto: https",
                        "X-Forwarded-Port: 1",
                        "X-Forwarded-Prefix: /6.6.6.6",
                        "Via: 1.1 6.6.6.6");
        Stream<AddressSpoof> more =
                Stream.of(
                        with("Forwarded: for=6.6.6.6", CLIENT),
                        with("X-Real-IP: 127.0.0.1", CLIENT),
                        with("X_Forwarded_For: 6.6.6.6", CLIENT),
                        with("Connection: X-Forwarded-For", CLIENT),
                        with("X-Forwarded-For : 6.6.6.6", REFUSED),
                        with("X-Forwarded-\0For: 6.6.6.6", REFUSED));
        return Stream.concat(ignored.map(line -> new AddressSpoof(line, line + "\r\n", PEER)), more)
                .toList();
    }

    private static AddressSpoof list(String list, String client) {
        return list("'" + list + "'", list, client);
    }

    private static AddressSpoof list(String name, String list, String client) {
        return new AddressSpoof(name, "X-Forwarded-For: " + list + "\r\n", client);
    }

    private static AddressSpoof lists(String client, String... lists) {
        return new AddressSpoof(
                String.join(" / ", lists),
                Arrays.stream(lists)
                        .map(list -> "X-Forwarded-For: " + list + "\r\n")
                        .collect(Collectors.joining()),
                client);
    }

    private static AddressSpoof with(String line, String client) {
        return new AddressSpoof(
                line.replace("\0", "NUL") + " before the client",
                line + "\r\nX-Forwarded-For: " + CLIENT + "\r\n",
                client);
    }
}
