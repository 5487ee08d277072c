package dev.fairgate.benchmarks.arena.scenario;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// One object of a scenario file and its place in it; whatever is not as it should be ends the
/// reading in one sentence.
final class Entry {

    private final String place;
    private final JsonNode node;
    private final Set<String> asked = new HashSet<>();

    Entry(String place, JsonNode node) {
        this.place = place;
        this.node = node;
        if (!node.isObject() && !node.isMissingNode() && !node.isNull()) {
            throw new CannotPlay((place.isEmpty() ? "it" : place) + " must have named entries");
        }
    }

    long whole(String name, long least, long most, long absent) {
        JsonNode value = ask(name);
        if (value.isMissingNode()) {
            return absent;
        }
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            long number = value.longValue();
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw wrong(name, "must be a whole number from %,d to %,d".formatted(least, most));
    }

    boolean flag(String name, boolean absent) {
        JsonNode value = ask(name);
        if (value.isMissingNode() || value.isBoolean()) {
            return value.asBoolean(absent);
        }
        throw wrong(name, "must be true or false");
    }

    double price(String name, double absent) {
        JsonNode value = ask(name);
        if (value.isMissingNode()) {
            return absent;
        }
        if (value.isNumber() && value.doubleValue() >= 0 && value.doubleValue() <= 1e6) {
            return value.doubleValue();
        }
        throw wrong(name, "must be a number of cents from 0 to 1,000,000");
    }

    String text(String name, String absent) {
        JsonNode value = ask(name);
        if (value.isMissingNode()) {
            return absent;
        }
        if (value.isString()
                && !value.stringValue().isBlank()
                && value.stringValue().length() <= 80
                && value.stringValue().chars().noneMatch(Character::isISOControl)) {
            return value.stringValue();
        }
        throw wrong(name, "must be a text of 1 to 80 characters");
    }

    <E extends Enum<E>> E oneOf(String name, E[] values, E absent) {
        JsonNode value = ask(name);
        if (value.isMissingNode()) {
            return absent;
        }
        return Stream.of(values)
                .filter(it -> value.isString() && wireName(it).equals(value.stringValue()))
                .findFirst()
                .orElseThrow(
                        () ->
                                wrong(
                                        name,
                                        "must be one of "
                                                + String.join(
                                                        ", ",
                                                        Stream.of(values)
                                                                .map(Entry::wireName)
                                                                .toList())));
    }

    Entry object(String name) {
        return new Entry(at(name), ask(name));
    }

    List<Entry> list(String name, int most) {
        JsonNode list = ask(name);
        if (list.isMissingNode()) {
            return List.of();
        }
        if (!list.isArray() || list.size() > most) {
            throw wrong(name, "must be a list of at most " + most);
        }
        List<Entry> entries = new ArrayList<>();
        list.forEach(item -> entries.add(new Entry(at(name) + "[" + entries.size() + "]", item)));
        return entries;
    }

    boolean has(String name) {
        return !ask(name).isMissingNode();
    }

    /// Ends the reading if there is anything that nobody asked for.
    void nothingElse() {
        node.propertyNames().stream()
                .filter(name -> !asked.contains(name))
                .findFirst()
                .ifPresent(
                        name -> {
                            throw wrong(
                                    name,
                                    "is not known; known are "
                                            + String.join(", ", asked.stream().sorted().toList()));
                        });
    }

    CannotPlay wrong(String name, String rule) {
        return new CannotPlay(at(name) + " " + rule);
    }

    static String wireName(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private JsonNode ask(String name) {
        asked.add(name);
        JsonNode value = node.path(name);
        return value.isNull() ? value.path("") : value;
    }

    private String at(String name) {
        return place.isEmpty() ? name : place + "." + name;
    }
}
