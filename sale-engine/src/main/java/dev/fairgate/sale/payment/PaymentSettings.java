package dev.fairgate.sale.payment;

import dev.fairgate.sale.RefusedToStart;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How buyers pay, and how the provider proves that it is the provider.
///
/// @param secret what payment events are signed with, at least 32 characters; two while the secret
///     changes, the new one and the old one; none: payment events are answered with 404
/// @param page where buyers pay, an https address; empty: in profile `demo` the demo's provider
///     confirms at once, else nobody can pay here
@ConfigurationProperties("fairgate.payments")
record PaymentSettings(@DefaultValue List<String> secret, @DefaultValue("") String page) {

    private static final int SHORTEST = 32;

    /// Plain http is for a page on this machine, in tests.
    private static final Pattern PAGE =
            Pattern.compile(
                    "(https://[^/?#@\\s]+|http://(127\\.0\\.0\\.1|localhost)(:\\d+)?)([/?]\\S*)?");

    PaymentSettings {
        secret = secret.stream().filter(it -> !it.isBlank()).toList();
        require(secret.size() <= 2, "secret: two may live at one time");
        require(
                secret.stream().allMatch(it -> it.length() >= SHORTEST),
                "secret has at least " + SHORTEST + " characters");
        require(page.isEmpty() || PAGE.matcher(page).matches(), "page is an https address");
        require(
                page.isEmpty() || !secret.isEmpty(),
                "secret is missing: whoever takes the money at fairgate.payments.page says so by"
                        + " events that it signs");
    }

    List<byte[]> secrets() {
        return secret.stream().map(it -> it.getBytes(StandardCharsets.UTF_8)).toList();
    }

    URI pageAddress() {
        try {
            return URI.create(page);
        } catch (IllegalArgumentException e) {
            throw new RefusedToStart("fairgate.payments.page is an https address.");
        }
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new RefusedToStart("fairgate.payments." + rule + ".");
        }
    }

    @Override
    public String toString() {
        return "PaymentSettings[" + page + "]"; // without the secrets
    }
}
