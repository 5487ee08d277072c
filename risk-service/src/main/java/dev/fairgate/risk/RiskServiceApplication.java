package dev.fairgate.risk;

import dev.fairgate.risk.start.ProductionCheck;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;

/// The risk service as a process of its own, or as one of several applications of one JVM.
///
/// Its settings live in `risk-service.yml`, so that another application on the same class path
/// keeps its own.
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class RiskServiceApplication {

    /// Starts the service and returns when it listens.
    ///
    /// @param arguments Spring Boot's, for example `--server.port=8081`
    public static ConfigurableApplicationContext start(String... arguments) {
        SpringApplication application = new SpringApplication(RiskServiceApplication.class);
        application.setDefaultProperties(Map.of("spring.config.name", "risk-service"));
        application.addInitializers(new ProductionCheck());
        return application.run(arguments);
    }

    /// The command line: see [#start(String...)].
    public static void main(String[] arguments) {
        start(arguments);
    }
}
