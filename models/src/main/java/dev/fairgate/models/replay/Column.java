package dev.fairgate.models.replay;

import java.util.Locale;

/// What a CSV of purchases may tell of each. None is needed.
enum Column {
    /// Who bought. Without it every purchase is of an account of its own.
    ACCOUNT,
    /// When the account registered.
    REGISTERED,
    DEVICE,
    /// An IPv4 or IPv6 literal, or an IPv4 address as a number.
    ADDRESS,
    /// When it was bought. Without it the purchases come one a minute, in the order of the file.
    AT,
    /// Units, from 1. Without it, 1.
    QUANTITY,
    /// Money. It has to be a number, and nothing else comes of it: there is no such feature.
    AMOUNT,
    /// `bot` or 1, `human` or 0.
    LABEL;

    /// As in `--columns`, and in a header that needs none.
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
