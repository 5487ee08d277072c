package dev.fairgate.sale.archive;

/// An entry that could not become a row, and why.
record Suspect(Entry entry, String error) {}
