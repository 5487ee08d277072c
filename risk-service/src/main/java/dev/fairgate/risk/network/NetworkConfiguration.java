package dev.fairgate.risk.network;

import dev.fairgate.risk.RefusedToStart;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.InvalidPathException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class NetworkConfiguration {

    private static final int MOST_FILES = 16;

    /// Each name is a path, or `classpath:` and a resource; at most 16 a list. None: unknown.
    ///
    /// @param databases in MaxMind's format, of type ASN, ISP, Country, City, Enterprise,
    ///     Anonymous-IP or Connection-Type; the first that knows is believed
    /// @param hosting lists of AS numbers and blocks that are rented machines
    /// @param anonymisers lists of AS numbers and blocks that hide who asks
    /// @param reloadInterval between looks for files that changed
    @ConfigurationProperties("fairgate.networks")
    record Settings(
            @DefaultValue({"classpath:GeoLite2-ASN.mmdb", "classpath:GeoLite2-Country.mmdb"})
                    List<String> databases,
            @DefaultValue("classpath:networks/hosting.txt") List<String> hosting,
            @DefaultValue List<String> anonymisers,
            @DefaultValue("10s") Duration reloadInterval) {

        Settings {
            databases = List.copyOf(databases);
            hosting = List.copyOf(hosting);
            anonymisers = List.copyOf(anonymisers);
            boolean bounded =
                    Stream.of(databases, hosting, anonymisers)
                            .allMatch(files -> files.size() <= MOST_FILES);
            if (!bounded || !reloadInterval.isPositive()) {
                throw new IllegalArgumentException(
                        "fairgate.networks: at most "
                                + MOST_FILES
                                + " files of a kind, and reload-interval is positive");
            }
        }

        MaxMindNetworks.Sources sources() {
            return new MaxMindNetworks.Sources(
                    files(databases), files(hosting), files(anonymisers));
        }

        private static List<DataFile> files(List<String> names) {
            return names.stream().map(DataFile::of).toList();
        }
    }

    @Bean
    Networks networks(Settings settings, MeterRegistry registry) {
        try {
            MaxMindNetworks networks =
                    new MaxMindNetworks(settings.sources(), settings.reloadInterval(), registry);
            networks.start();
            return networks;
        } catch (InvalidPathException e) {
            throw new RefusedToStart(
                    "Change fairgate.networks: "
                            + PlainText.of(e.getInput(), 200)
                            + " cannot be a file's name.");
        }
    }
}
