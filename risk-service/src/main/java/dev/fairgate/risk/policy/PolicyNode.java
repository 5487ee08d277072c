package dev.fairgate.risk.policy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// One object of the document and its place in it.
record PolicyNode(String pointer, JsonNode node, List<Fault> faults) {

    private static final Pattern ID = Pattern.compile("[a-z0-9_-]{1,64}");

    void allowOnly(String... names) {
        if (!node.isObject()) {
            fault("must be an object");
            return;
        }
        List<String> known = List.of(names);
        node.propertyNames().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> fault(name, "is not a field of a policy"));
    }

    PolicyNode object(String name) {
        return new PolicyNode(pointer + "/" + name, node.path(name), faults);
    }

    /// The members of an object whose names are not fixed, in their order.
    Map<String, PolicyNode> members() {
        Map<String, PolicyNode> members = new LinkedHashMap<>();
        if (node.isObject()) {
            node.properties()
                    .forEach(it -> members.put(it.getKey(), object(it.getKey(), it.getValue())));
        } else {
            fault("must be an object");
        }
        return members;
    }

    List<PolicyNode> items(String name) {
        JsonNode list = node.path(name);
        if (!list.isArray()) {
            fault(name, "must be a list");
            return List.of();
        }
        List<PolicyNode> items = new ArrayList<>();
        list.forEach(item -> items.add(object(name + "/" + items.size(), item)));
        return items;
    }

    private PolicyNode object(String place, JsonNode item) {
        return new PolicyNode(pointer + "/" + place, item, faults);
    }

    long integer(String name, long min, long max) {
        JsonNode value = node.path(name);
        if (value.isIntegralNumber()
                && value.canConvertToLong()
                && value.longValue() >= min
                && value.longValue() <= max) {
            return value.longValue();
        }
        fault(name, "must be a whole number from " + min + " to " + max);
        return min;
    }

    Duration millis(String name, long min, long max) {
        return Duration.ofMillis(integer(name, min, max));
    }

    double fraction(String name) {
        JsonNode value = node.path(name);
        if (value.isNumber() && value.doubleValue() >= 0 && value.doubleValue() <= 1) {
            return value.doubleValue();
        }
        fault(name, "must be a number from 0 to 1");
        return 0;
    }

    <E extends Enum<E>> E oneOf(String name, E[] values, Function<E, String> wireName) {
        String text = node.path(name).isString() ? node.path(name).stringValue() : "";
        return Stream.of(values)
                .filter(value -> wireName.apply(value).equals(text))
                .findFirst()
                .orElseGet(
                        () -> {
                            fault(
                                    name,
                                    "must be one of " + Stream.of(values).map(wireName).toList());
                            return values[0];
                        });
    }

    /// A fault of the whole object.
    void fault(String rule) {
        faults.add(new Fault(pointer, rule));
    }

    void fault(String name, String rule) {
        faults.add(new Fault(pointer + "/" + name, rule));
    }

    /// Texts like those of accounts and sales; none where the field is absent.
    List<String> ids(String name, int most) {
        if (node.path(name).isMissingNode()) {
            return List.of();
        }
        List<String> ids = new ArrayList<>();
        for (PolicyNode item : items(name)) {
            if (item.node.isString() && ID.matcher(item.node.stringValue()).matches()) {
                ids.add(item.node.stringValue());
            } else {
                item.fault("must match " + ID.pattern());
            }
        }
        if (ids.size() > most || ids.stream().distinct().count() < ids.size()) {
            fault(name, "must be at most " + most + " different ones");
        }
        return ids;
    }

    /// A text of a pattern.
    String text(String name, Pattern pattern) {
        String text = string(name);
        if (!pattern.matcher(text).matches()) {
            fault(name, "must match " + pattern.pattern());
        }
        return text;
    }

    /// A number within a range; `absent` where the field is.
    double bound(String name, double min, double max, double absent) {
        JsonNode value = node.path(name);
        if (value.isMissingNode()) {
            return absent;
        }
        if (value.isNumber() && value.doubleValue() >= min && value.doubleValue() <= max) {
            return value.doubleValue();
        }
        fault(name, "must be a number from " + min + " to " + max);
        return absent;
    }

    /// A text, empty where there is none.
    String string(String name) {
        return node.path(name).isString() ? node.path(name).stringValue() : "";
    }

    boolean has(String name) {
        return !node.path(name).isMissingNode();
    }
}
