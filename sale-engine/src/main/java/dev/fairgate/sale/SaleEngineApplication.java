package dev.fairgate.sale;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.scheduling.annotation.EnableScheduling;

/// The sale engine: storefront, admission, stock, orders.
@SpringBootApplication
@EnableScheduling
public class SaleEngineApplication {

    /// An application that reads `sale-engine.yml`, so that another service can live beside it in
    /// one process.
    public static SpringApplication create() {
        return new SpringApplicationBuilder(SaleEngineApplication.class)
                .properties("spring.config.name=sale-engine")
                .build();
    }

    public static void main(String[] args) {
        create().run(args);
    }
}
