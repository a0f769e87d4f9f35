package io.parley.server.crash;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** An object of which one learns that a method is called, and that it has returned. */
final class Observed {
    private Observed() {}

    static <T> T around(Class<T> type, T object, String method, Runnable before, Runnable after) {
        Object observed =
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, called, given) -> {
                    boolean wanted = called.getName().equals(method);
                    if (wanted) {
                        before.run();
                    }
                    try {
                        Object result = called.invoke(object, given);
                        if (wanted) {
                            after.run();
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        return type.cast(observed);
    }
}
