package dev.fairgate.captcha;

import java.time.Duration;
import reactor.core.publisher.Mono;

/// Where issued challenges are kept, one store for all nodes. Each method acts when it is
/// subscribed to, fails with an error signal when the store is away (within the store's own
/// timeout), and leaves nothing behind for longer than the duration it was given.
/// `ChallengeStoreContract`, in the test jar of this module, holds every implementation to this.
public interface ChallengeStore {

    /// Keeps the record under the id; completes only once it is written.
    Mono<Void> put(String id, IssuedChallenge issued, Duration ttl);

    /// The record, left in place; empty when there is none.
    Mono<IssuedChallenge> find(String id);

    /// Deletes and returns the record in one atomic step: exactly one of any number of callers
    /// gets it, the others get an empty answer. A repeat after a lost reply is such another call.
    Mono<IssuedChallenge> take(String id);

    /// Counts one more fetch of the challenge's picture: 1, 2, 3, … The count is forgotten `ttl`
    /// after the first.
    Mono<Integer> countFetch(String id, Duration ttl);

    /// Keeps the picture unless one is kept already: the first one stays, so that two nodes that
    /// draw at the same moment serve the same picture.
    Mono<Void> putPicture(String id, byte[] png, Duration ttl);

    /// The picture; empty when there is none.
    Mono<byte[]> picture(String id);

    /// Counts one more wrong answer, and tells the count with this one included. The window begins
    /// at the first and is not moved by later ones.
    Mono<WrongAnswers> countWrong(Binding binding, Duration window);

    /// The wrong answers of the present window, [WrongAnswers#NONE] when there is none; never an
    /// empty answer.
    Mono<WrongAnswers> wrongAnswers(Binding binding);
}
