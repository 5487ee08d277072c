package dev.fairgate.models.replay;

import dev.fairgate.models.progress.Progress;
import dev.fairgate.models.replay.CsvRecords.Found;
import dev.fairgate.models.replay.Purchase.Label;
import dev.fairgate.models.replay.PurchaseReader.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes a decision log of a CSV of purchases.
final class PurchaseReplay {

    private final Source csv;
    private final Map<Column, String> names;
    private final Times times;
    private final ReplayKey key;
    private final Progress progress;
    private final FirstFew bad = new FirstFew();

    /// @param names of columns that are not called as ours
    PurchaseReplay(
            Source csv, Map<Column, String> names, Times times, ReplayKey key, Progress progress) {
        this.csv = csv;
        this.names = Map.copyOf(names);
        this.times = times;
        this.key = key;
        this.progress = progress;
    }

    /// What came of it.
    ///
    /// @param bots how many of the labels say so
    /// @param forgotten profiles that had to make room before their time
    record Report(long purchases, long labels, long bots, FirstFew bad, long forgotten) {

        /// For people.
        List<String> lines() {
            List<String> lines = new ArrayList<>();
            lines.add("%,12d purchases replayed".formatted(purchases));
            lines.add("%,12d labels, %,d of them bots".formatted(labels, bots));
            lines.add("%,12d rows left out".formatted(bad.count()));
            bad.texts().forEach(text -> lines.add(" ".repeat(15) + text));
            if (forgotten > 0) {
                lines.add(
                        "%,12d profiles forgotten before their time: more than %,d at a time"
                                .formatted(forgotten, ProfileMemory.MOST));
            }
            return List.copyOf(lines);
        }
    }

    Report run(Output out) throws IOException, CannotReplay {
        Purchases purchases = read();
        if (purchases.size() == 0) {
            throw new CannotReplay(
                    "There is no purchase in %s%s."
                            .formatted(
                                    csv.name(),
                                    bad.texts().isEmpty()
                                            ? ""
                                            : ": of %,d rows none can be read; %s"
                                                    .formatted(
                                                            bad.count(), bad.texts().getFirst())));
        }
        purchases.sort();
        return write(purchases, out);
    }

    private Purchases read() throws IOException, CannotReplay {
        progress.begin("Reading", Progress.Unit.BYTES, csv.size());
        Purchases purchases = Purchases.inHalfOfTheMemory();
        try (NumberedLines lines = csv.open(progress::add)) {
            CsvRecords records = new CsvRecords(lines);
            PurchaseReader reader = reader(records.next());
            Found found = records.next();
            while (found != null) {
                switch (reader.read(found)) {
                    case Row.Good(Purchase purchase) -> purchases.add(purchase);
                    case Row.Bad(long line, String why) -> bad.add("line " + line + " " + why);
                }
                found = records.next();
            }
        }
        return purchases;
    }

    private PurchaseReader reader(@Nullable Found header) throws CannotReplay {
        return switch (header) {
            case null ->
                    throw new CannotReplay(
                            "There is nothing in %s: a CSV begins with the names of its columns."
                                    .formatted(csv.name()));
            case Found.Broken(_, String why) ->
                    throw new CannotReplay("The header of %s %s.".formatted(csv.name(), why));
            case Found.Fields(_, List<String> fields) ->
                    new PurchaseReader(Columns.of(header(fields), names), times, key);
        };
    }

    /// Without the mark that spreadsheets put before the first name.
    private static List<String> header(List<String> fields) {
        return fields.stream().map(name -> name.replace("\ufeff", "").strip()).toList();
    }

    private Report write(Purchases purchases, Output out) throws IOException {
        progress.begin("Replaying", Progress.Unit.ROWS, purchases.size());
        ProfileMemory memory = new ProfileMemory(ProfileMemory.MOST);
        VirtualSale sale = new VirtualSale(key, memory);
        DecisionLines lines = new DecisionLines(key);
        long labels = 0;
        long bots = 0;
        for (int i = 0; i < purchases.size(); i++) {
            Purchase purchase = purchases.get(i);
            out.line(lines.decision(sale.take(purchase)));
            if (purchase.label() != Label.NONE) {
                out.line(lines.label(purchase));
                labels++;
                bots += purchase.label() == Label.BOT ? 1 : 0;
            }
            progress.add(1);
        }
        return new Report(purchases.size(), labels, bots, bad, memory.forgotten());
    }
}
