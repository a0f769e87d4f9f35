package io.parley.projections.batch;

import java.util.concurrent.locks.Lock;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;

/**
 * Holds a lock from a batch's first event until its token is stored, so that a store that commits now and then never has the
 * one without the other.
 */
public final class BatchLock implements TransactionManager {
    private final Lock lock;

    public BatchLock(Lock lock) {
        this.lock = lock;
    }

    @Override
    public Transaction startTransaction() {
        lock.lock();
        return new Held(lock);
    }

    /** Axon rolls back after a commit whose later phases failed: released is released. */
    private static final class Held implements Transaction {
        private final Lock lock;
        private boolean released;

        Held(Lock lock) {
            this.lock = lock;
        }

        @Override
        public void commit() {
            release();
        }

        @Override
        public void rollback() {
            release();
        }

        private void release() {
            if (!released) {
                released = true;
                lock.unlock();
            }
        }
    }
}
