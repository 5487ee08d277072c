package dev.fairgate.risk.log;

import dev.fairgate.risk.decision.Reason;
import dev.fairgate.risk.limit.LimitOutcome;
import dev.fairgate.risk.log.Line.Became;
import dev.fairgate.risk.log.Line.Decided;
import dev.fairgate.risk.log.Line.Gap;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/// Some lines in JSON, on their way to the disk. For one thread.
final class Lines {

    private static final int VERSION = 1;
    private static final long NANOS_OF_A_MILLI = 1_000_000;

    /// All that is not ASCII is escaped: then no text, a lone surrogate included, can fail to be
    /// written, or look like the end of a line.
    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                    .rootValueSeparator("")
                    .build();

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
    private final JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes);
    private int count;
    private int entries;

    void add(Line line) {
        count++;
        json.writeStartObject();
        json.writeName("v").writeNumber(VERSION);
        switch (line) {
            case Gap(long missing) -> json.writeName("gap").writeNumber(missing);
            case Decided decided -> {
                entries++;
                write(decided);
            }
            case Became became -> {
                entries++;
                write(became);
            }
        }
        json.writeEndObject();
        json.writeRaw('\n');
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

    private void write(Decided decided) {
        text("decisionId", decided.decisionId());
        text("requestId", decided.requestId());
        text("decidedAt", decided.decidedAt().toString());
        text("saleId", decided.saleId());
        text("accountId", decided.accountId());
        text("deviceId", decided.deviceId());
        json.writeName("quantity").writeNumber(decided.quantity());
        text("disposition", decided.disposition().wireName());
        text("verdict", decided.verdict().wireName());
        json.writeName("score").writeNumber(decided.score());
        reasons(decided.reasons());
        limits(decided.limits());
        json.writeName("policyVersion").writeNumber(decided.policyVersion());
        text("modelVersion", decided.modelVersion());
        json.writeName("degraded").writeBoolean(decided.degraded());
        if (decided.retryAfterMs() != null) {
            json.writeName("retryAfterMs").writeNumber(decided.retryAfterMs());
        }
        text("challenge", decided.challenge() == null ? null : decided.challenge().wireName());
    }

    private void write(Became became) {
        text("kind", "outcome");
        text("decisionId", became.decisionId());
        text("outcome", became.outcome().wireName());
        text("at", became.at().toString());
        text("accountId", became.accountId());
        text("saleId", became.saleId());
        text("takenAt", became.takenAt().toString());
    }

    private void reasons(List<Reason> reasons) {
        json.writeName("reasons").writeStartArray();
        for (Reason reason : reasons) {
            json.writeStartObject();
            text("code", reason.code());
            json.writeName("weight").writeNumber(reason.weight());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void limits(List<LimitOutcome> limits) {
        json.writeName("limits").writeStartArray();
        for (LimitOutcome limit : limits) {
            json.writeStartObject();
            text("entity", limit.entity().wireName());
            json.writeName("allowed").writeBoolean(limit.allowed());
            json.writeName("remaining").writeNumber(limit.remaining());
            json.writeName("recent").writeNumber(limit.recent());
            json.writeName("retryAfterMs").writeNumber(roundedUp(limit));
            json.writeName("local").writeBoolean(limit.local());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /// As in answers: who waits that long may come.
    private static long roundedUp(LimitOutcome limit) {
        return limit.retryAfter().plusNanos(NANOS_OF_A_MILLI - 1).toMillis();
    }

    private void text(String name, @Nullable String value) {
        if (value != null) {
            json.writeName(name).writeString(value);
        }
    }
}
