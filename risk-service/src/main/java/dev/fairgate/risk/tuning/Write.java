package dev.fairgate.risk.tuning;

import java.util.Optional;

/// Who wants to change the policy, and what they know of it.
///
/// @param expected the version that they have seen
/// @param by the `sub` of their token
/// @param comment may be empty
/// @param previewId of a preview of that very change
/// @param breaksGlass whether the guard is to be passed by, for half an hour
record Write(
        long expected,
        String by,
        String comment,
        Optional<String> previewId,
        boolean breaksGlass) {}
