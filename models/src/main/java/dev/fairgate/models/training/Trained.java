package dev.fairgate.models.training;

import dev.fairgate.models.evaluation.Drift;
import dev.fairgate.models.evaluation.Evaluation;
import dev.fairgate.models.scoring.Model;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/// A model, and what is known about it.
///
/// @param model ready for a file
/// @param plan how rows that taught were kept apart from rows that judged
/// @param parts the rows by purpose
/// @param evaluation on rows that had no part in the model
/// @param judged places in the table of those rows
/// @param baseline the AUC of one weight for each input, on the same rows
/// @param careless the AUC that a split by rows, at random, would have shown
/// @param drift of inputs between the rows that taught and those that judged; empty without a time
/// @param notes what else people should know, in sentences
/// @param findings signs that the figures are too good, in sentences
@SuppressWarnings("ArrayRecordComponent") // places, handed on
public record Trained(
        Model model,
        Plan plan,
        List<Part> parts,
        Evaluation evaluation,
        int[] judged,
        OptionalDouble baseline,
        OptionalDouble careless,
        List<Drift> drift,
        List<String> notes,
        List<String> findings) {

    /// Copies the lists.
    public Trained {
        parts = List.copyOf(parts);
        drift = List.copyOf(drift);
        notes = List.copyOf(notes);
        findings = List.copyOf(findings);
    }

    /// The same, with what else was found.
    public Trained alsoFound(List<String> others) {
        return new Trained(
                model,
                plan,
                parts,
                evaluation,
                judged,
                baseline,
                careless,
                drift,
                notes,
                Stream.concat(findings.stream(), others.stream()).toList());
    }
}
