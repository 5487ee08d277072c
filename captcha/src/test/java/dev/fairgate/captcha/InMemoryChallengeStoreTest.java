package dev.fairgate.captcha;

import java.time.InstantSource;

class InMemoryChallengeStoreTest extends ChallengeStoreContract {

    private final ChallengeStore store = new InMemoryChallengeStore(InstantSource.system());

    @Override
    protected ChallengeStore store() {
        return store;
    }
}
