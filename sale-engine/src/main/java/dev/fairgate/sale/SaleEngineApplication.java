package dev.fairgate.sale;

import dev.fairgate.sale.start.ProductionCheck;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.scheduling.annotation.EnableScheduling;

/// The sale engine as a process of its own, or as one of several applications of one JVM.
///
/// Its settings live in `sale-engine.yml`, so that another application on the same class path keeps
/// its own.
@SpringBootApplication(proxyBeanMethods = false)
@EnableScheduling
public class SaleEngineApplication {

    /// Starts the engine and returns when it listens.
    ///
    /// @param arguments Spring Boot's, for example `--server.port=8080`
    public static ConfigurableApplicationContext start(String... arguments) {
        SpringApplication application = new SpringApplication(SaleEngineApplication.class);
        application.setDefaultProperties(Map.of("spring.config.name", "sale-engine"));
        application.addInitializers(new ProductionCheck());
        return application.run(arguments);
    }

    /// The command line: see [#start(String...)].
    public static void main(String[] arguments) {
        start(arguments);
    }
}
