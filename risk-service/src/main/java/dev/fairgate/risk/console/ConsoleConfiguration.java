package dev.fairgate.risk.console;

import dev.fairgate.risk.RefusedToStart;
import java.time.InstantSource;
import java.util.Base64;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ConsoleConfiguration {

    private static final int KEY_BYTES = 32;

    /// @param session base64 of 32 random bytes, the same on every node
    @ConfigurationProperties("fairgate.keys")
    record Settings(@DefaultValue("") String session) {}

    @Bean
    RecentDecisions recentDecisions(InstantSource clock) {
        return new RecentDecisions(clock);
    }

    @Bean
    Sessions consoleSessions(Settings settings, InstantSource clock) {
        return new Sessions(key(settings.session()), clock);
    }

    private static SecretKey key(String base64) {
        try {
            byte[] key = Base64.getDecoder().decode(base64.strip());
            if (key.length == KEY_BYTES) {
                return new SecretKeySpec(key, "AES");
            }
        } catch (IllegalArgumentException e) {
            // Not base64: the sentence below says what is.
        }
        throw new RefusedToStart(
                "Set fairgate.keys.session to base64 of 32 random bytes, the same on every node.");
    }
}
