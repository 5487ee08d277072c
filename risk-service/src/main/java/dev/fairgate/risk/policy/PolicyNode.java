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

    private static final int LONGEST_NAME = 100;
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
        return child(name, node.path(name));
    }

    /// The members of an object whose names are not fixed, in their order; none where there are
    /// more than `most`.
    Map<String, PolicyNode> members(int most) {
        Map<String, PolicyNode> members = new LinkedHashMap<>();
        if (!node.isObject()) {
            fault("must be an object");
        } else if (node.size() > most) {
            fault("must be at most " + most);
        } else {
            node.properties()
                    .forEach(it -> members.put(it.getKey(), child(it.getKey(), it.getValue())));
        }
        return members;
    }

    /// The items of a list; none where there are more than `most`.
    List<PolicyNode> items(String name, int most) {
        JsonNode list = node.path(name);
        if (!list.isArray()) {
            fault(name, "must be a list");
            return List.of();
        }
        if (list.size() > most) {
            fault(name, "must be at most " + most);
            return List.of();
        }
        List<PolicyNode> items = new ArrayList<>();
        PolicyNode all = object(name);
        list.forEach(item -> items.add(all.child(String.valueOf(items.size()), item)));
        return items;
    }

    private PolicyNode child(String name, JsonNode value) {
        return new PolicyNode(pointerTo(name), value, faults);
    }

    /// As RFC 6901 has it, but for names that are too long to be shown.
    private String pointerTo(String name) {
        String shown = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
        return pointer + "/" + shown.replace("~", "~0").replace("/", "~1");
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
        faults.add(new Fault(pointerTo(name), rule));
    }

    /// Texts like those of accounts and sales; none where the field is absent.
    List<String> ids(String name, int most) {
        if (node.path(name).isMissingNode()) {
            return List.of();
        }
        List<String> ids = new ArrayList<>();
        for (PolicyNode item : items(name, most)) {
            if (item.node.isString() && ID.matcher(item.node.stringValue()).matches()) {
                ids.add(item.node.stringValue());
            } else {
                item.fault("must match " + ID.pattern());
            }
        }
        if (ids.stream().distinct().count() < ids.size()) {
            fault(name, "must be different ones");
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

    /// True or false; false where the field is absent.
    boolean flag(String name) {
        JsonNode value = node.path(name);
        if (!value.isMissingNode() && !value.isBoolean()) {
            fault(name, "must be true or false");
        }
        return value.isBoolean() && value.booleanValue();
    }
}
