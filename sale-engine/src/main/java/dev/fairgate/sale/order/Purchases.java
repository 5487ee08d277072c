package dev.fairgate.sale.order;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.fairgate.sale.admission.Shedding;
import dev.fairgate.sale.archive.Backlog;
import dev.fairgate.sale.ledger.Ledger;
import dev.fairgate.sale.ledger.LedgerClock;
import dev.fairgate.sale.risk.Assessment;
import dev.fairgate.sale.risk.Question;
import dev.fairgate.sale.risk.RiskClient;
import dev.fairgate.sale.risk.Ticket;
import dev.fairgate.sale.sale.Sale;
import dev.fairgate.sale.sale.SaleBoard;
import dev.fairgate.sale.sale.SaleId;
import dev.fairgate.sale.sale.Sales;
import dev.fairgate.sale.stock.Commit;
import dev.fairgate.sale.stock.CommitResult;
import dev.fairgate.sale.stock.IdempotencyKey;
import dev.fairgate.sale.stock.Stock;
import dev.fairgate.sale.web.Problem;
import dev.fairgate.sale.web.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// One purchase from known caller to answer: replay, facts, risk, commit.
///
/// The commit is the only step that changes anything, and the optimistic one: nothing is locked
/// while the risk service thinks, and what moved meanwhile makes the commit say so.
@Component
public final class Purchases {

    private static final Duration BEFORE_SECOND_SENDING = Duration.ofMillis(60);

    private final SaleBoard board;
    private final Sales sales;
    private final Stock stock;
    private final RiskClient risk;
    private final LedgerClock clock;
    private final Shedding shedding;
    private final Backlog backlog;
    private final RecentBlocks blocks = new RecentBlocks(System::nanoTime);

    Purchases(
            SaleBoard board,
            Sales sales,
            Stock stock,
            RiskClient risk,
            LedgerClock clock,
            Shedding shedding,
            Backlog backlog) {
        this.board = board;
        this.sales = sales;
        this.stock = stock;
        this.risk = risk;
        this.clock = clock;
        this.shedding = shedding;
        this.backlog = backlog;
    }

    /// What this node can say against a purchase before it knows who asks: no I/O.
    ///
    /// @param keyed whether it has an Idempotency-Key. What was bought under the key comes first,
    ///     so then only a sale that does not exist is a reason.
    Optional<Problem> fact(String sale, boolean keyed) {
        Sale known = SaleId.parse(sale).flatMap(board::find).orElse(null);
        if (known == null) {
            return Optional.of(
                    board.isLoaded() ? Refusals.SALE_NOT_FOUND : Problem.ledgerUnavailable());
        }
        return keyed ? Optional.empty() : fact(known);
    }

    /// What passes, a pause and being sold out, is told only while this node knows; else units that
    /// came back would be refused for as long as the ledger is away.
    private Optional<Problem> fact(Sale sale) {
        Instant now = clock.instant();
        boolean passes =
                switch (sale.status(now)) {
                    case PAUSED, SOLD_OUT -> true;
                    case UPCOMING, OPEN, CLOSED -> false;
                };
        return passes && !board.isFresh()
                ? Optional.of(Problem.ledgerUnavailable())
                : Refusals.fact(sale, now);
    }

    /// The refusal that an account met a moment ago and would meet again: no I/O.
    Optional<Problem> block(String account, String sale) {
        return SaleId.parse(sale).flatMap(id -> blocks.find(account, id));
    }

    /// Carries the purchase out. Errors with [Refusal] for what is nobody's decision: shed, risk or
    /// ledger away.
    public Mono<PurchaseAnswer> buy(PurchaseCall call) {
        Mono<PurchaseAnswer> fresh = Mono.defer(() -> attempt(call));
        return shedding.guard(
                call.key()
                        .map(key -> replay(call, key).switchIfEmpty(fresh))
                        .orElse(fresh)
                        .onErrorMap(
                                Ledger.NotDone.class,
                                e -> new Refusal(Problem.ledgerUnavailable())));
    }

    /// The answer that the key has had before, if it bought something.
    private Mono<PurchaseAnswer> replay(PurchaseCall call, IdempotencyKey key) {
        return stock.replay(call.sale(), call.account().id(), key, call.request().quantity())
                .onErrorMap(
                        e -> new Refusal(Problem.ledgerUnavailable())) // only read: nothing done
                .map(
                        result ->
                                result instanceof CommitResult.Replayed replayed
                                        ? new PurchaseAnswer.Bought(replayed.order(), true)
                                        : new PurchaseAnswer.Refused(Refusals.KEY_REUSED));
    }

    private Mono<PurchaseAnswer> attempt(PurchaseCall call) {
        Sale sale = board.find(call.sale()).orElse(null);
        if (sale == null) {
            return refuse(Refusals.SALE_NOT_FOUND);
        }
        return fact(sale)
                .or(() -> blocks.find(call.account().id(), call.sale()))
                .map(Purchases::refuse)
                .orElseGet(
                        () ->
                                backlog.isFull()
                                        ? Mono.error(new Refusal(Refusals.BACKLOG))
                                        : decide(call, sale, true));
    }

    /// Asks the risk service and acts on its disposition. The account's in-flight flag is released
    /// whatever the end, also when the caller hangs up.
    private Mono<PurchaseAnswer> decide(PurchaseCall call, Sale sale, boolean mayRepeat) {
        Question question = question(call, sale);
        return risk.assess(question)
                .flatMap(assessment -> act(call, sale, assessment))
                .doOnNext(answer -> release(question, answer.status()))
                .doOnError(error -> release(question, 503))
                .doOnCancel(() -> release(question, 499))
                .flatMap(answer -> repeatOnce(call, sale, answer, mayRepeat));
    }

    private void release(Question question, int status) {
        risk.finished(question.requestId(), question.account(), question.sale(), status);
    }

    private Mono<PurchaseAnswer> act(PurchaseCall call, Sale sale, Assessment assessment) {
        return switch (assessment) {
            case Assessment.Proceed it -> commit(call, sale, it.ticket());
            case Assessment.Challenge it -> refuse(Refusals.of(it));
            case Assessment.Block it -> block(call, it);
            case Assessment.Throttle it -> refuse(Refusals.of(it));
            case Assessment.InFlight it -> refuse(Refusals.of(it));
            case Assessment.NotEligible it -> refuse(Refusals.of(it));
        };
    }

    private Mono<PurchaseAnswer> block(PurchaseCall call, Assessment.Block it) {
        Problem answer = Refusals.of(it);
        blocks.remember(call.account().id(), call.sale(), answer, it.stands());
        return refuse(answer);
    }

    private Mono<PurchaseAnswer> commit(PurchaseCall call, Sale sale, Ticket ticket) {
        Commit commit =
                new Commit(
                        ticket.order(),
                        ticket.account(),
                        ticket.quantity(),
                        ticket.termsVersion(),
                        ticket.expiresAt(),
                        ticket.decisionId(),
                        ticket.policyVersion(),
                        call.key());
        return stock.commit(commit)
                // Whatever is not certainly undone may be done. Asking again is harmless: the
                // order's own key gives the same order.
                .onErrorResume(error -> !(error instanceof Ledger.NotDone), e -> again(commit))
                .flatMap(result -> answer(sale, ticket, result))
                .onErrorResume(
                        StillUnknown.class,
                        e -> Mono.just(new PurchaseAnswer.Unknown(ticket.order())));
    }

    /// The second sending waits until a cut connection has had time to come back.
    private Mono<CommitResult> again(Commit commit) {
        return Mono.delay(BEFORE_SECOND_SENDING)
                .then(stock.commit(commit))
                .onErrorMap(e -> new StillUnknown());
    }

    /// Two sendings without an answer that is certain.
    private static final class StillUnknown extends RuntimeException {
        StillUnknown() {
            super("the commit's outcome is unknown", null, false, false);
        }
    }

    private Mono<PurchaseAnswer> answer(Sale sale, Ticket ticket, CommitResult result) {
        return switch (result) {
            case CommitResult.Sold it -> Mono.just(new PurchaseAnswer.Bought(it.order(), false));
            case CommitResult.Replayed it -> Mono.just(new PurchaseAnswer.Bought(it.order(), true));
            case CommitResult.KeyReused it -> refuse(Refusals.KEY_REUSED);
            case CommitResult.TicketExpired it -> Mono.just(new PurchaseAnswer.TooLate());
            case CommitResult.SaleChanged it -> reread(sale);
            case CommitResult.NotOnSale it -> refuse(Refusals.of(it, sale, clock.instant()));
            case CommitResult.LimitReached it -> refuse(Refusals.of(it, sale, ticket.decisionId()));
            case CommitResult.Wait it -> refuse(Refusals.of(it, ticket.decisionId()));
            case CommitResult.SoldOut it ->
                    refuse(Refusals.SOLD_OUT.with(Refusals.DECISION, ticket.decisionId()));
        };
    }

    private Mono<PurchaseAnswer> reread(Sale sale) {
        return sales.find(sale.id())
                .doOnNext(board::put)
                .<PurchaseAnswer>map(PurchaseAnswer.Changed::new)
                .onErrorMap(e -> new Refusal(Problem.ledgerUnavailable()))
                .switchIfEmpty(refuse(Refusals.SALE_NOT_FOUND));
    }

    /// A ticket that came too late, or terms that this node had not seen yet but that leave the
    /// price as it was, deserve one more assessment; more than one would feed a storm.
    private Mono<PurchaseAnswer> repeatOnce(
            PurchaseCall call, Sale sale, PurchaseAnswer answer, boolean mayRepeat) {
        if (!mayRepeat) {
            return Mono.just(answer);
        }
        return switch (answer) {
            case PurchaseAnswer.Changed(Sale now)
                    when now.terms().price().equals(sale.terms().price()) ->
                    Refusals.fact(now, clock.instant()) // just read: nothing is fresher
                            .map(Purchases::refuse)
                            .orElseGet(() -> decide(call, now, false));
            case PurchaseAnswer.TooLate it -> decide(call, sale, false);
            case PurchaseAnswer.Changed it -> Mono.just(it);
            case PurchaseAnswer.Refused it -> Mono.just(it);
            case PurchaseAnswer.Bought it -> Mono.just(it);
            case PurchaseAnswer.Unknown it -> Mono.just(it);
        };
    }

    private Question question(PurchaseCall call, Sale sale) {
        return new Question(
                UlidCreator.getUlid().toString(),
                call.sale(),
                sale.termsVersion(),
                call.account().id(),
                call.account().registeredAt(),
                call.connection().address(),
                call.connection().device(),
                call.connection().userAgent(),
                call.connection().headerNames(),
                call.request().quantity(),
                call.request().telemetry(),
                call.request().challenge(),
                clock.instant());
    }

    private static Mono<PurchaseAnswer> refuse(Problem problem) {
        return Mono.just(new PurchaseAnswer.Refused(problem));
    }
}
