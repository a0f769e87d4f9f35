package io.parley.bench.load;

import java.util.concurrent.CompletableFuture;

/** People who connect when they are told to. */
public interface Arrivals {
    /** Done when the person is logged in. */
    CompletableFuture<LoadSocket> greet(int person);

    /** Done when the person is logged in, can be reached by others and was told what there is. */
    CompletableFuture<LoadSocket> arrive(int person);

    /** The same people, whose lost connections are told to somebody else. */
    Arrivals reportingTo(Faults lost);
}
