package dev.fairgate.risk.database;

import dev.fairgate.risk.RefusedToStart;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Which PostgreSQL keeps what has to outlast the risk store.
///
/// @param url an R2DBC address, `r2dbc:postgresql://host:5432/database`; empty: none
/// @param username role that owns schema `risk`, or may create it
/// @param password of that role, may be empty
/// @param deadline of one transaction, connection included
@ConfigurationProperties("fairgate.database")
record DatabaseSettings(
        @DefaultValue("") String url,
        @DefaultValue("") String username,
        @DefaultValue("") String password,
        @DefaultValue("5s") Duration deadline) {

    private static final String SCHEME = "r2dbc:postgresql://";

    DatabaseSettings {
        require(url.isEmpty() || url.startsWith(SCHEME), "url begins with " + SCHEME);
        require(deadline.toMillis() > 0, "deadline is positive");
        require(
                url.isEmpty() || !username.isEmpty(),
                "username is missing: set it to a role of PostgreSQL that owns the schema risk or"
                        + " may create it");
    }

    /// The same database for the driver of the migrations.
    String jdbcUrl() {
        return "jdbc:postgresql://" + url.substring(SCHEME.length());
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new RefusedToStart("fairgate.database." + rule + ".");
        }
    }

    @Override
    public String toString() {
        return "DatabaseSettings[" + url + "]"; // without the password
    }
}
