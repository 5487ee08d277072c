package dev.fairgate.risk.log;

import dev.fairgate.captcha.Verification;
import dev.fairgate.risk.label.LabelKey;
import dev.fairgate.risk.label.Standing;
import dev.fairgate.risk.log.CampaignLog.Cluster;
import dev.fairgate.risk.log.Line.Became;
import dev.fairgate.risk.log.Line.CampaignsInForce;
import dev.fairgate.risk.log.Line.Challenged;
import dev.fairgate.risk.log.Line.Entry;
import dev.fairgate.risk.log.Line.Gap;
import dev.fairgate.risk.log.Line.Labelled;
import dev.fairgate.risk.log.Line.Responded;
import java.io.ByteArrayOutputStream;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/// Some lines in JSON, on their way to the disk, with the pseudonyms of one epoch. For one thread.
final class Lines {

    private static final int VERSION = 2;

    /// All that is not ASCII is escaped: then no text, a lone surrogate included, can fail to be
    /// written, or look like the end of a line.
    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                    .rootValueSeparator("")
                    .build();

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
    private final Fields json = new Fields(JSON.createGenerator(ObjectWriteContext.empty(), bytes));
    private final DecidedJson decisions = new DecidedJson(json);
    private Pseudonyms names;
    private int count;
    private int entries;

    Lines(EpochKey key) {
        this.names = new Pseudonyms(key);
    }

    /// Gives the lines to come another key. There must be none yet.
    void use(EpochKey key) {
        if (count > 0) {
            throw new IllegalStateException("some lines have the key before");
        }
        if (!key.id().equals(names.epoch())) {
            names = new Pseudonyms(key);
        }
    }

    /// Of which epoch the pseudonyms are.
    String epoch() {
        return names.epoch();
    }

    void add(Line line) {
        count++;
        json.begin();
        json.number("v", VERSION);
        switch (line) {
            case Gap(long missing) -> json.number("gap", missing);
            case Entry entry -> {
                entries++;
                write(entry);
            }
        }
        json.end();
        json.lineFeed();
    }

    /// How many lines there are.
    int count() {
        return count;
    }

    /// How many of the lines are entries.
    int entries() {
        return entries;
    }

    byte[] toBytes() {
        json.flush();
        return bytes.toByteArray();
    }

    void clear() {
        json.flush();
        bytes.reset();
        count = 0;
        entries = 0;
    }

    private void write(Entry entry) {
        switch (entry) {
            case Decided decided -> decisions.write(decided, names);
            case Challenged challenged -> write(challenged);
            case Responded responded -> write(responded);
            case Became became -> write(became);
            case Labelled(Standing label) -> write(label);
            case CampaignsInForce campaigns -> write(campaigns);
        }
    }

    private void write(Challenged challenged) {
        json.text("kind", "challenge");
        json.text("decisionId", challenged.decisionId());
        json.text("challengeRef", challenged.challenge().text());
        json.text("challenge", challenged.kind().wireName());
        json.text("at", challenged.at().toString());
    }

    private void write(Responded responded) {
        json.text("kind", "response");
        json.text("challengeRef", responded.challenge().text());
        json.text("accountId", responded.accountId());
        json.text("saleId", responded.saleId());
        json.text("result", result(responded.verification()));
        if (responded.verification() instanceof Verification.Right(var solveTime)) {
            json.number("solveMs", solveTime.toMillis());
        }
        json.text("at", responded.at().toString());
    }

    private static String result(Verification verification) {
        return switch (verification) {
            case Verification.Right _ -> "right";
            case Verification.Wrong _ -> "wrong";
            case Verification.TooManyWrong _ -> "too-many";
            case Verification.NotCounted _ -> "not-counted";
        };
    }

    private void write(Became became) {
        json.text("kind", "outcome");
        json.text("decisionId", became.decisionId());
        json.text("outcome", became.outcome().wireName());
        json.text("at", became.at().toString());
        json.text("accountId", became.accountId());
        json.text("saleId", became.saleId());
        json.text("orderId", became.orderId());
        json.text("paymentReference", became.paymentReference());
        json.text("takenAt", became.takenAt().toString());
    }

    private void write(Standing label) {
        LabelKey key = label.key();
        json.text("kind", "label");
        json.text(key.kind().field(), key.name());
        json.text("saleId", key.saleId().orElse(null));
        json.text("label", label.label().wireName());
        json.text("source", label.source());
        json.text("at", label.at().toString());
        json.text("takenAt", label.takenAt().toString());
    }

    private void write(CampaignsInForce campaigns) {
        json.text("kind", "campaigns");
        json.text("snapshot", campaigns.snapshot());
        json.text("madeAt", campaigns.madeAt().toString());
        json.beginArray("clusters");
        for (Cluster cluster : campaigns.clusters()) {
            json.begin();
            json.text("id", cluster.id());
            json.number("size", cluster.size());
            json.number("tightness", cluster.tightness());
            json.end();
        }
        json.endArray();
    }
}
