package io.parley.torture.load;

import io.parley.client.http.ParleyHttp;
import io.parley.client.http.ParleyProblem;
import io.parley.torture.check.Findings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** People who register while the server dies: each is registered wholly or not at all. */
public final class Strangers {
    private static final Duration BETWEEN = Duration.ofMillis(400);
    private static final int CHECKED = 8;

    private final ParleyHttp http;
    private final String prefix;
    private final List<String> registered = new CopyOnWriteArrayList<>();
    private final List<String> inDoubt = new CopyOnWriteArrayList<>();

    Strangers(ParleyHttp http, String prefix) {
        this.http = http;
        this.prefix = prefix;
    }

    void registerWhile(BooleanSupplier wanted) {
        for (int number = 0; wanted.getAsBoolean(); number++) {
            register(prefix + number);
            LockSupport.parkNanos(BETWEEN.toNanos());
        }
    }

    private void register(String handle) {
        try {
            http.register(handle, Person.PASSWORD, null);
            registered.add(handle);
        } catch (ParleyProblem e) {
            inDoubt.add(handle);
        }
    }

    /** The last of those who were told that they are registered can log in, and so can the others once they have tried again. */
    public void check(Findings findings) {
        newest(registered).forEach(handle -> logIn(handle, findings));
        for (String handle : newest(inDoubt)) {
            try {
                http.register(handle, Person.PASSWORD, null);
            } catch (ParleyProblem e) {
                findings.equal("the answer to a second registration of " + handle, "handle_taken", e.code());
            }
            logIn(handle, findings);
        }
    }

    private static List<String> newest(List<String> handles) {
        return handles.subList(Math.max(0, handles.size() - CHECKED), handles.size());
    }

    private void logIn(String handle, Findings findings) {
        try {
            http.logIn(handle, Person.PASSWORD);
        } catch (ParleyProblem e) {
            findings.hold(handle + " is registered but cannot log in: " + e.code(), false);
        }
    }
}
