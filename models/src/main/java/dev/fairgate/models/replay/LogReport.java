package dev.fairgate.models.replay;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What a replay of a log has found so far.
final class LogReport {

    private final Map<Incomparable, FirstFew> incomparable = new EnumMap<>(Incomparable.class);
    private final FirstFew different = new FirstFew();
    private final FirstFew unreadable = new FirstFew();
    private final int files;
    private long lines;
    private long decisions;
    private long equal;
    private long gaps;
    private long lost;
    private long begunAnew;

    LogReport(int files) {
        this.files = files;
    }

    void line() {
        lines++;
    }

    void decision() {
        decisions++;
    }

    void gap(long missing) {
        gaps++;
        lost += missing;
    }

    void unreadable(String place, String why) {
        unreadable.add(place + " " + why);
    }

    void equal() {
        equal++;
    }

    void different(String text) {
        different.add(text);
    }

    void incomparable(Incomparable why, String place) {
        incomparable.computeIfAbsent(why, _ -> new FirstFew()).add(place);
    }

    void begunAnew() {
        begunAnew++;
    }

    long decisions() {
        return decisions;
    }

    long equalOnes() {
        return equal;
    }

    long gaps() {
        return gaps;
    }

    long differentOnes() {
        return different.count();
    }

    /// How many cannot be compared, by reason.
    Map<Incomparable, Long> incomparableOnes() {
        Map<Incomparable, Long> counts = new EnumMap<>(Incomparable.class);
        incomparable.forEach((why, places) -> counts.put(why, places.count()));
        return counts;
    }

    /// For people.
    List<String> lines() {
        List<String> text = new ArrayList<>();
        long not = incomparable.values().stream().mapToLong(FirstFew::count).sum();
        text.add("%,12d lines read, in %,d files".formatted(lines, files));
        text.add("%,12d decisions".formatted(decisions));
        text.add("%,12d comparable".formatted(decisions - not));
        text.add("%,12d equal, bit for bit".formatted(equal));
        text.add("%,12d different".formatted(different.count()));
        different.texts().forEach(place -> text.add(" ".repeat(15) + place));
        text.add("%,12d not comparable".formatted(not));
        incomparable.forEach(
                (why, places) -> {
                    text.add("   %,12d %s".formatted(places.count(), why.sentence()));
                    text.add(" ".repeat(18) + String.join(", ", places.texts()));
                });
        text.add("%,12d gaps, of %,d lines in all".formatted(gaps, lost));
        text.add("%,12d profiles began anew".formatted(begunAnew));
        text.add("%,12d lines cannot be read".formatted(unreadable.count()));
        unreadable.texts().forEach(place -> text.add(" ".repeat(15) + place));
        return List.copyOf(text);
    }
}
