package dev.fairgate.risk.decision;

import dev.fairgate.risk.http.JsonFields;

/// A request that the sale engine has answered.
///
/// @param status the HTTP status of that answer
record Finished(String requestId, String accountId, String saleId, long status) {

    static Finished read(JsonFields fields) {
        return new Finished(
                fields.ulid("requestId"),
                fields.id("accountId"),
                fields.id("saleId"),
                fields.integer("status", 100, 599));
    }

    /// Whether the buyer has an order now.
    boolean bought() {
        return status == 201;
    }
}
