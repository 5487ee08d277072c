package dev.fairgate.risk.policy;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// What is different in some sales, by the sale's id or by how it begins, with a `*` at the end:
/// `spring-*`, or `*` for all of them. What the id says counts before the longest beginning, that
/// before a shorter one, each field by itself.
public final class Sales {

    /// Ends the name of what holds for all sales that begin so.
    static final String ANY_END = "*";

    /// How an entry is named.
    static final Pattern NAME = Pattern.compile("[a-z0-9_-]{1,64}|[a-z0-9_-]{0,63}\\*");

    private static final SalePolicy NOT_DIFFERENT =
            new SalePolicy(Optional.empty(), Optional.empty(), Optional.empty());

    /// Nothing is different anywhere.
    public static final Sales ALL_ALIKE = of(Map.of());

    private final Map<String, SalePolicy> byName;
    private final int[] lengths;

    private Sales(Map<String, SalePolicy> byName, int[] lengths) {
        this.byName = byName;
        this.lengths = lengths;
    }

    /// The entries of these names.
    public static Sales of(Map<String, SalePolicy> byName) {
        int[] lengths =
                byName.keySet().stream()
                        .filter(name -> name.endsWith(ANY_END))
                        .mapToInt(name -> ANY_END.length() - name.length()) // the longest first
                        .distinct()
                        .sorted()
                        .map(length -> -length)
                        .toArray();
        return new Sales(Map.copyOf(byName), lengths);
    }

    /// What is different in a sale, in all.
    SalePolicy in(String saleId) {
        SalePolicy own = byName.getOrDefault(saleId, NOT_DIFFERENT);
        for (int length : lengths) {
            if (length <= saleId.length()) {
                SalePolicy wider = byName.get(saleId.substring(0, length) + ANY_END);
                own = wider == null ? own : own.or(wider);
            }
        }
        return own;
    }

    /// The same with every entry changed.
    Sales each(UnaryOperator<SalePolicy> change) {
        Map<String, SalePolicy> changed = new HashMap<>();
        byName.forEach((name, sale) -> changed.put(name, change.apply(sale)));
        return of(changed);
    }

    /// The entries in the order of their names, on every node alike: previews are told apart by it.
    @Override
    public String toString() {
        return new TreeMap<>(byName).toString();
    }
}
