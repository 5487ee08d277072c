package dev.fairgate.risk.policy;

import dev.fairgate.captcha.ChallengeKind;
import dev.fairgate.captcha.ChallengeSettings;
import dev.fairgate.risk.limit.Limit;
import dev.fairgate.risk.limit.LimitEntity;
import dev.fairgate.risk.policy.LimitRule.Effect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads a policy document, and names every fault in it at once, by JSON pointer.
public final class PolicyReader {

    /// The largest document.
    public static final int MAX_BYTES = 256 * 1024;

    private static final long MAX_TOKENS = 1_000_000_000;
    private static final long MAX_REFILL_MS = Duration.ofDays(1).toMillis();
    private static final long MAX_CLEARANCE_MS = Duration.ofHours(1).toMillis();
    private static final int MAX_HONEYPOTS = 16;
    private static final int MAX_SALES = 1_000;
    private static final Pattern SALES = Pattern.compile("[a-z0-9_-]{1,64}|[a-z0-9_-]{0,63}\\*");
    private static final long MAX_TICKET_MS = 5_000;

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private final List<Fault> faults = new ArrayList<>();

    private final long version;

    private PolicyReader(long version) {
        this.version = version;
    }

    /// The policy that a document comes to under a preset, or everything that is wrong with it. A
    /// document that is right under one preset is right under all.
    ///
    /// @param document at most [#MAX_BYTES]
    /// @param version of the policy, part of every decision and ticket
    public static Reading read(byte[] document, Preset preset, long version) {
        PolicyReader reader = new PolicyReader(version);
        Optional<Policy> policy = reader.policy(document, preset);
        return reader.faults.isEmpty() && policy.isPresent()
                ? new Reading.Valid(policy.get())
                : new Reading.Faulty(reader.faults);
    }

    /// What a document comes to under a preset, as a document; empty when it is no JSON.
    public static Optional<byte[]> effective(byte[] document, Preset preset) {
        return patched(document, MAPPER.writeValueAsBytes(over(preset)));
    }

    /// What reading comes to.
    public sealed interface Reading {
        /// A policy.
        record Valid(Policy policy) implements Reading {}

        /// None.
        record Faulty(List<Fault> faults) implements Reading {
            /// Copies the list.
            public Faulty {
                faults = List.copyOf(faults);
            }
        }
    }

    private Optional<Policy> policy(byte[] json, Preset preset) {
        if (json.length > MAX_BYTES) {
            faults.add(new Fault("", "must be at most " + MAX_BYTES + " bytes"));
            return Optional.empty();
        }
        try {
            JsonNode document = MAPPER.readTree(json);
            return policy(new PolicyNode("", MergePatch.apply(document, over(preset)), faults));
        } catch (JacksonException e) {
            faults.add(new Fault("", "not JSON: " + e.getOriginalMessage()));
            return Optional.empty();
        }
    }

    private static JsonNode over(Preset preset) {
        return MAPPER.readTree(
                switch (preset) {
                    case NORMAL -> "{}";
                    case STRICT ->
                            "{\"mode\":\"enforce\",\"sales\":null,"
                                    + "\"thresholds\":{\"challenge\":0,\"block\":0.95}}";
                    case OBSERVE -> "{\"mode\":\"observe\",\"sales\":null}";
                });
    }

    /// The document with a JSON merge patch (RFC 7396) over it; empty when one of the two is no
    /// JSON.
    public static Optional<byte[]> patched(byte[] document, byte[] patch) {
        try {
            return Optional.of(
                    MAPPER.writeValueAsBytes(
                            MergePatch.apply(MAPPER.readTree(document), MAPPER.readTree(patch))));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private Optional<Policy> policy(PolicyNode root) {
        root.allowOnly(
                "mode",
                "sales",
                "limits",
                "rules",
                "honeypots",
                "thresholds",
                "challenge",
                "clearanceMs",
                "ticketMs",
                "exploration");
        Policy.Mode mode = mode(root);
        Map<String, SalePolicy> sales = root.has("sales") ? sales(root) : Map.of();
        List<LimitRule> limits = limits(root);
        List<Rule> rules = RuleReader.read(root);
        Set<String> honeypots = Set.copyOf(root.ids("honeypots", MAX_HONEYPOTS));
        Optional<Thresholds> thresholds =
                root.has("thresholds") ? thresholds(root.object("thresholds")) : Optional.empty();
        Optional<ChallengeRule> challenge = challenge(root.object("challenge"));
        Duration clearance = root.millis("clearanceMs", 1_000, MAX_CLEARANCE_MS);
        Duration ticket = root.millis("ticketMs", 100, MAX_TICKET_MS);
        Exploration exploration = exploration(root);
        return challenge.map(
                rule ->
                        new Policy(
                                version,
                                mode,
                                sales,
                                limits,
                                rules,
                                honeypots,
                                thresholds,
                                rule,
                                clearance,
                                ticket,
                                exploration));
    }

    private static Exploration exploration(PolicyNode root) {
        if (!root.has("exploration")) {
            return Exploration.OFF;
        }
        PolicyNode node = root.object("exploration");
        node.allowOnly("share");
        return new Exploration(node.bound("share", 0, Exploration.MOST, 0));
    }

    private static Policy.Mode mode(PolicyNode node) {
        return node.oneOf("mode", Policy.Mode.values(), PolicyReader::lowerCase);
    }

    private Map<String, SalePolicy> sales(PolicyNode root) {
        Map<String, SalePolicy> sales = new HashMap<>();
        root.object("sales")
                .members()
                .forEach(
                        (name, sale) -> {
                            if (!SALES.matcher(name).matches()) {
                                sale.fault("the name of a sale must match " + SALES.pattern());
                            }
                            sale.allowOnly("mode");
                            sales.put(name, new SalePolicy(mode(sale)));
                        });
        if (sales.size() > MAX_SALES) {
            root.fault("sales", "must be at most " + MAX_SALES);
        }
        return sales;
    }

    private List<LimitRule> limits(PolicyNode root) {
        Set<LimitEntity> seen = EnumSet.noneOf(LimitEntity.class);
        List<LimitRule> rules = new ArrayList<>();
        for (PolicyNode node : root.items("limits")) {
            Optional<LimitRule> rule = limit(node);
            rule.ifPresent(rules::add);
            if (rule.isPresent() && !seen.add(rule.get().entity())) {
                node.fault("entity", "must not appear twice");
            }
        }
        return rules;
    }

    private Optional<LimitRule> limit(PolicyNode node) {
        node.allowOnly("entity", "capacity", "refillTokens", "refillMs", "effect");
        int faultsBefore = faults.size();
        LimitEntity entity = node.oneOf("entity", LimitEntity.values(), LimitEntity::wireName);
        Effect effect = node.oneOf("effect", Effect.values(), PolicyReader::lowerCase);
        long capacity = node.integer("capacity", 1, MAX_TOKENS);
        long refill = node.integer("refillTokens", 1, MAX_TOKENS);
        Duration period = node.millis("refillMs", 1, MAX_REFILL_MS);
        if (faults.size() > faultsBefore) {
            return Optional.empty();
        }
        if (!LimitRule.allows(entity, effect)) {
            node.fault("effect", whyNot(entity, effect));
            return Optional.empty();
        }
        return Optional.of(new LimitRule(entity, new Limit(capacity, refill, period), effect));
    }

    private static String whyNot(LimitEntity entity, Effect effect) {
        if (entity.isNetwork()) {
            return "must be challenge or signal: many people share a "
                    + entity.wireName()
                    + ", so it can at most challenge";
        }
        return entity == LimitEntity.ACCOUNT_REFUSALS
                ? "must be block for account-refusals"
                : "must not be " + lowerCase(effect) + " for " + entity.wireName();
    }

    private Optional<Thresholds> thresholds(PolicyNode node) {
        node.allowOnly("challenge", "block");
        int faultsBefore = faults.size();
        double challenge = node.fraction("challenge");
        double block = node.fraction("block");
        if (faults.size() > faultsBefore) {
            return Optional.empty();
        }
        if (challenge > block || block == 0) {
            node.fault("block", "must be over 0 and not below challenge");
            return Optional.empty();
        }
        return Optional.of(new Thresholds(challenge, block));
    }

    private Optional<ChallengeRule> challenge(PolicyNode node) {
        node.allowOnly("kind", "lifetimeMs", "maxWrong", "proofMaxNumber", "pictureLength");
        int faultsBefore = faults.size();
        ChallengeKind kind = node.oneOf("kind", ChallengeKind.values(), ChallengeKind::wireName);
        Duration lifetime = node.millis("lifetimeMs", 1_000, 3_600_000);
        int maxWrong = (int) node.integer("maxWrong", 1, 100);
        long number = node.integer("proofMaxNumber", 1, ChallengeSettings.PROOF_LIMIT);
        int length = (int) node.integer("pictureLength", 4, 12);
        return faults.size() > faultsBefore
                ? Optional.empty()
                : Optional.of(new ChallengeRule(kind, lifetime, maxWrong, number, length));
    }

    private static String lowerCase(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
