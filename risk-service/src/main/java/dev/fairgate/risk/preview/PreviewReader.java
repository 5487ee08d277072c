package dev.fairgate.risk.preview;

import dev.fairgate.risk.http.InvalidRequest;
import dev.fairgate.risk.http.JsonFields;
import dev.fairgate.risk.http.JsonSlice;
import dev.fairgate.risk.log.TimeRange;
import dev.fairgate.risk.policy.Fault;
import dev.fairgate.risk.policy.Policy;
import dev.fairgate.risk.policy.PolicyReader;
import dev.fairgate.risk.policy.PolicyReader.Reading;
import dev.fairgate.risk.policy.Preset;
import dev.fairgate.risk.preview.Incumbent.State;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads what somebody wants a preview of.
final class PreviewReader {

    private static final Pattern MODEL = Pattern.compile("m-[0-9a-f]{16}");
    private static final int MOST_TEXT = 64;

    private PreviewReader() {}

    /// What is wanted.
    sealed interface Wish {
        /// A preview.
        record Preview(Candidate candidate, Window window) implements Wish {}

        /// The document is none.
        record Faulty(List<Fault> faults) implements Wish {
            /// Copies the list.
            public Faulty {
                faults = List.copyOf(faults);
            }
        }
    }

    /// Every fault but the document's is an [InvalidRequest].
    static Wish read(JsonFields body, State current) {
        body.allowOnly("policy", "patch", "preset", "modelVersion", "window");
        Window window = window(body);
        Optional<String> model = model(body);
        Preset preset = preset(body, current);
        return switch (policy(body, current, preset)) {
            case Reading.Valid(Policy policy) ->
                    new Wish.Preview(new Candidate(policy, model), window);
            case Reading.Faulty(List<Fault> faults) -> new Wish.Faulty(faults);
        };
    }

    private static Reading policy(JsonFields body, State current, Preset preset) {
        Optional<byte[]> policy = document(body, "policy");
        Optional<byte[]> patch = document(body, "patch");
        if (policy.isPresent() && patch.isPresent()) {
            throw new InvalidRequest("patch: must not be there beside policy");
        }
        boolean isOfDocument = policy.isPresent() || patch.isPresent();
        if (!isOfDocument
                && body.value("preset").isEmpty()
                && body.value("modelVersion").isEmpty()) {
            throw new InvalidRequest("policy: must be there, or patch, preset or modelVersion");
        }
        byte[] document =
                policy.orElseGet(
                        () -> patch.map(it -> patched(current, it)).orElseGet(current::document));
        return PolicyReader.read(document, preset, current.policy().version() + 1);
    }

    private static byte[] patched(State current, byte[] patch) {
        return PolicyReader.patched(current.document(), patch)
                .orElseThrow(() -> new InvalidRequest("patch: must be a JSON merge patch"));
    }

    private static Optional<byte[]> document(JsonFields body, String name) {
        return body.value(name)
                .map(
                        slice -> {
                            if (slice.kind() != JsonSlice.Kind.OBJECT) {
                                throw body.fault(name, "must be an object");
                            }
                            return slice.json().getBytes(StandardCharsets.UTF_8);
                        });
    }

    private static Preset preset(JsonFields body, State current) {
        return body.optionalText("preset", MOST_TEXT)
                .map(
                        name ->
                                Preset.fromWireName(name)
                                        .orElseThrow(
                                                () ->
                                                        body.fault(
                                                                "preset",
                                                                "must be normal, strict or"
                                                                        + " observe")))
                .orElse(current.preset());
    }

    private static Optional<String> model(JsonFields body) {
        Optional<String> version = body.optionalText("modelVersion", MOST_TEXT);
        if (version.isPresent() && !MODEL.matcher(version.get()).matches()) {
            throw body.fault("modelVersion", "must be m- and 16 hexadecimal digits");
        }
        return version;
    }

    private static Window window(JsonFields body) {
        return body.value("window")
                .map(slice -> JsonFields.of("window.", slice))
                .map(PreviewReader::windowOf)
                .orElseGet(() -> Window.newest(Window.USUAL));
    }

    private static Window windowOf(JsonFields window) {
        if (window.value("decisions").isPresent()) {
            window.allowOnly("decisions");
            return Window.newest((int) window.integer("decisions", 1, Window.MOST));
        }
        window.allowOnly("from", "to", "decisions");
        Instant from = window.time("from");
        Instant to = window.time("to");
        if (!from.isBefore(to)) {
            throw window.fault("from", "must be before to");
        }
        return new Window(new TimeRange(from, to), Window.MOST);
    }
}
