package dev.fairgate.risk.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DifferenceTest {

    @Test
    void namesWhatWasAddedRemovedAndReplacedByPointer() {
        assertThat(
                        Difference.between(
                                "{\"a/b\":1,\"gone\":true,\"same\":[1],\"list\":[{\"x\":1},2]}",
                                "{\"a/b\":2,\"same\":[1],\"list\":[{\"x\":null}],\"~new\":{}}"))
                .extracting(it -> it.op().wireName() + " " + it.pointer())
                .containsExactly(
                        "replace /a~1b",
                        "remove /gone",
                        "replace /list/0/x",
                        "remove /list/1",
                        "add /~0new");
    }

    @Test
    void isNothingBetweenEqualDocuments() {
        assertThat(Difference.between("{\"a\":1,\"b\":2}", "{ \"b\":2, \"a\":1}")).isEmpty();
    }
}
