package dev.fairgate.risk.list;

import com.github.f4b6a3.ulid.UlidFactory;
import dev.fairgate.risk.RefusedToStart;
import dev.fairgate.risk.replica.Replicas;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ListConfiguration {

    /// @param trustedProxies networks that purchases come through, as the sale engine has them:
    ///     nobody can deny those
    @ConfigurationProperties("fairgate.network")
    record Settings(@DefaultValue({}) List<String> trustedProxies) {

        OwnNetworks own() {
            try {
                return OwnNetworks.with(trustedProxies.stream().map(String::strip).toList());
            } catch (IllegalArgumentException e) {
                throw new RefusedToStart("fairgate.network.trusted-proxies: " + e.getMessage());
            }
        }
    }

    @Bean
    OwnNetworks ownNetworks(Settings settings) {
        return settings.own();
    }

    @Bean
    CurrentLists currentLists() {
        return new CurrentLists();
    }

    /// The lists are there before the first request is.
    @Bean
    Lists lists(Replicas replicas, CurrentLists current, InstantSource clock) {
        return new Lists(
                replicas.open("lists", ListingJson.write(Listing.EMPTY), current::install),
                current,
                clock,
                UlidFactory.newInstance(new SecureRandom()));
    }
}
