package dev.fairgate.benchmarks.arena.report;

import dev.fairgate.benchmarks.arena.report.Play.Answers;
import dev.fairgate.benchmarks.arena.report.Play.Attacker;
import dev.fairgate.benchmarks.arena.report.Play.Latency;
import dev.fairgate.benchmarks.arena.report.Play.Moment;
import dev.fairgate.benchmarks.arena.report.Play.Slice;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/// Contests that nobody played, with numbers as a contest may have them. Run it to look at reports:
/// it writes those of one contest and of several to the folder that it is given.
final class Samples {

    static final Contest RENTED =
            new Contest(
                    "rented addresses, no hands",
                    7,
                    "minimum-jerk",
                    Instant.parse("2026-11-03T10:00:00Z"),
                    guarded(),
                    unguarded());

    private static final Play NOBODY =
            new Play(
                    0,
                    OptionalLong.empty(),
                    List.of(),
                    List.of(),
                    List.of(),
                    new Latency(0, 0, 0, 0));

    static final Contest EMPTY = new Contest("nobody", 1, "recorded", RENTED.at(), NOBODY, NOBODY);

    private Samples() {}

    public static void main(String[] folder) throws IOException {
        Path reports = Path.of(folder[0]);
        Reports.write(List.of(RENTED), reports.resolve("one"));
        Reports.write(
                List.of(
                        RENTED,
                        again("rented addresses, no hands", 8, RENTED),
                        again("many accounts at one address", 7, RENTED),
                        again("jittered hands, and a farm that solves challenges", 7, RENTED)),
                reports.resolve("several"));
        Reports.write(List.of(minute()), reports.resolve("minute"));
        Reports.write(List.of(EMPTY), reports.resolve("empty"));
        System.out.print(TextReport.of(RENTED));
        System.out.print(
                TextReport.overview(
                        List.of(RENTED, again("a farm that solves challenges", 9, RENTED))));
    }

    static Contest again(String scenario, long seed, Contest like) {
        return new Contest(
                scenario, seed, "sigma-lognormal", like.at(), like.guarded(), like.unguarded());
    }

    /// Everything that can have a name has this one.
    static Contest hostile(String name) {
        Play play =
                new Play(
                        10,
                        OptionalLong.of(100),
                        List.of(new Slice(name, 5, 1, 1, 1, 1, 1)),
                        List.of(new Attacker(name, name, 5, 5, 1, 1, 1, 1, 1)),
                        List.of(new Moment(0, new Answers(1, 1, 1, 1, 1), Answers.NONE)),
                        new Latency(10, 1, 1, 1));
        return new Contest(name, 1, name, RENTED.at(), play, play);
    }

    /// One of a whole minute in which something of each kind happens all the time.
    static Contest minute() {
        Answers some = new Answers(1, 20, 30, 400, 5);
        Play play =
                new Play(
                        1_000,
                        OptionalLong.of(59_000),
                        RENTED.guarded().slices(),
                        RENTED.guarded().attackers(),
                        IntStream.range(-20, 240)
                                .mapToObj(i -> new Moment(i * Moment.STEP_MS, some, some))
                                .toList(),
                        RENTED.guarded().latency());
        return new Contest("a minute", 1, "recorded", RENTED.at(), play, play);
    }

    private static Play guarded() {
        return new Play(
                300,
                OptionalLong.of(6_200),
                List.of(
                        new Slice("home", 180, 92, 2, 0, 0, 4),
                        new Slice("campus", 60, 28, 1, 0, 0, 1),
                        new Slice("carrier NAT", 120, 58, 5, 0, 1, 3),
                        new Slice("IPv6 only", 60, 30, 0, 0, 0, 1),
                        new Slice("office proxy", 36, 17, 1, 0, 0, 0),
                        new Slice("VPN", 36, 16, 2, 0, 1, 1),
                        new Slice("no JavaScript", 24, 11, 1, 0, 1, 2),
                        new Slice("privacy browser", 24, 12, 0, 0, 0, 0),
                        new Slice("assistive technology", 24, 11, 0, 0, 0, 0),
                        new Slice("slow phone", 36, 16, 0, 0, 0, 2)),
                List.of(
                        new Attacker(
                                "rented addresses, no hands",
                                "OAT-005",
                                6_000,
                                31_418,
                                9,
                                5_911,
                                120,
                                8,
                                3_690)),
                timeline(6_200, 9, 291, true),
                new Latency(32_000, 4.2, 31, 88));
    }

    private static Play unguarded() {
        return new Play(
                300,
                OptionalLong.of(400),
                List.of(
                        new Slice("home", 180, 12, 0, 0, 0, 1),
                        new Slice("campus", 60, 3, 0, 0, 0, 0),
                        new Slice("carrier NAT", 120, 6, 0, 0, 0, 0),
                        new Slice("IPv6 only", 60, 3, 0, 0, 0, 0),
                        new Slice("office proxy", 36, 2, 0, 0, 0, 0),
                        new Slice("VPN", 36, 2, 0, 0, 0, 0),
                        new Slice("no JavaScript", 24, 1, 0, 0, 0, 0),
                        new Slice("privacy browser", 24, 1, 0, 0, 0, 0),
                        new Slice("assistive technology", 24, 0, 0, 0, 0, 0),
                        new Slice("slow phone", 36, 1, 0, 0, 0, 0)),
                List.of(
                        new Attacker(
                                "rented addresses, no hands",
                                "OAT-005",
                                6_000,
                                12_007,
                                269,
                                0,
                                0,
                                0,
                                538)),
                timeline(400, 269, 31, false),
                new Latency(13_000, 3.4, 20, 61));
    }

    /// Units evenly until sold out, a wave of bots at the opening, knocks before it and after.
    private static List<Moment> timeline(int soldOutMs, int bots, int people, boolean guarded) {
        int last = (soldOutMs - 1) / Moment.STEP_MS;
        return IntStream.rangeClosed(-8, 80)
                .mapToObj(
                        i -> {
                            boolean open = i >= 0 && i <= last;
                            int wave = i < 0 ? 40 : (int) (900 * Math.exp(-i / 5.0));
                            int crowd =
                                    i < 0 ? 6 : (int) (48 * Math.exp(-Math.pow(i - 6, 2) / 90.0));
                            Answers toPeople =
                                    new Answers(
                                            part(people, i, last),
                                            guarded && open && i % 3 == 0 ? 2 : 0,
                                            0,
                                            open ? 0 : crowd,
                                            0);
                            Answers toBots =
                                    new Answers(
                                            part(bots, i, last),
                                            guarded && open ? wave : 0,
                                            guarded && open && i > 2 ? wave / 8 : 0,
                                            open ? 0 : wave,
                                            guarded && i == 4 ? 12 : 0);
                            return new Moment(i * Moment.STEP_MS, toPeople, toBots);
                        })
                .toList();
    }

    private static int part(int units, int step, int last) {
        boolean open = step >= 0 && step <= last;
        return open ? units * (step + 1) / (last + 1) - units * step / (last + 1) : 0;
    }
}
