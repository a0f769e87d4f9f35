package io.parley.projections.batch;

import com.mongodb.MongoBulkWriteException;

/** Redelivered events insert documents that are there already: that is what success looks like then. */
final class DuplicateKeys {
    private static final int DUPLICATE_KEY = 11000;

    private DuplicateKeys() {}

    static void tolerate(Runnable bulkWrite) {
        try {
            bulkWrite.run();
        } catch (MongoBulkWriteException e) {
            boolean onlyDuplicates = e.getWriteConcernError() == null
                    && e.getWriteErrors().stream().allMatch(error -> error.getCode() == DUPLICATE_KEY);
            if (!onlyDuplicates) {
                throw e;
            }
        }
    }
}
