package dev.fairgate.risk.preview;

import dev.fairgate.risk.preview.Tally.Curve;
import dev.fairgate.risk.preview.Tally.Part;
import dev.fairgate.risk.tuning.Guard.Band;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Previews in JSON.
final class PreviewJson {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final double MILLIONTH = 1_000_000;

    private PreviewJson() {}

    static String write(String previewId, Report report) {
        Tally tally = report.tally();
        ObjectNode json = MAPPER.createObjectNode();
        json.put("previewId", previewId);
        json.put("summary", report.summary());
        json.put("version", report.version());
        report.from().ifPresent(at -> json.put("from", at.toString()));
        report.to().ifPresent(at -> json.put("to", at.toString()));
        json.put("decisions", tally.decisions());
        json.put("skipped", report.skipped());
        json.put("replayDiffers", tally.replayDiffers());
        ObjectNode flips = json.putObject("flips");
        tally.flips().forEach(flips::put);
        json.put("flipShare", rounded(report.flipShare()));
        slices(json.putArray("slices"), tally);
        people(json, tally);
        curve(json.putArray("curve"), tally);
        band(json.putObject("band"), report);
        gaps(json.putObject("gaps"), report.gaps());
        return json.toString();
    }

    private static void slices(ArrayNode json, Tally tally) {
        for (Slice slice : Slice.values()) {
            if (tally.of(slice, Part.DECISIONS) > 0) {
                json.addObject()
                        .put("slice", slice.wireName())
                        .put("decisions", tally.of(slice, Part.DECISIONS))
                        .put("flips", tally.of(slice, Part.FLIPS))
                        .put("challengedBefore", tally.of(slice, Part.CHALLENGED_BEFORE))
                        .put("challengedAfter", tally.of(slice, Part.CHALLENGED_AFTER))
                        .put("blockedBefore", tally.of(slice, Part.BLOCKED_BEFORE))
                        .put("blockedAfter", tally.of(slice, Part.BLOCKED_AFTER));
            }
        }
    }

    /// Only where somebody has said who they are.
    private static void people(ObjectNode json, Tally tally) {
        if (tally.ofPeople(Part.DECISIONS) > 0) {
            json.putObject("people")
                    .put("decisions", tally.ofPeople(Part.DECISIONS))
                    .put("challengedBefore", tally.ofPeople(Part.CHALLENGED_BEFORE))
                    .put("challengedAfter", tally.ofPeople(Part.CHALLENGED_AFTER));
        }
        if (tally.ofBots(Part.DECISIONS) > 0) {
            json.putObject("bots")
                    .put("decisions", tally.ofBots(Part.DECISIONS))
                    .put("letThroughBefore", tally.ofBots(Part.LET_THROUGH_BEFORE))
                    .put("letThroughAfter", tally.ofBots(Part.LET_THROUGH_AFTER));
        }
    }

    private static void curve(ArrayNode json, Tally tally) {
        for (int step = 0; step <= Tally.STEPS; step++) {
            json.addObject()
                    .put("threshold", Curve.threshold(step))
                    .put("challenged", tally.challenged().at(step))
                    .put("peopleChallenged", tally.peopleChallenged().at(step))
                    .put("botsCaught", tally.botsCaught().at(step));
        }
    }

    private static void band(ObjectNode json, Report report) {
        Band band = report.band();
        json.put("uncertain", report.tally().unsure())
                .put("leastFlipShare", rounded(report.leastFlipShare()))
                .put("mostFlipShare", rounded(report.mostFlipShare()))
                .put("leastChallenged", rounded(band.leastChallenged()))
                .put("mostChallenged", rounded(band.mostChallenged()))
                .put("leastBlocked", rounded(band.leastBlocked()))
                .put("mostBlocked", rounded(band.mostBlocked()));
    }

    private static void gaps(ObjectNode json, Gaps gaps) {
        json.put("lost", gaps.lost())
                .put("unreadable", gaps.unreadable())
                .put("otherVersions", gaps.otherVersions());
        texts(json.putArray("incomplete"), gaps.incomplete());
        texts(json.putArray("unknownModels"), gaps.unknownModels());
    }

    private static void texts(ArrayNode json, Collection<String> texts) {
        List.copyOf(new TreeSet<>(texts)).forEach(json::add);
    }

    private static double rounded(double share) {
        return Math.round(share * MILLIONTH) / MILLIONTH;
    }

    static String progress(Progress progress) {
        return MAPPER.createObjectNode()
                .put("done", progress.done())
                .put("of", progress.of())
                .toString();
    }
}
