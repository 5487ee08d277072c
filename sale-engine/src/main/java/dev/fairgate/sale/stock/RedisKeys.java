package dev.fairgate.sale.stock;

import dev.fairgate.sale.sale.SaleId;
import java.util.List;

/// Key names of an account in a sale, tag first: the first braces in a key decide its slot, and an
/// account's name stands behind them.
record RedisKeys(SaleId id, String account) {

    /// What every order's command touches, in the functions' order.
    List<String> written() {
        return List.of(sale(), orders(), events(), holds());
    }

    String sale() {
        return id.tag() + ":sale";
    }

    String orders() {
        return id.tag() + ":orders:" + account;
    }

    /// @param digest of the idempotency key
    String idempotency(String digest) {
        return id.tag() + ":idem:" + account + ":" + digest;
    }

    String events() {
        return id.tag() + ":events";
    }

    String holds() {
        return id.tag() + ":holds";
    }
}
