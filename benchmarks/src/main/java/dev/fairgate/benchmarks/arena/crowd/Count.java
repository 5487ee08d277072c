package dev.fairgate.benchmarks.arena.crowd;

import dev.fairgate.benchmarks.arena.report.Play;
import dev.fairgate.benchmarks.arena.scenario.Attackers;
import dev.fairgate.benchmarks.arena.scenario.Attackers.Addresses;
import dev.fairgate.benchmarks.arena.scenario.Scenario;
import dev.fairgate.benchmarks.arena.scenario.Scenario.Prices;
import dev.fairgate.benchmarks.arena.scenario.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Counts what a play came to.
final class Count {

    private final Scenario scenario;
    private final Crowd crowd;
    private final Book book;

    Count(Scenario scenario, Crowd crowd, Book book) {
        this.scenario = scenario;
        this.crowd = crowd;
        this.book = book;
    }

    Play play() {
        List<Play.Slice> slices =
                crowd.people().entrySet().stream()
                        .filter(entry -> !entry.getValue().isEmpty())
                        .map(entry -> slice(entry.getKey(), entry.getValue()))
                        .toList();
        List<Play.Attacker> attackers = new ArrayList<>();
        for (int kind = 0; kind < scenario.attackers().size(); kind++) {
            attackers.add(attacker(scenario.attackers().get(kind), crowd.bots().get(kind)));
        }
        return new Play(
                scenario.sale().units(),
                soldOut(),
                slices,
                attackers,
                book.timeline(),
                book.latency());
    }

    private Play.Slice slice(Slice slice, List<Sheet> sheets) {
        return new Play.Slice(
                slice.text(),
                sheets.size(),
                units(sheets),
                count(sheets, Sheet::wasChallenged),
                count(sheets, Sheet::wasRefused),
                count(sheets, Sheet::isTooLate),
                count(sheets, Sheet::gaveUp));
    }

    private Play.Attacker attacker(Attackers kind, List<Sheet> sheets) {
        return new Play.Attacker(
                kind.text(),
                kind.threats(),
                kind.bots(),
                sheets.stream().mapToLong(Sheet::requests).sum(),
                units(sheets),
                count(sheets, Sheet::wasChallenged),
                count(sheets, Sheet::wasRefused),
                sheets.stream().mapToLong(Sheet::answersBought).sum(),
                cost(kind, sheets));
    }

    private double cost(Attackers kind, List<Sheet> sheets) {
        Prices prices = scenario.prices();
        double addresses =
                switch (kind.addresses()) {
                    case Addresses.ONE -> prices.hostingAddress();
                    case Addresses.HOSTING -> prices.hostingAddress() * sheets.size();
                    case Addresses.RESIDENTIAL -> prices.residentialAddress() * sheets.size();
                };
        long bought = sheets.stream().mapToLong(Sheet::answersBought).sum();
        long computed = sheets.stream().mapToLong(Sheet::answersComputed).sum();
        return prices.account() * sheets.size()
                + addresses
                + prices.answer() * bought
                + prices.hashing() * computed;
    }

    /// When the last unit was taken for the first time, as the crowd saw it: orders less those
    /// that lapsed before.
    private OptionalLong soldOut() {
        record Change(int at, int units) {}
        List<Change> changes = new ArrayList<>();
        all().forEach(
                        sheet ->
                                sheet.orders()
                                        .forEach(
                                                (order, at) -> {
                                                    changes.add(new Change(at, 1));
                                                    lapse(sheet, order, at)
                                                            .ifPresent(
                                                                    then ->
                                                                            changes.add(
                                                                                    new Change(
                                                                                            then,
                                                                                            -1)));
                                                }));
        changes.sort((a, b) -> Integer.compare(a.at(), b.at()));
        int taken = 0;
        for (Change change : changes) {
            taken += change.units();
            if (taken >= scenario.sale().units()) {
                return OptionalLong.of(Math.max(0, change.at()));
            }
        }
        return OptionalLong.empty();
    }

    private OptionalInt lapse(Sheet sheet, String order, int at) {
        return sheet.paidAt(order).isPresent()
                ? OptionalInt.empty()
                : OptionalInt.of(at + scenario.sale().holdMs());
    }

    private int units(List<Sheet> sheets) {
        return sheets.stream()
                .mapToInt(sheet -> sheet.unitsAt(scenario.playMs(), scenario.sale().holdMs()))
                .sum();
    }

    private Stream<Sheet> all() {
        return Stream.concat(
                crowd.people().values().stream().flatMap(List::stream),
                crowd.bots().stream().flatMap(List::stream));
    }

    private static int count(List<Sheet> sheets, Predicate<Sheet> test) {
        return (int) sheets.stream().filter(test).count();
    }
}
