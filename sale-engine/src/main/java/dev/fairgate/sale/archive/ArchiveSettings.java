package dev.fairgate.sale.archive;

import dev.fairgate.sale.RefusedToStart;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Where orders are archived, and how far the archive may fall behind.
///
/// @param url PostgreSQL as an R2DBC address, `r2dbc:postgresql://host:5432/database`; empty: no
///     archive, orders stay in the ledger alone
/// @param username role that owns schema `sale`, or may create it
/// @param password of that role, may be empty
/// @param backlog entries over all sales that may wait; past it new purchases are refused with 503.
///     It is looked at five times a second, so a rush can pass it by what is bought in 200 ms
/// @param deadline of one transaction, connection included
/// @param redeliverAfter how long an entry stays unacknowledged before it is delivered again: what
///     a dead writer left, and what could not be stored; five deliveries make a dead letter
/// @param lease how long a sale stays with a writer that fell silent
@ConfigurationProperties("fairgate.archive")
public record ArchiveSettings(
        @DefaultValue("") String url,
        @DefaultValue("") String username,
        @DefaultValue("") String password,
        @DefaultValue("100000") long backlog,
        @DefaultValue("5s") Duration deadline,
        @DefaultValue("5s") Duration redeliverAfter,
        @DefaultValue("10s") Duration lease) {

    private static final String SCHEME = "r2dbc:postgresql://";

    public ArchiveSettings {
        require(url.isEmpty() || url.startsWith(SCHEME), "url begins with " + SCHEME);
        require(backlog > 0, "backlog must be positive");
        require(isPositive(deadline), "deadline must be positive");
        require(isPositive(redeliverAfter), "redeliver-after must be positive");
        require(isPositive(lease), "lease must be positive");
    }

    /// The same database for the driver of the migrations.
    String jdbcUrl() {
        return "jdbc:postgresql://" + url.substring(SCHEME.length());
    }

    private static boolean isPositive(Duration duration) {
        return duration.toMillis() > 0;
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new RefusedToStart("fairgate.archive." + rule + ".");
        }
    }

    @Override
    public String toString() {
        return "ArchiveSettings[" + url + "]"; // without the password
    }
}
