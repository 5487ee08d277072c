package dev.fairgate.risk.preview;

import dev.fairgate.models.feature.Cells;
import dev.fairgate.models.feature.EntityKind;
import dev.fairgate.models.feature.FeatureName;
import dev.fairgate.risk.decision.Disposition;
import dev.fairgate.risk.decision.SecondOpinion;
import dev.fairgate.risk.decision.SecondOpinion.Response;
import dev.fairgate.risk.decision.SecondOpinion.Standing;
import dev.fairgate.risk.log.TimeRange;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/// Takes in the lines of one log in their order. For one thread.
final class LogLines implements Consumer<byte[]> {

    private static final JsonFactory JSON =
            JsonFactory.builder().enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER).build();
    private static final int VERSION = FeatureName.schema().version();

    /// A response is read just before its decision is made.
    private static final int MOST_RESPONSES = 10_000;

    private static final Map<String, Response> RESPONSES =
            Map.of(
                    "right", Response.RIGHT,
                    "wrong", Response.WRONG,
                    "too-many", Response.TOO_MANY,
                    "not-counted", Response.NOT_COUNTED);

    private final TimeRange range;
    private final Cells cells;
    private final Taken taken = new Taken();
    private final LineFields fields = new LineFields();
    private final Map<String, String> known = new HashMap<>();
    private final Map<String, Response> responses =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Response> eldest) {
                    return size() > MOST_RESPONSES;
                }
            };

    /// @param range decisions outside it are left out
    LogLines(TimeRange range, Cells cells) {
        this.range = range;
        this.cells = cells;
    }

    /// What has come so far.
    Taken taken() {
        return taken;
    }

    @Override
    public void accept(byte[] line) {
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), line)) {
            fields.read(json);
            take();
        } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
            taken.unreadable++;
        }
    }

    private void take() {
        if (fields.has("gap")) {
            taken.lost += (long) fields.number("gap", 1);
            return;
        }
        String kind = fields.optional("kind");
        switch (kind == null ? "" : kind) {
            case "" -> decision();
            case "response" ->
                    responses.put(
                            fields.text("accountId") + "/" + fields.text("saleId"),
                            RESPONSES.getOrDefault(fields.text("result"), Response.UNREAD));
            case "label" -> label();
            case "outcome" -> outcome();
            default -> {} // challenges, campaigns: a decision has what matters of them
        }
    }

    private void decision() {
        Instant at = Instant.parse(fields.text("decidedAt"));
        if (at.isBefore(range.from()) || !at.isBefore(range.to())) {
            return;
        }
        if (!fields.hasRow(VERSION)) {
            taken.skipped++;
            return;
        }
        String account = fields.text("accountId");
        String sale = known.computeIfAbsent(fields.text("saleId"), name -> name);
        taken.decisions.add(
                new Logged(
                        at.getEpochSecond() * 1_000_000_000L + at.getNano(),
                        Labels.decision(cells, fields.text("decisionId")),
                        standing(sale, account),
                        names(account),
                        fields.turns(),
                        fields.limits(),
                        PackedRow.pack(fields.row()),
                        slices(),
                        said()));
    }

    private Standing standing(String sale, String account) {
        Disposition disposition = disposition();
        boolean wrong = fields.flag("reason.wrong-answers");
        Response read = responses.remove(account + "/" + sale);
        boolean barred =
                fields.flag("honeypot") || fields.row()[FeatureName.CHALLENGES_FAILED.place()] > 0;
        return new Standing(
                sale,
                disposition == Disposition.IN_FLIGHT,
                fields.flag("cleared"),
                read != null ? read : fields.flag("answered") ? Response.UNREAD : Response.NONE,
                wrong && disposition == Disposition.THROTTLE,
                barred ? 1 : SecondOpinion.chance(cells, sale, account),
                fields.treatment());
    }

    private Disposition disposition() {
        return Disposition.valueOf(
                fields.text("disposition").toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private long[] names(String account) {
        boolean ipv4 = isIpv4();
        String epoch = fields.optional("epoch");
        long[] names = new long[Logged.NAMES];
        name(names, EntityKind.ACCOUNT, "", account);
        name(names, EntityKind.DEVICE, "", fields.optional("deviceId"));
        name(names, EntityKind.HANDS, "", fields.optional("handsId"));
        String under = epoch == null ? "" : epoch;
        name(names, EntityKind.ADDRESS, under, fields.optional("addresses." + (ipv4 ? 32 : 64)));
        name(names, EntityKind.SITE, under, fields.optional("addresses." + (ipv4 ? 24 : 56)));
        name(names, EntityKind.REGION, under, fields.optional("addresses." + (ipv4 ? 20 : 48)));
        return names;
    }

    private void name(long[] names, EntityKind kind, String epoch, @Nullable String name) {
        names[Logged.place(kind)] =
                name == null ? 0 : Math.max(1, cells.hash(epoch + "/" + name) >>> 1);
    }

    private boolean isIpv4() {
        return !fields.has("addresses.64");
    }

    private int slices() {
        String network = fields.optional("network.kind");
        return Slice.maskOf(
                network == null ? "unknown" : network,
                isIpv4(),
                fields.optionalFlag("touch"),
                fields.row());
    }

    private Logged.Said said() {
        String model = fields.optional("modelVersion");
        return new Logged.Said(
                disposition(),
                fields.number("score", 0),
                fields.flag("reason.policy-threshold"),
                model == null ? null : known.computeIfAbsent(model, name -> name),
                (long) fields.number("policyVersion", 0));
    }

    private void label() {
        taken.labels.label(
                cells, fields, Instant.parse(fields.text("takenAt")), fields.text("label"));
    }

    private void outcome() {
        taken.labels.order(cells, fields);
    }
}
