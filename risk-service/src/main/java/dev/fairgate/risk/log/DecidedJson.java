package dev.fairgate.risk.log;

import dev.fairgate.models.feature.EntityKind;
import dev.fairgate.models.feature.FeatureName;
import dev.fairgate.models.feature.FeatureRow;
import dev.fairgate.risk.decision.Reason;
import dev.fairgate.risk.list.Listed;
import dev.fairgate.risk.list.Treatment;
import dev.fairgate.risk.log.Decided.Asked;
import dev.fairgate.risk.log.Decided.Cells;
import dev.fairgate.risk.log.Decided.Grounds;
import dev.fairgate.risk.log.Decided.Limit;
import dev.fairgate.risk.log.Decided.Ruling;
import dev.fairgate.risk.log.Decided.Turn;
import dev.fairgate.risk.network.ClientAddress;
import dev.fairgate.risk.network.NetworkFacts;
import dev.fairgate.risk.network.NetworkKind;
import java.util.HexFormat;
import java.util.List;

/// The fields of a decision. For one thread.
final class DecidedJson {

    private final Fields json;

    DecidedJson(Fields json) {
        this.json = json;
    }

    void write(Decided decided, Pseudonyms names) {
        json.text("decisionId", decided.ruling().decisionId());
        asked(decided.asked(), names);
        grounds(decided.grounds());
        ruling(decided.ruling());
    }

    private void asked(Asked asked, Pseudonyms names) {
        json.text("requestId", asked.requestId());
        json.text("decidedAt", asked.decidedAt().toString());
        json.text("saleId", asked.saleId());
        json.text("accountId", asked.accountId());
        json.text("deviceId", asked.deviceId());
        json.text(
                "registeredAt",
                asked.registeredAt() == null ? null : asked.registeredAt().toString());
        json.number("quantity", asked.quantity());
        json.flag("honeypot", asked.honeypot());
        json.text("epoch", names.epoch());
        addresses(asked.address(), names);
    }

    private void addresses(ClientAddress address, Pseudonyms names) {
        json.begin("addresses");
        for (int level : Pseudonyms.levels(address)) {
            json.text(Integer.toString(level), names.of(address, level));
        }
        json.end();
    }

    private void grounds(Grounds grounds) {
        network(grounds.network());
        cells(grounds.cells());
        if (grounds.hands() != 0) {
            // As it is: no person's hands make the same trace twice, so it joins nobody's visits;
            // a script's trace can be found again, on every node and in every epoch.
            json.text("handsId", HexFormat.of().toHexDigits(grounds.hands()));
        }
        if (grounds.touch() != null) {
            json.flag("touch", grounds.touch());
        }
        turns(grounds.turns());
        limits(grounds.limits());
        features(grounds.features());
        json.text("campaigns", grounds.campaigns());
        json.flag("cleared", grounds.cleared());
        treatment(grounds.treatment());
        if (grounds.answered()) {
            json.flag("answered", true);
        }
    }

    private void treatment(Treatment treatment) {
        if (treatment.listed() != Listed.NO) {
            json.text("listed", treatment.listed().wireName());
        }
        if (!treatment.suppressed().isEmpty()) {
            json.beginArray("suppressed");
            treatment.suppressed().forEach(json::item);
            json.endArray();
        }
    }

    private void network(NetworkFacts network) {
        json.begin("network");
        if (network.asn() != 0) {
            json.number("asn", network.asn());
        }
        json.text("country", network.country().isEmpty() ? null : network.country());
        json.text("kind", nameOf(network.kind()));
        json.end();
    }

    private static String nameOf(NetworkKind kind) {
        return switch (kind) {
            case UNKNOWN -> "unknown";
            case ACCESS -> "access";
            case MOBILE -> "mobile";
            case HOSTING -> "hosting";
            case ANONYMISER -> "anonymiser";
        };
    }

    private void cells(Cells cells) {
        json.begin("cells");
        json.number("account", cells.account());
        if (cells.device() >= 0) {
            json.number("device", cells.device());
        }
        json.number("address", cells.address());
        json.end();
    }

    private void turns(List<Turn> turns) {
        json.beginArray("entities");
        for (Turn turn : turns) {
            json.begin();
            json.text("entity", nameOf(turn.kind()));
            json.number("sequence", turn.sequence());
            json.end();
        }
        json.endArray();
    }

    private static String nameOf(EntityKind kind) {
        return switch (kind) {
            case ACCOUNT -> "account";
            case DEVICE -> "device";
            case HANDS -> "hands";
            case ADDRESS -> "address";
            case SITE -> "site";
            case REGION -> "region";
        };
    }

    private void limits(List<Limit> limits) {
        json.beginArray("limits");
        for (Limit limit : limits) {
            json.begin();
            json.text("entity", limit.entity().wireName());
            json.flag("allowed", limit.allowed());
            json.number("remaining", limit.remaining());
            json.number("recent", limit.recent());
            json.number("retryAfterMs", limit.retryAfterMs());
            json.flag("local", limit.local());
            if (limit.sequence() > 0) {
                json.number("sequence", limit.sequence());
            }
            json.end();
        }
        json.endArray();
    }

    private void features(FeatureRow features) {
        json.number("featureVersion", FeatureName.schema().version());
        json.beginArray("features");
        for (double value : features.values()) {
            json.item(value);
        }
        json.endArray();
    }

    private void ruling(Ruling ruling) {
        json.text("disposition", ruling.disposition().wireName());
        json.text("verdict", ruling.verdict().wireName());
        json.number("score", ruling.score());
        reasons(ruling.reasons());
        json.number("policyVersion", ruling.versions().policy());
        json.text("modelVersion", ruling.versions().model());
        json.flag("degraded", ruling.degraded());
        json.number("tookUs", ruling.took().toNanos() / 1_000);
        if (ruling.retryAfterMs() != null) {
            json.number("retryAfterMs", ruling.retryAfterMs());
        }
        json.text("challenge", ruling.challenge() == null ? null : ruling.challenge().wireName());
        if (ruling.propensity() != null) {
            json.number("propensity", ruling.propensity());
        }
        if (!ruling.shadowRules().isEmpty()) {
            json.beginArray("shadowRules");
            ruling.shadowRules().forEach(json::item);
            json.endArray();
        }
    }

    private void reasons(List<Reason> reasons) {
        json.beginArray("reasons");
        for (Reason reason : reasons) {
            json.begin();
            json.text("code", reason.code());
            json.number("weight", reason.weight());
            json.end();
        }
        json.endArray();
    }
}
