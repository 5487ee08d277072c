package dev.fairgate.risk.policy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Reads a policy document, and names every fault in it at once, by JSON pointer: in the document
/// as it is, and as it is under each preset, so that no preset turns out to be wrong in an attack.
public final class PolicyReader {

    /// The largest document.
    public static final int MAX_BYTES = 256 * 1024;

    private static final int MAX_FAULTS = 100;
    private static final String PRESETS = "presets";

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private final JsonNode document;
    private final DocumentReader reader;
    private final Set<Fault> faults = new LinkedHashSet<>();

    private PolicyReader(JsonNode document, long version) {
        this.document = document;
        this.reader = new DocumentReader(version);
    }

    /// The policy that a document comes to under a preset, or everything that is wrong with it. A
    /// document that is right under one preset is right under all.
    ///
    /// @param document at most [#MAX_BYTES]
    /// @param version of the policy, part of every decision and ticket
    public static Reading read(byte[] document, Preset preset, long version) {
        if (document.length > MAX_BYTES) {
            return faulty("must be at most " + MAX_BYTES + " bytes");
        }
        try {
            return new PolicyReader(MAPPER.readTree(document), version).read(preset);
        } catch (JacksonException e) {
            return faulty("not JSON: " + e.getOriginalMessage());
        }
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

    /// What a document comes to under a preset, as a document; empty when it is no JSON. The mode of
    /// a preset holds in all sales, whatever the document says of some.
    public static Optional<byte[]> effective(byte[] document, Preset preset) {
        try {
            JsonNode under = new PolicyReader(MAPPER.readTree(document), 1).under(preset);
            if (preset != Preset.NORMAL && under instanceof ObjectNode object) {
                object.put("mode", preset == Preset.STRICT ? "enforce" : "observe");
            }
            return Optional.of(MAPPER.writeValueAsBytes(under));
        } catch (JacksonException e) {
            return Optional.empty();
        }
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

    private static Reading faulty(String rule) {
        return new Reading.Faulty(List.of(new Fault("", rule)));
    }

    private Reading read(Preset wanted) {
        checkPresets();
        Optional<Policy> policy = Optional.empty();
        for (Preset preset : Preset.values()) { // the first is the document as it is
            List<Fault> own = new ArrayList<>();
            Optional<Policy> read = reader.read(new PolicyNode("", under(preset), own));
            own.replaceAll(fault -> ofPreset(preset, fault));
            faults.addAll(own);
            if (preset == wanted) {
                policy = read.map(preset::over);
            }
        }
        return faults.isEmpty() && policy.isPresent()
                ? new Reading.Valid(policy.get())
                : new Reading.Faulty(faults.stream().limit(MAX_FAULTS).toList());
    }

    private void checkPresets() {
        List<Fault> own = new ArrayList<>();
        PolicyNode root = new PolicyNode("", document, own);
        if (root.has(PRESETS)) {
            PolicyNode presets = root.object(PRESETS);
            presets.allowOnly(Preset.STRICT.wireName(), Preset.OBSERVE.wireName());
            presets.node().properties().stream()
                    .filter(patch -> !patch.getValue().isObject())
                    .forEach(patch -> presets.fault(patch.getKey(), "must be an object"));
        }
        faults.addAll(own);
    }

    /// The document as it is under a preset.
    private JsonNode under(Preset preset) {
        if (!(document instanceof ObjectNode object)) {
            return document;
        }
        ObjectNode plain = object.deepCopy();
        plain.remove(PRESETS);
        if (preset == Preset.STRICT) {
            plain.set("thresholds", strict(object.path("thresholds").path("block")));
        }
        JsonNode patch = patch(preset);
        return patch.isObject() ? MergePatch.apply(plain, patch) : plain;
    }

    /// Challenges everybody, and blocks no later than the document does otherwise.
    private static JsonNode strict(JsonNode block) {
        double most = Thresholds.STRICT.block();
        boolean isLower = block.isNumber() && block.doubleValue() > 0 && block.doubleValue() < most;
        return MAPPER.createObjectNode()
                .put("challenge", Thresholds.STRICT.challenge())
                .put("block", isLower ? block.doubleValue() : most);
    }

    private JsonNode patch(Preset preset) {
        return document.path(PRESETS).path(preset.wireName());
    }

    /// Where a fault is: in the preset, if it is the preset's field or the document alone is right.
    private Fault ofPreset(Preset preset, Fault fault) {
        boolean isOwn =
                preset != Preset.NORMAL
                        && (!faults.contains(fault)
                                || !patch(preset)
                                        .at(JsonPointer.compile(fault.pointer()))
                                        .isMissingNode());
        return isOwn
                ? new Fault("/" + PRESETS + "/" + preset.wireName() + fault.pointer(), fault.rule())
                : fault;
    }
}
