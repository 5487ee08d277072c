package dev.fairgate.risk.ticket;

import dev.fairgate.risk.RefusedToStart;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TicketConfiguration {

    private static final String SENTENCE =
            "Set fairgate.keys.ticket to one or more ticket keys, for example"
                    + " 2026a:<base64 of 32 random bytes>, separated by commas, the signing one"
                    + " first.";

    /// @param ticket `id:base64,id2:base64`; the first signs, the sale engine accepts all
    @ConfigurationProperties("fairgate.keys")
    record Settings(@DefaultValue("") String ticket) {}

    @Bean
    TicketSigner ticketSigner(Settings settings) {
        return new TicketSigner(parse(settings.ticket()).getFirst());
    }

    @Bean
    DecisionIds decisionIds(Settings settings, InstantSource clock) {
        return new DecisionIds(parse(settings.ticket()), clock, new SecureRandom());
    }

    static List<SigningKey> parse(String keys) {
        try {
            return Stream.of(keys.split(",")).map(TicketConfiguration::parseOne).toList();
        } catch (IllegalArgumentException e) {
            throw new RefusedToStart(SENTENCE);
        }
    }

    private static SigningKey parseOne(String key) {
        int colon = key.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("no colon");
        }
        return SigningKey.of(
                key.substring(0, colon).strip(),
                Base64.getDecoder().decode(key.substring(colon + 1).strip()));
    }
}
