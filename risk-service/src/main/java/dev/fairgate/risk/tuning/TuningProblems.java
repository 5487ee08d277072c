package dev.fairgate.risk.tuning;

import dev.fairgate.risk.http.Problem;
import dev.fairgate.risk.http.Problems;
import dev.fairgate.risk.policy.Fault;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Why a policy is not changed, as answers.
public final class TuningProblems {

    static final Problem UNCONDITIONAL =
            new Problem(
                    "/problems/precondition-required",
                    "Which version have you seen?",
                    428,
                    "Read the policy first, and send its ETag as If-Match.");

    static final Problem WRONG_PREVIEW =
            new Problem(
                    "/problems/preview-mismatch",
                    "The preview is not one of this change",
                    412,
                    "Preview this very change again; a preview counts for 10 minutes.");

    static final Problem FIXED =
            new Problem(
                    "/problems/policy-fixed",
                    "The policy cannot be changed here",
                    409,
                    "The policy file of this service decides alone (fairgate.policy.fixed).");

    static final Problem STORE_AWAY =
            new Problem(
                    "/problems/risk-unavailable",
                    "No change right now",
                    503,
                    "The risk store did not answer in time: try again in a moment, and look first"
                            + " whether it was done.");

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int MOST_FAULTS = 100;

    private TuningProblems() {}

    static Problem stale(long active) {
        return new Problem(
                "/problems/precondition-failed",
                "Somebody else was first",
                412,
                "Version " + active + " is in force: read it, and send its ETag as If-Match.");
    }

    public static Mono<ServerResponse> faulty(List<Fault> faults) {
        return respond(faultyJson(faults), 422);
    }

    static Mono<ServerResponse> previewRequired(double flips, double most) {
        return respond(previewRequiredJson(flips, most), 428);
    }

    /// What names every fault.
    static String faultyJson(List<Fault> faults) {
        ObjectNode json =
                json(
                        new Problem(
                                "/problems/policy-refused",
                                "The policy has faults",
                                422,
                                "Nothing has changed; each fault is named by JSON pointer."));
        var list = json.putArray("faults");
        faults.stream()
                .limit(MOST_FAULTS)
                .forEach(
                        it -> list.addObject().put("pointer", it.pointer()).put("rule", it.rule()));
        return json.toString();
    }

    static String previewRequiredJson(double flips, double most) {
        return json(new Problem(
                        "/problems/preview-required",
                        "This changes many decisions",
                        428,
                        "Preview it and send the id as Fairgate-Preview, or say in"
                                + " Fairgate-Break-Glass why it must be now."))
                .put("flips", flips)
                .put("most", most)
                .toString();
    }

    private static ObjectNode json(Problem problem) {
        return (ObjectNode) MAPPER.readTree(Problems.text(problem));
    }

    private static Mono<ServerResponse> respond(String json, int status) {
        return ServerResponse.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .bodyValue(json);
    }
}
