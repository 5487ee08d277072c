package dev.fairgate.captcha;

import java.util.regex.Pattern;

/// Whom a challenge is for: one account in one sale. Both are `[a-z0-9_-]{1,64}`.
public record Binding(String account, String sale) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9_-]{1,64}");

    public Binding {
        requireName("account", account);
        requireName("sale", sale);
    }

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    private static void requireName(String field, String value) {
        if (!isName(value)) {
            throw new IllegalArgumentException(
                    field + " must match " + NAME.pattern() + ", was '" + value + "'");
        }
    }
}
