package dev.fairgate.risk.export;

import dev.fairgate.risk.RefusedToStart;
import dev.fairgate.risk.log.LogReader;
import dev.fairgate.risk.log.OwnLog;
import dev.fairgate.risk.store.RiskStore;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.http.client.ReactorResourceFactory;

@Configuration(proxyBeanMethods = false)
class ExportConfiguration {

    private static final Duration STORE = Duration.ofSeconds(1);

    /// @param url where other nodes reach this one; empty: on this machine only
    /// @param timeout for a page of another node's log
    @ConfigurationProperties("fairgate.node")
    record Settings(@DefaultValue("") String url, @DefaultValue("10s") Duration timeout) {

        /// Checks the setting before anything starts.
        void check(InstantSource clock) {
            try {
                if (!url.isEmpty()) {
                    var _ = new Node("000000000000", URI.create(url), clock.instant());
                }
            } catch (IllegalArgumentException e) {
                throw new RefusedToStart("Change fairgate.node: " + e.getMessage() + ".");
            }
        }

        URI at(Environment environment) {
            return URI.create(
                    url.isEmpty()
                            ? "http://127.0.0.1:" + environment.getProperty("local.server.port")
                            : url);
        }
    }

    @Bean
    Nodes nodes(RiskStore store, InstantSource clock) {
        return new RedisNodes(store, clock, new SecureRandom(), STORE);
    }

    @Bean
    NodeCalls nodeCalls(ReactorResourceFactory loops) {
        return new NodeCalls(loops);
    }

    @Bean
    Exports exports(OwnLog log, Nodes nodes, NodeCalls calls, Settings settings) {
        return new Exports(log, nodes, new HttpPeers(calls, settings.timeout()));
    }

    @Bean
    OtherLogs otherLogs(OwnLog log, Nodes nodes, NodeCalls calls, Settings settings) {
        return new OtherLogs(log, nodes, new HttpPeers(calls, settings.timeout()));
    }

    /// A node without a log has nothing to tell.
    @Bean
    ApplicationRunner announcer(
            OwnLog log,
            Nodes nodes,
            Settings settings,
            InstantSource clock,
            Environment environment) {
        settings.check(clock);
        return log.reader()
                .map(LogReader::id)
                .<ApplicationRunner>map(
                        id -> new Announcer(nodes, id, () -> settings.at(environment), clock))
                .orElseGet(() -> _ -> {});
    }
}
