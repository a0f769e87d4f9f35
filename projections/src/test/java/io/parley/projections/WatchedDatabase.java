package io.parley.projections;

import com.mongodb.MongoSocketException;
import com.mongodb.ServerAddress;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** A real database whose bulk writes are counted, and fail for chosen collections, as a lost connection makes them. */
final class WatchedDatabase {
    private final Set<String> failing = ConcurrentHashMap.newKeySet();
    private final List<String> written = new CopyOnWriteArrayList<>();
    private final List<String> failed = new CopyOnWriteArrayList<>();
    private final Map<String, LongAdder> asked = new ConcurrentHashMap<>();
    private final MongoDatabase database;

    WatchedDatabase(MongoDatabase real) {
        database = proxy(MongoDatabase.class, (proxy, method, arguments) -> {
            Object result = invoke(real, method, arguments);
            return result instanceof MongoCollection<?> collection ? watched(collection) : result;
        });
    }

    private MongoCollection<?> watched(MongoCollection<?> real) {
        String name = real.getNamespace().getCollectionName();
        return proxy(MongoCollection.class, (proxy, method, arguments) -> {
            if (method.getName().equals("bulkWrite")) {
                if (failing.contains(name)) {
                    failed.add(name);
                    throw new MongoSocketException("cut by the test", new ServerAddress());
                }
                written.add(name);
            }
            if (method.getName().equals("find") && arguments != null && arguments[0] instanceof Document filter) {
                asked(name).add(askedFor(filter));
            }
            return invoke(real, method, arguments);
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static @Nullable Object invoke(Object target, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    private static int askedFor(Document filter) {
        return filter.get("_id") instanceof Document ids
                ? ids.getList("$in", Object.class).size()
                : 1;
    }

    /** Documents that were read by id. */
    LongAdder asked(String collection) {
        return asked.computeIfAbsent(collection, any -> new LongAdder());
    }

    MongoDatabase database() {
        return database;
    }

    void fail(String collection) {
        failing.add(collection);
    }

    void heal() {
        failing.clear();
    }

    /** The collections of the bulk writes that went through, in their order. */
    List<String> written() {
        return written;
    }

    List<String> failed() {
        return failed;
    }
}
