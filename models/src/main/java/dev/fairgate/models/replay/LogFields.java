package dev.fairgate.models.replay;

import dev.fairgate.models.feature.Encounter;
import dev.fairgate.models.feature.EntityKind;
import dev.fairgate.models.feature.FeatureName;
import dev.fairgate.models.feature.Request;
import dev.fairgate.models.feature.Request.NetworkSort;
import dev.fairgate.models.feature.Sight;
import dev.fairgate.models.hands.ClientShape;
import dev.fairgate.models.hands.Hands;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Collects the fields of one line of a log. Throws `IllegalArgumentException` for what no log has.
final class LogFields {

    private static final int FEATURES = FeatureName.schema().features().size();
    private static final ClientShape NO_CLIENT = new ClientShape(false, false, 1, 0, 0);
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, Long> numbers = new HashMap<>();
    private final Map<EntityKind, Integer> turns = new EnumMap<>(EntityKind.class);
    private boolean honeypot;
    private boolean degraded;
    private @Nullable LoggedFeatures features;

    /// @param json at the value
    void read(String name, JsonParser json) {
        switch (name) {
            case "kind", "decisionId", "decidedAt", "accountId", "deviceId", "handsId" ->
                    text(name, json);
            case "registeredAt", "epoch" -> text(name, json);
            case "v", "gap", "quantity", "featureVersion" -> number(name, json);
            case "honeypot" -> honeypot = json.getBooleanValue();
            case "degraded" -> degraded = json.getBooleanValue();
            case "addresses", "network", "cells" -> object(name, json);
            case "entities" -> entities(json);
            case "features" -> features(json);
            default -> json.skipChildren();
        }
    }

    LogLine line(String place, String text) {
        if (!numbers.containsKey("v")) {
            throw new IllegalArgumentException("no version");
        }
        if (numbers.containsKey("gap")) {
            return new LogLine.Gap(Math.max(1, number("gap", 1)), text);
        }
        return texts.containsKey("kind")
                ? new LogLine.Event(text)
                : new LogLine.Decision(decision(place, text));
    }

    private Logged decision(String place, String text) {
        boolean ipv4 = !texts.containsKey("addresses.64");
        Encounter encounter = encounter();
        return new Logged(
                place,
                required("decisionId"),
                names(ipv4),
                turns,
                ipv4,
                texts.getOrDefault("epoch", ""),
                degraded,
                encounter,
                request(encounter.at()),
                number("featureVersion", 0) == FeatureName.schema().version() ? features : null,
                text);
    }

    private Encounter encounter() {
        return new Encounter(
                time("decidedAt"),
                cell("account"),
                cell("device"),
                cell("address"),
                Sight.country(texts.getOrDefault("network.country", "")),
                honeypot);
    }

    private Request request(long at) {
        String sort = texts.getOrDefault("network.kind", "unknown");
        return new Request(
                at,
                texts.containsKey("registeredAt")
                        ? OptionalLong.of(time("registeredAt"))
                        : OptionalLong.empty(),
                number("quantity", 1),
                true,
                Hands.ABSENT,
                NO_CLIENT,
                NetworkSort.valueOf(sort.toUpperCase(Locale.ROOT)));
    }

    private Map<EntityKind, String> names(boolean ipv4) {
        Map<EntityKind, String> names = new EnumMap<>(EntityKind.class);
        names.put(EntityKind.ACCOUNT, required("accountId"));
        name(names, EntityKind.DEVICE, "deviceId", "");
        name(names, EntityKind.HANDS, "handsId", "");
        String epoch = texts.getOrDefault("epoch", "") + " ";
        List<String> levels = ipv4 ? List.of("32", "24", "20") : List.of("64", "56", "48");
        name(names, EntityKind.ADDRESS, "addresses." + levels.get(0), epoch);
        name(names, EntityKind.SITE, "addresses." + levels.get(1), epoch);
        name(names, EntityKind.REGION, "addresses." + levels.get(2), epoch);
        return names;
    }

    private void name(Map<EntityKind, String> names, EntityKind kind, String field, String begin) {
        String name = texts.get(field);
        if (name != null) {
            names.put(kind, begin + name);
        }
    }

    private String required(String name) {
        String text = texts.get(name);
        if (text == null) {
            throw new IllegalArgumentException("no " + name);
        }
        return text;
    }

    private long number(String name, long otherwise) {
        return numbers.getOrDefault(name, otherwise);
    }

    private long time(String name) {
        Instant time = Instant.parse(required(name));
        if (time.isBefore(Instant.EPOCH) || time.isAfter(LAST)) {
            throw new IllegalArgumentException(name + " is not within 1970 to 9999");
        }
        return time.toEpochMilli();
    }

    private int cell(String name) {
        long cell = number("cells." + name, Sight.NONE);
        if (cell < Sight.NONE || cell > 255) {
            throw new IllegalArgumentException("cells are 0 to 255");
        }
        return (int) cell;
    }

    private void text(String name, JsonParser json) {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw new IllegalArgumentException(name + " is no text");
        }
        texts.put(name, json.getString());
    }

    private void number(String name, JsonParser json) {
        if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            throw new IllegalArgumentException(name + " is no integer");
        }
        numbers.put(name, json.getLongValue());
    }

    private void object(String name, JsonParser json) {
        requireToken(json, JsonToken.START_OBJECT);
        for (String field = json.nextName(); field != null; field = json.nextName()) {
            JsonToken value = json.nextToken();
            if (value == JsonToken.VALUE_STRING) {
                text(name + "." + field, json);
            } else if (value == JsonToken.VALUE_NUMBER_INT) {
                number(name + "." + field, json);
            } else {
                json.skipChildren();
            }
        }
    }

    private void entities(JsonParser json) {
        requireToken(json, JsonToken.START_ARRAY);
        while (json.nextToken() == JsonToken.START_OBJECT) {
            object("turn", json);
            long turn = number("turn.sequence", 0);
            if (turn < 1 || turn > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("sequences begin with 1");
            }
            String entity = required("turn.entity").toUpperCase(Locale.ROOT);
            turns.put(EntityKind.valueOf(entity), (int) turn);
        }
    }

    private void features(JsonParser json) {
        requireToken(json, JsonToken.START_ARRAY);
        long from = json.currentTokenLocation().getCharOffset();
        double[] values = new double[FEATURES];
        int count = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            double value = json.getDoubleValue();
            if (count < FEATURES) {
                values[count] = value;
            }
            count++;
        }
        long to = json.currentLocation().getCharOffset();
        features = count == FEATURES ? new LoggedFeatures(values, (int) from, (int) to) : null;
    }

    private static void requireToken(JsonParser json, JsonToken token) {
        if (json.currentToken() != token) {
            throw new IllegalArgumentException("is no " + token);
        }
    }
}
