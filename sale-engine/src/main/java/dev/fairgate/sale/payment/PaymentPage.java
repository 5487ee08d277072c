package dev.fairgate.sale.payment;

import dev.fairgate.sale.stock.Order;
import java.net.URI;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;

/// A payment page of the shop: the buyer goes there with the order, its account and what it costs,
/// and the provider's events tell the end. Somebody who changes the amount on the way pays an
/// amount that is not the order's, which settles nothing.
final class PaymentPage implements PaymentProvider {

    private final URI page;

    PaymentPage(URI page) {
        this.page = page;
    }

    @Override
    public Mono<Started> start(Order order) {
        Amount cost = Amount.of(order);
        return Mono.just(
                new Started.Pending(
                        UriComponentsBuilder.fromUri(page)
                                .queryParam("orderId", order.id())
                                .queryParam("accountId", order.account())
                                .queryParam("amount", cost.amount())
                                .queryParam("currency", cost.currency())
                                .build(true)
                                .toUri()));
    }
}
