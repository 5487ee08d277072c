package dev.fairgate.sale.payment;

import dev.fairgate.sale.ledger.LedgerClock;
import dev.fairgate.sale.web.Problem;
import dev.fairgate.sale.web.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import reactor.core.publisher.Mono;

/// Chooses who takes the money.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PaymentSettings.class)
class PaymentConfiguration {

    private static final Logger log = LoggerFactory.getLogger(PaymentConfiguration.class);
    private static final Problem NOBODY =
            new Problem(
                            "payment-unavailable",
                            503,
                            "No payment here",
                            "This shop takes no payments at this address.")
                    .retryAfterSeconds(60);

    /// Goods for nothing are for the demo alone.
    @Bean
    PaymentProvider paymentProvider(PaymentSettings settings, Environment environment) {
        if (!settings.page().isEmpty()) {
            return new PaymentPage(settings.pageAddress());
        }
        if (environment.acceptsProfiles(Profiles.of("demo"))) {
            return new DemoPayments();
        }
        log.warn("Nobody can start a payment here: fairgate.payments.page names no payment page");
        return order -> Mono.error(() -> new Refusal(NOBODY));
    }

    @Bean
    Signatures paymentSignatures(PaymentSettings settings, LedgerClock clock) {
        return new Signatures(settings.secrets(), clock);
    }
}
