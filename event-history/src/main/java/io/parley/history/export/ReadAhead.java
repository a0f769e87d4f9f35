package io.parley.history.export;

import io.parley.history.source.HistoryException;
import io.parley.history.source.Occurrence;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/** Reads and deserializes on a thread of its own, a few pages ahead. */
final class ReadAhead implements Iterator<Occurrence>, AutoCloseable {
    private static final int PAGE = 1_000;
    private static final int PAGES = 8;

    private final BlockingQueue<List<Occurrence>> pages = new ArrayBlockingQueue<>(PAGES);
    private Iterator<Occurrence> page = List.<Occurrence>of().iterator();
    private final Thread reader;
    private boolean ended;
    private volatile @Nullable RuntimeException failure;

    ReadAhead(Iterator<Occurrence> events) {
        reader = Thread.ofPlatform().name("read-ahead").daemon().start(() -> read(events));
    }

    private void read(Iterator<Occurrence> events) {
        try {
            while (events.hasNext()) {
                List<Occurrence> next = new ArrayList<>(PAGE);
                while (events.hasNext() && next.size() < PAGE) {
                    next.add(deserialized(events.next()));
                }
                pages.put(next);
            }
        } catch (RuntimeException e) {
            failure = e;
        } catch (InterruptedException e) {
            failure = new HistoryException("Reading was interrupted.", e);
        }
        end();
    }

    private static Occurrence deserialized(Occurrence event) {
        event.message().getPayload();
        event.message().getMetaData();
        return event;
    }

    private void end() {
        try {
            pages.put(List.of());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean hasNext() {
        if (!page.hasNext() && !ended) {
            try {
                List<Occurrence> next = pages.take();
                ended = next.isEmpty();
                page = next.iterator();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new HistoryException("The export was interrupted; the next run goes on.", e);
            }
            RuntimeException failed = failure;
            if (ended && failed != null) {
                throw failed;
            }
        }
        return page.hasNext();
    }

    @Override
    public Occurrence next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return page.next();
    }

    @Override
    public void close() {
        reader.interrupt();
    }
}
