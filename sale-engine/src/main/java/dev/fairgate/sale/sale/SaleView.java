package dev.fairgate.sale.sale;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// A sale on the wire.
public record SaleView(
        String id,
        String title,
        String description,
        String imageUrl,
        Price price,
        Instant opensAt,
        Instant closesAt,
        SaleStatus status,
        long allocation,
        long available,
        int perAccountLimit,
        long holdMs,
        long termsVersion) {

    /// The sale as it is at this moment.
    public static SaleView of(Sale sale, Instant now) {
        SaleTerms terms = sale.terms();
        return new SaleView(
                sale.id().value(),
                terms.title(),
                terms.description(),
                terms.imageUrl(),
                terms.price(),
                terms.opensAt(),
                terms.closesAt(),
                sale.status(now),
                terms.allocation(),
                sale.stock().available(),
                terms.perAccountLimit(),
                terms.hold().toMillis(),
                sale.termsVersion());
    }

    /// What a buyer agrees to.
    public static Map<String, Object> terms(Sale sale) {
        Map<String, Object> terms = new LinkedHashMap<>();
        terms.put("id", sale.id().value());
        terms.put("price", sale.terms().price());
        terms.put("opensAt", sale.terms().opensAt());
        terms.put("closesAt", sale.terms().closesAt());
        terms.put("perAccountLimit", sale.terms().perAccountLimit());
        terms.put("termsVersion", sale.termsVersion());
        return terms;
    }
}
