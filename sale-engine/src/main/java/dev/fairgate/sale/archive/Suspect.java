package dev.fairgate.sale.archive;

import dev.fairgate.sale.event.Entry;

/// An entry that could not become a row, and why.
record Suspect(Entry entry, String error) {}
