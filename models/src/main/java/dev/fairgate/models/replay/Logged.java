package dev.fairgate.models.replay;

import dev.fairgate.models.feature.Encounter;
import dev.fairgate.models.feature.EntityKind;
import dev.fairgate.models.feature.Request;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A decision as a log has it.
///
/// @param place file and line, for people
/// @param names of those behind it, an address under its epoch
/// @param turns which request of each it was, counted from 1
/// @param epoch of the pseudonyms of its addresses
/// @param isAlone whether it was made while some of the evidence was out of reach
/// @param request without hands and client, which no log has
/// @param features null where they are of another version
/// @param line its text
record Logged(
        String place,
        String id,
        Map<EntityKind, String> names,
        Map<EntityKind, Integer> turns,
        boolean isIpv4,
        String epoch,
        boolean isAlone,
        Encounter encounter,
        Request request,
        @Nullable LoggedFeatures features,
        String line) {

    Logged {
        names = Map.copyOf(names);
        turns = Map.copyOf(turns);
    }

    long at() {
        return encounter.at();
    }
}
