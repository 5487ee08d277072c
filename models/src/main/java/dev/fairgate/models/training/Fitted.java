package dev.fairgate.models.training;

import dev.fairgate.models.evaluation.Drift;
import dev.fairgate.models.evaluation.Evaluation;
import dev.fairgate.models.scoring.Bounds;
import dev.fairgate.models.scoring.Calibration;
import dev.fairgate.models.scoring.Model;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// Trees with calibration and thresholds, measured on rows that taught none of it.
///
/// @param grown the trees
/// @param calibration what they say, as probability
/// @param bounds the thresholds
/// @param evaluation what they are worth
/// @param judged places of the rows that it was measured on
/// @param parts the rows by purpose
/// @param baseline the AUC of one weight for each input, on the same rows
/// @param drift of inputs between rows that taught and rows that judged
/// @param dropped rows that are in no part
@SuppressWarnings("ArrayRecordComponent") // places, handed on
record Fitted(
        Grown grown,
        Calibration calibration,
        Bounds bounds,
        Evaluation evaluation,
        int[] judged,
        List<Part> parts,
        OptionalDouble baseline,
        List<Drift> drift,
        int dropped) {

    Model model(Map<String, String> training) {
        return grown.model(calibration, bounds, training);
    }
}
