package dev.fairgate.models.dataset;

import dev.fairgate.models.feature.FeatureName;
import dev.fairgate.models.schema.Feature;
import dev.fairgate.models.table.DuckDatabase;
import java.sql.SQLException;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/// Takes entries into the tables `decision`, `outcome` and `label` of a database, each numbered by
/// its place among all.
final class Staging implements AutoCloseable {

    private final DuckDBAppender decisions;
    private final DuckDBAppender outcomes;
    private final DuckDBAppender labels;
    private long number;

    Staging(DuckDatabase database) throws SQLException {
        database.run(
                "CREATE TABLE decision (seq BIGINT, decision_id VARCHAR, account_id VARCHAR,"
                        + " at_ms BIGINT, sale_id VARCHAR, epoch_prefix VARCHAR,"
                        + " policy_version BIGINT, model_version VARCHAR, verdict VARCHAR,"
                        + " disposition VARCHAR, score DOUBLE, propensity DOUBLE,"
                        + " honeypot BOOLEAN, network_kind VARCHAR, is_ipv6 BOOLEAN,"
                        + " touch BOOLEAN, "
                        + features(" DOUBLE")
                        + ")");
        database.run(
                "CREATE TABLE outcome (seq BIGINT, decision_id VARCHAR, account_id VARCHAR,"
                        + " order_id VARCHAR, payment VARCHAR, outcome VARCHAR, known BIGINT)");
        database.run(
                "CREATE TABLE label (seq BIGINT, decision_id VARCHAR, order_id VARCHAR,"
                        + " payment VARCHAR, account_id VARCHAR, sale_id VARCHAR, label VARCHAR,"
                        + " source VARCHAR, at_ms BIGINT)");
        DuckDBConnection connection = database.connection().unwrap(DuckDBConnection.class);
        decisions = connection.createAppender("decision");
        outcomes = connection.createAppender("outcome");
        labels = connection.createAppender("label");
    }

    /// The names of the features, each with something behind it.
    static String features(String behind) {
        return FeatureName.schema().features().stream()
                .map(Feature::name)
                .map(name -> DuckDatabase.name(name) + behind)
                .collect(Collectors.joining(", "));
    }

    void add(Entry.Decision decision) throws SQLException {
        decisions.beginRow().append(number++);
        decisions.append(decision.id()).append(decision.account()).append(decision.at());
        decisions.append(decision.sale()).append(decision.site()).append(decision.policy());
        decisions.append(decision.model()).append(decision.verdict());
        decisions.append(decision.disposition()).append(decision.score());
        decisions.append(decision.propensity()).append(decision.isHoneypot());
        decisions.append(decision.networkKind()).append(decision.isIpv6());
        decisions.append(decision.isTouch());
        for (double feature : decision.features()) {
            decisions.append(feature);
        }
        decisions.endRow();
    }

    void add(Entry.Outcome outcome) throws SQLException {
        outcomes.beginRow().append(number++);
        outcomes.append(outcome.decision()).append(outcome.account());
        outcomes.append(outcome.order()).append(outcome.payment());
        outcomes.append(outcome.outcome()).append(boxed(outcome.known())).endRow();
    }

    void add(Entry.Label label) throws SQLException {
        labels.beginRow().append(number++);
        Subject about = label.about();
        labels.append(about.decision()).append(about.order()).append(about.payment());
        labels.append(about.account()).append(about.sale());
        labels.append(label.isBot() ? "bot" : "human").append(label.source());
        labels.append(boxed(label.at())).endRow();
    }

    private static @Nullable Long boxed(OptionalLong number) {
        return number.isPresent() ? number.getAsLong() : null;
    }

    @Override
    public void close() throws SQLException {
        try (decisions;
                outcomes;
                labels) {
            decisions.flush();
        }
    }
}
