package dev.fairgate.proof.simulate.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What the archive's statements do, known by how they begin.
final class Statements {

    private Statements() {}

    static Consumer<Tables> of(String sql, Map<String, @Nullable Object> bound) {
        if (sql.startsWith("INSERT INTO sale.sale AS known")) {
            return tables -> tables.tell(text(bound, "$1"), sale(bound));
        }
        if (sql.startsWith("WITH event AS")) {
            return tables -> tables.tell(text(bound, "$1"), rows(bound));
        }
        if (sql.startsWith("INSERT INTO sale.dead_letter")) {
            return tables -> tables.bury(text(bound, "$2"), text(bound, "$4"));
        }
        throw new IllegalArgumentException("a statement that is not simulated: " + sql);
    }

    /// What it is called in the trace.
    static String name(String sql) {
        return sql.startsWith("WITH") ? "orders" : sql.contains("dead_letter") ? "bury" : "sale";
    }

    private static Tables.SaleRow sale(Map<String, @Nullable Object> bound) {
        Object allocation = bound.get("$5");
        Object most = bound.get("$6");
        return new Tables.SaleRow(
                allocation == null ? null : number(allocation),
                0,
                0,
                most == null ? null : Math.toIntExact(number(most)),
                number(bound.get("$4")),
                number(bound.get("$2")),
                number(bound.get("$3")));
    }

    private static List<Tables.OrderRow> rows(Map<String, @Nullable Object> bound) {
        List<Tables.OrderRow> rows = new ArrayList<>();
        String[] ulids = texts(bound, "$2");
        for (int i = 0; i < ulids.length; i++) {
            rows.add(
                    new Tables.OrderRow(
                            text(bound, "$1") + "." + ulids[i],
                            texts(bound, "$3")[i],
                            Math.toIntExact(numbers(bound, "$9")[i].longValue()),
                            texts(bound, "$5")[i],
                            numbers(bound, "$11")[i].longValue(),
                            numbers(bound, "$12")[i].longValue(),
                            numbers(bound, "$13")[i].longValue(),
                            texts(bound, "$7")[i],
                            texts(bound, "$8")[i],
                            numbers(bound, "$16")[i].longValue()));
        }
        return rows;
    }

    private static String text(Map<String, @Nullable Object> bound, String name) {
        return String.valueOf(bound.get(name));
    }

    private static long number(@Nullable Object value) {
        if (value instanceof Number number) {
            return number.longValue();
        }
        throw new IllegalArgumentException("not a number: " + value);
    }

    private static String[] texts(Map<String, @Nullable Object> bound, String name) {
        if (bound.get(name) instanceof String[] texts) {
            return texts;
        }
        throw new IllegalArgumentException("not texts: " + name);
    }

    private static Number[] numbers(Map<String, @Nullable Object> bound, String name) {
        if (bound.get(name) instanceof Number[] numbers) {
            return numbers;
        }
        throw new IllegalArgumentException("not numbers: " + name);
    }
}
