package dev.fairgate.benchmarks.arena.crowd;

import dev.fairgate.benchmarks.arena.scenario.Attackers;
import dev.fairgate.benchmarks.arena.scenario.Slice;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Hands out addresses of the kinds of networks that people and bots come from. The networks exist,
/// so that a shop's network data knows what they are; traffic never leaves the machine. Two plays
/// share no /16 and no /48.
final class Places {

    private static final List<String> LINES =
            Stream.of(range(84, 128, 192), range(79, 192, 256), range(91, 0, 64))
                    .flatMap(stream -> stream)
                    .toList();
    private static final List<String> MOBILE = range(109, 40, 48).toList();
    private static final List<String> OFFICES = range(62, 153, 159).toList();
    private static final List<String> UNIVERSITIES =
            List.of(
                    "129.13", "129.69", "129.187", "130.83", "131.188", "132.180", "137.226",
                    "141.20");
    private static final List<String> HOSTING =
            List.of(
                    "5.9", "46.4", "78.46", "78.47", "88.198", "88.99", "94.130", "95.216",
                    "136.243", "138.201", "144.76", "148.251", "176.9", "178.63", "188.40",
                    "195.201");
    private static final int CARRIER_ADDRESSES = 4;
    private static final int PEOPLE_IN_AN_OFFICE = 100;
    private static final int PEOPLE_ON_AN_EXIT = 20;

    private final int side;
    private final int run;

    /// @param run anything; another one has other networks
    /// @param side 0 or 1; the two never share a network
    Places(int run, int side) {
        this.run = run & 0xFFFF;
        this.side = side;
    }

    private static Stream<String> range(int first, int from, int to) {
        return IntStream.range(from, to).mapToObj(second -> first + "." + second);
    }

    /// Where a person is.
    ///
    /// @param number among those of the slice
    String of(Slice slice, int number, RandomGenerator random) {
        return switch (slice) {
            case CAMPUS -> pick(UNIVERSITIES, 0) + "." + run % 250 + "." + (10 + number % 2);
            case CARRIER_NAT -> carrier(number % CARRIER_ADDRESSES);
            case IPV6_ONLY ->
                    "2003:%x:%x:%x::%x"
                            .formatted(
                                    0xC0 + 2 * random.nextInt(16) + side,
                                    (run + number / 8) & 0xFFFF,
                                    number & 0xFFFF,
                                    random.nextInt(1, 0xFFFF));
            case OFFICE_PROXY -> {
                int office = number / PEOPLE_IN_AN_OFFICE;
                yield pick(OFFICES, office) + "." + run % 250 + "." + (20 + office % 200);
            }
            case VPN -> {
                int exit = number / PEOPLE_ON_AN_EXIT;
                yield pick(HOSTING, exit) + "." + run % 250 + "." + (30 + exit % 200);
            }
            case HOME, NO_JAVASCRIPT, PRIVACY_BROWSER, ASSISTIVE_TECHNOLOGY, SLOW_PHONE ->
                    line(random);
        };
    }

    /// Where somebody is after moving on.
    String next(Slice slice, String before, RandomGenerator random) {
        return slice == Slice.IPV6_ONLY
                ? before.substring(0, before.lastIndexOf(':') + 1)
                        + Integer.toHexString(random.nextInt(1, 0xFFFF))
                : carrier(random.nextInt(CARRIER_ADDRESSES));
    }

    /// Where a bot is.
    String of(Attackers.Addresses kind, int number, RandomGenerator random) {
        return switch (kind) {
            case ONE -> pick(HOSTING, 7) + "." + run % 250 + ".201";
            case HOSTING ->
                    pick(HOSTING, number)
                            + "."
                            + (number / 3 + run) % 256
                            + "."
                            + random.nextInt(1, 255);
            case RESIDENTIAL -> line(random);
        };
    }

    private String carrier(int number) {
        return pick(MOBILE, 0) + "." + run % 250 + "." + (101 + number);
    }

    private String line(RandomGenerator random) {
        return pick(LINES, random.nextInt(LINES.size()))
                + "."
                + random.nextInt(256)
                + "."
                + random.nextInt(1, 255);
    }

    /// One of this side's networks.
    private String pick(List<String> networks, int number) {
        int half = networks.size() / 2;
        return networks.get(2 * Math.floorMod(run + number, half) + side);
    }
}
