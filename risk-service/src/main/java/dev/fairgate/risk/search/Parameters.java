package dev.fairgate.risk.search;

import dev.fairgate.risk.http.InvalidRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.util.MultiValueMap;

/// The parameters of a query, read strictly: every fault is an [InvalidRequest].
record Parameters(MultiValueMap<String, String> all) {

    private static final Pattern DIGITS = Pattern.compile("[1-9]\\d{0,3}");

    /// Refuses all others.
    Parameters allowOnly(Set<String> names) {
        if (!names.containsAll(all.keySet())) {
            throw new InvalidRequest(
                    "the query: has only " + String.join(", ", names.stream().sorted().toList()));
        }
        return this;
    }

    Optional<String> one(String name) {
        List<String> values = all.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw new InvalidRequest(name + ": must be there at most once");
        }
        return values.stream().findFirst();
    }

    int limit(int usual, int most) {
        return one("limit").map(text -> limit(text, most)).orElse(usual);
    }

    private static int limit(String text, int most) {
        int limit = DIGITS.matcher(text).matches() ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > most) {
            throw new InvalidRequest("limit: must be from 1 to " + most);
        }
        return limit;
    }

    /// Whether only this node is asked, as other nodes do.
    boolean nodeOnly() {
        return one("scope")
                .map(
                        text -> {
                            if (!text.equals("node")) {
                                throw new InvalidRequest("scope: must be node, or not be there");
                            }
                            return true;
                        })
                .orElse(false);
    }
}
