package dev.fairgate.risk.search;

import dev.fairgate.risk.log.LogPosition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Makes one page of those of all nodes, the latest decision first. Each node's order stays as it
/// is, so that it goes on right after the last one taken of it.
record Merge(List<NodePage> pages, int limit) {

    Merge {
        pages = List.copyOf(pages);
    }

    /// A page of all nodes.
    ///
    /// @param isPartial whether time was over before it was full
    record Page(
            List<NodePage.Item> items,
            SearchCursor next,
            boolean more,
            boolean isPartial,
            Set<String> withoutKey) {}

    Page after(SearchCursor cursor) {
        int[] taken = new int[pages.size()];
        List<NodePage.Item> items = new ArrayList<>();
        for (int head = head(taken); head >= 0 && items.size() < limit; head = head(taken)) {
            items.add(pages.get(head).items().get(taken[head]));
            taken[head]++;
        }
        boolean more = false;
        Map<String, LogPosition> next = new HashMap<>();
        for (int i = 0; i < taken.length; i++) {
            NodePage page = pages.get(i);
            page.after(taken[i]).ifPresent(place -> next.put(page.node(), place));
            more |= page.more() || taken[i] < page.items().size();
        }
        return new Page(
                List.copyOf(items),
                cursor.with(next),
                more,
                items.size() < limit && pages.stream().anyMatch(NodePage::isPartial),
                pages.stream()
                        .flatMap(page -> page.withoutKey().stream())
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /// The page with the latest decision that was not taken; -1 where there is none, or where one
    /// that has more does not show it: that may be later than all the others.
    private int head(int[] taken) {
        int latest = -1;
        for (int i = 0; i < taken.length; i++) {
            NodePage page = pages.get(i);
            if (taken[i] == page.items().size()) {
                if (page.more()) {
                    return -1;
                }
            } else if (latest < 0 || isLater(i, latest, taken)) {
                latest = i;
            }
        }
        return latest;
    }

    private boolean isLater(int one, int other, int[] taken) {
        return pages.get(one)
                .items()
                .get(taken[one])
                .at()
                .isAfter(pages.get(other).items().get(taken[other]).at());
    }
}
