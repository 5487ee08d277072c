package dev.fairgate.risk.preview;

import dev.fairgate.models.feature.EntityKind;
import dev.fairgate.risk.limit.LimitEntity;
import dev.fairgate.risk.list.Listed;
import dev.fairgate.risk.list.Treatment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// The fields of one line of a log, as far as a replay needs them; read again for each line. Throws
/// `IllegalArgumentException` for what no log has. For one thread.
final class LineFields {

    private static final Map<String, EntityKind> KINDS = kinds();

    /// Of its reasons, those that tell how a decision came about.
    private static final Set<String> TELLING = Set.of("wrong-answers", "policy-threshold");

    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, Double> numbers = new HashMap<>();
    private final Map<String, Boolean> flags = new HashMap<>();
    private final List<String> suppressed = new ArrayList<>();
    private final int[] turns = new int[Logged.NAMES];
    private final double[] row = new double[PackedRow.length()];
    private int features;
    private int asked;
    private int allowed;
    private int local;

    private static Map<String, EntityKind> kinds() {
        Map<String, EntityKind> kinds = new HashMap<>();
        for (EntityKind kind : EntityKind.values()) {
            kinds.put(kind.name().toLowerCase(Locale.ROOT), kind);
        }
        return Map.copyOf(kinds);
    }

    /// Reads a line.
    void read(JsonParser json) {
        texts.clear();
        numbers.clear();
        flags.clear();
        suppressed.clear();
        Arrays.fill(turns, 0);
        features = 0;
        asked = 0;
        allowed = 0;
        local = 0;
        require(json.nextToken() == JsonToken.START_OBJECT);
        fields("", json);
        require(json.nextToken() == null);
    }

    private void fields(String path, JsonParser json) {
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            value(path.isEmpty() ? name : path + name, json.nextToken(), json);
        }
        require(json.currentToken() == JsonToken.END_OBJECT);
    }

    private void value(String name, JsonToken token, JsonParser json) {
        switch (token) {
            case VALUE_STRING -> texts.put(name, json.getString());
            case VALUE_TRUE, VALUE_FALSE -> flags.put(name, json.getBooleanValue());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> numbers.put(name, json.getDoubleValue());
            case START_OBJECT -> object(name, json);
            case START_ARRAY -> array(name, json);
            default -> {}
        }
    }

    private void object(String name, JsonParser json) {
        switch (name) {
            case "addresses" -> fields("addresses.", json);
            case "network" -> fields("network.", json);
            default -> json.skipChildren();
        }
    }

    private void array(String name, JsonParser json) {
        switch (name) {
            case "features" -> features(json);
            case "suppressed" -> suppressed(json);
            case "limits", "entities", "reasons" -> {
                while (json.nextToken() == JsonToken.START_OBJECT) {
                    fields("item.", json);
                    item(name);
                }
            }
            default -> json.skipChildren();
        }
    }

    private void item(String list) {
        switch (list) {
            case "limits" -> limit();
            case "entities" -> {
                EntityKind kind = KINDS.get(text("item.entity"));
                require(kind != null);
                if (kind != null) {
                    turns[Logged.place(kind)] = (int) number("item.sequence", 0);
                }
            }
            default -> {
                String code = text("item.code");
                if (TELLING.contains(code)) {
                    flags.put("reason." + code, true);
                }
            }
        }
    }

    private void limit() {
        LimitEntity entity =
                LimitEntity.fromWireName(text("item.entity"))
                        .orElseThrow(() -> new IllegalArgumentException("no such limit"));
        int bit = Logged.bit(entity);
        asked |= bit;
        allowed |= flag("item.allowed") ? bit : 0;
        local |= flag("item.local") ? bit : 0;
    }

    private void suppressed(JsonParser json) {
        while (json.nextToken() == JsonToken.VALUE_STRING) {
            suppressed.add(json.getString());
        }
    }

    private void features(JsonParser json) {
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (features < row.length) {
                row[features] = json.getDoubleValue();
            }
            features++;
        }
    }

    boolean has(String name) {
        return texts.containsKey(name) || numbers.containsKey(name) || flags.containsKey(name);
    }

    String text(String name) {
        String text = texts.get(name);
        if (text == null) {
            throw new IllegalArgumentException("no " + name);
        }
        return text;
    }

    @Nullable String optional(String name) {
        return texts.get(name);
    }

    double number(String name, double otherwise) {
        return numbers.getOrDefault(name, otherwise);
    }

    boolean flag(String name) {
        return flags.getOrDefault(name, false);
    }

    @Nullable Boolean optionalFlag(String name) {
        return flags.get(name);
    }

    /// Whether there is a row of this release's features.
    boolean hasRow(int version) {
        return features == row.length && number("featureVersion", 0) == version;
    }

    /// Lends the row until the next line.
    double[] row() {
        return row;
    }

    /// How people wanted the buyer to be treated.
    Treatment treatment() {
        Listed listed =
                switch (texts.getOrDefault("listed", "")) {
                    case "allow" -> Listed.ALLOW;
                    case "deny" -> Listed.DENY;
                    default -> Listed.NO;
                };
        return listed == Listed.NO && suppressed.isEmpty()
                ? Treatment.USUAL
                : new Treatment(listed, suppressed);
    }

    int[] turns() {
        return turns.clone();
    }

    Logged.Limits limits() {
        return new Logged.Limits((short) asked, (short) allowed, (short) local);
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException("no line of a log");
        }
    }
}
