package dev.fairgate.sale.sale;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The one board of this node.
@Configuration(proxyBeanMethods = false)
class SaleConfiguration {

    @Bean
    SaleBoard saleBoard() {
        return new SaleBoard(System::nanoTime);
    }
}
