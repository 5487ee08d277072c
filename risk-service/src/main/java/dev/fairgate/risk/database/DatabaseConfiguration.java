package dev.fairgate.risk.database;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseSettings.class)
class DatabaseConfiguration {

    private static final Logger log = LoggerFactory.getLogger(DatabaseConfiguration.class);

    @Bean
    InitializingBean databaseNotice(DatabaseSettings settings) {
        return () -> {
            if (settings.url().isEmpty()) {
                log.warn(
                        "Networks are learned anew when the risk store is lost:"
                                + " fairgate.database.url names no PostgreSQL");
            }
        };
    }

    @Bean
    @Conditional(Postgres.IsNamed.class)
    Postgres postgres(DatabaseSettings settings) {
        return new Postgres(settings);
    }
}
