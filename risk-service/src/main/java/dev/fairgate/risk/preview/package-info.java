/// What a change of the policy would do before anybody makes it: the decisions of the log, decided
/// once more by the deciding code under the policy in force and under another one; and whether what
/// then happens is what was foreseen. Start at [dev.fairgate.risk.preview.Previews]. Invariant: a
/// preview changes nothing that decides, and says of which decisions it is not sure.
@NullMarked
package dev.fairgate.risk.preview;

import org.jspecify.annotations.NullMarked;
