package io.parley.eventstore;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Supplier;

/** Reads ahead a page at a time, so that nothing native is held between two calls. An empty page is the end. */
final class PagedIterator<T> implements Iterator<T> {
    private final Supplier<List<T>> pages;
    private Iterator<T> page = List.<T>of().iterator();
    private boolean ended;

    PagedIterator(Supplier<List<T>> pages) {
        this.pages = pages;
    }

    @Override
    public boolean hasNext() {
        if (!page.hasNext() && !ended) {
            List<T> next = pages.get();
            ended = next.isEmpty();
            page = next.iterator();
        }
        return page.hasNext();
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return page.next();
    }
}
