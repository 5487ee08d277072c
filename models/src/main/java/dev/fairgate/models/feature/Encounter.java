package dev.fairgate.models.feature;

/// Who came together in one request, each as its cell (see [Cells]) in the profiles of the others.
///
/// @param at ms since 1970, by the ledger
/// @param account 0 to 255
/// @param device 0 to 255; -1 without one
/// @param address 0 to 255; -1 where none is known
/// @param country two letters as two bytes; 0 for unknown
/// @param honeypot whether it asks for what no page links to
public record Encounter(
        long at, int account, int device, int address, short country, boolean honeypot) {

    /// How the profile of one of them sees it.
    public Sight seenBy(EntityKind kind) {
        return switch (kind) {
            case ACCOUNT -> sight(device, address);
            case DEVICE, HANDS -> sight(account, address);
            case ADDRESS, SITE, REGION -> sight(account, device);
        };
    }

    private Sight sight(int first, int second) {
        return new Sight(at, first, second, country, honeypot);
    }
}
