package dev.fairgate.sale.archive;

import dev.fairgate.sale.event.OrderEvent;
import dev.fairgate.sale.event.Reading;
import dev.fairgate.sale.event.SaleEvent;
import dev.fairgate.sale.sale.SaleId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What one transaction stores of one sale: of every order the last event only.
///
/// @param lastOfSale how the sale stands after an admin's write, when there was one
/// @param stockSeq of the latest event in it
/// @param available what that event said
record Batch(
        SaleId sale,
        List<OrderEvent> orders,
        Optional<SaleEvent> lastOfSale,
        long stockSeq,
        long available) {

    Batch {
        orders = List.copyOf(orders);
    }

    /// A batch of at least one entry that was read well.
    static Batch of(SaleId sale, List<Reading> readings) {
        List<OrderEvent> orders = new ArrayList<>();
        List<SaleEvent> sales = new ArrayList<>();
        for (Reading reading : readings) {
            switch (reading) {
                case Reading.OfOrder it -> orders.add(it.event());
                case Reading.OfSale it -> sales.add(it.event());
                case Reading.Malformed it ->
                        throw new IllegalArgumentException("malformed: " + it.reason());
            }
        }
        Optional<OrderEvent> lastOrder =
                orders.stream().max(Comparator.comparingLong(OrderEvent::stockSeq));
        Optional<SaleEvent> lastSale =
                sales.stream().max(Comparator.comparingLong(SaleEvent::revision));
        long ofOrder = lastOrder.map(OrderEvent::stockSeq).orElse(0L);
        long ofSale = lastSale.map(SaleEvent::stockSeq).orElse(0L);
        return new Batch(
                sale,
                OrderEvent.lastOfEach(orders),
                lastSale,
                Math.max(ofOrder, ofSale),
                ofOrder >= ofSale
                        ? lastOrder.map(OrderEvent::available).orElse(0L)
                        : lastSale.map(SaleEvent::available).orElse(0L));
    }
}
