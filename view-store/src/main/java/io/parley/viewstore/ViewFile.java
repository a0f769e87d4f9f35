package io.parley.viewstore;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/** The file: one map a collection, written by nothing but {@link #beginCommit()}. */
final class ViewFile {
    /** Raise it when the layout of keys or documents changes; a file with another number is refused. */
    static final int FORMAT = 1;

    private static final String COLLECTION_PREFIX = "collection:";
    private static final int LEAST_FILL_PERCENT = 50;
    private static final int COMPACTION_BYTES = 2 * 1024 * 1024;

    /** A commit rewrites every page in which anything changed, and what changes within a second lies far apart: small pages, little to write. */
    private static final int PAGE_BYTES = 4 * 1024;

    /** Beyond what a commit takes at most: others write to the disk meanwhile. */
    private static final long RESERVE_BYTES = 8L * 1024 * 1024;

    private final Path path;
    private final MVStore store;

    private ViewFile(Path path, MVStore store) {
        this.path = path;
        this.store = store;
    }

    /** Nobody reads for as long as a dead page is kept, so it may be overwritten once its successor was surely synced. */
    static ViewFile open(Path path, EmbeddedMongoOptions options) {
        createPrivately(path);
        MVStore store = openStore(path, options.cacheMiB());
        try {
            checkFormat(path, store);
            store.setVersionsToKeep(0);
            store.setRetentionTime(
                    Math.toIntExact(options.syncInterval().multipliedBy(2).toMillis()));
            startWriting(store);
            return new ViewFile(path, store);
        } catch (RuntimeException e) {
            store.closeImmediately();
            throw e;
        }
    }

    /**
     * A delay starts the store's own threads, which write a commit while batches go on; the longest there is, so that it begins none itself.
     * Last of all: a store that is closed before its thread has begun to wait, waits for it for as long.
     */
    private static void startWriting(MVStore store) {
        store.setAutoCommitDelay(Integer.MAX_VALUE);
    }

    private static void createPrivately(Path path) {
        try {
            Files.createFile(path, ownerOnly());
        } catch (FileAlreadyExistsException e) {
            return;
        } catch (IOException e) {
            throw new ViewStoreException("The views' file " + path + " cannot be created: " + e.getMessage(), e);
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /** A buffer size of 0 matters: without it the store commits by itself, amid a batch, when much is unsaved. */
    private static MVStore openStore(Path path, int cacheMiB) {
        try {
            return new MVStore.Builder()
                    .fileName(path.toString())
                    .autoCommitDisabled()
                    .autoCommitBufferSize(0)
                    .autoCompactFillRate(0)
                    .cacheSize(cacheMiB)
                    .pageSplitSize(PAGE_BYTES)
                    .open();
        } catch (MVStoreException e) {
            throw switch (e.getErrorCode()) {
                case DataUtils.ERROR_FILE_LOCKED ->
                    new ViewStoreException("The views' file " + path + " is in use by another process.", e);
                case DataUtils.ERROR_FILE_CORRUPT ->
                    new ViewStoreException(
                            "The views' file " + path
                                    + " is damaged: move it away, the views are rebuilt from the events.",
                            e);
                default ->
                    new ViewStoreException("The views' file " + path + " cannot be opened: " + e.getMessage(), e);
            };
        }
    }

    private static void checkFormat(Path path, MVStore store) {
        if (store.getMapNames().isEmpty() && store.getStoreVersion() == 0) {
            store.setStoreVersion(FORMAT);
            store.commit();
        } else if (store.getStoreVersion() != FORMAT) {
            throw new ViewStoreException(
                    String.format(
                            Locale.ROOT,
                            "The views' file %s has format %d, this version reads format %d: "
                                    + "move it away, the views are rebuilt from the events.",
                            path,
                            store.getStoreVersion(),
                            FORMAT),
                    null);
        }
    }

    MVMap<DocumentKey, byte[]> collection(String fullName) {
        return store.openMap(
                COLLECTION_PREFIX + fullName,
                new MVMap.Builder<DocumentKey, byte[]>()
                        .keyType(DocumentKeyType.INSTANCE)
                        .valueType(BsonBytesType.INSTANCE));
    }

    void remove(String fullName) {
        store.removeMap(collection(fullName));
    }

    void rename(String fullName, String newFullName) {
        store.renameMap(collection(fullName), COLLECTION_PREFIX + newFullName);
    }

    List<String> databases() {
        return store.getMapNames().stream()
                .filter(name -> name.startsWith(COLLECTION_PREFIX))
                .map(name -> name.substring(COLLECTION_PREFIX.length(), name.indexOf('.')))
                .distinct()
                .toList();
    }

    /**
     * Takes what is there now; it is written while later changes go on.
     *
     * @throws ViewStoreException where the disk has no room for it: then nothing is written, since the store closes for good after a write
     *     that fails, and what it holds could not even be read
     */
    void beginCommit() {
        requireOpen();
        requireRoom();
        store.tryCommit();
    }

    /** For what is unsaved. A disk that says nothing of itself has no size, and is taken to have room. */
    boolean hasRoom() {
        File file = path.toFile();
        return file.getTotalSpace() == 0 || file.getUsableSpace() >= 2 * unsavedBytes() + RESERVE_BYTES;
    }

    private void requireRoom() {
        if (!hasRoom()) {
            throw new ViewStoreException(
                    "The disk of the views' file " + path + " is full; make room, and it goes on by itself.", null);
        }
    }

    /** Waits until the last commit is written, though not synced. */
    void awaitCommit() {
        requireOpen();
        store.executeFilestoreOperation(() -> {});
    }

    /** The store closes itself after a failed write, and then takes commits without a word. */
    private void requireOpen() {
        if (store.isClosed()) {
            throw new ViewStoreException(
                    "The views' file " + path + " could not be written and is closed; restart when it can.",
                    store.getPanicException());
        }
    }

    void sync() {
        store.sync();
    }

    /** Rewrites the live part of chunks that are mostly dead, a little at a time, so that their space is free again. */
    void compact() {
        if (store.compact(LEAST_FILL_PERCENT, COMPACTION_BYTES)) {
            beginCommit();
        }
    }

    long unsavedBytes() {
        return store.getUnsavedMemory();
    }

    long size() {
        return store.getFileStore().size();
    }

    /** Space is not given back: moving chunks fails the store's own assertions after a kill. */
    void close() {
        beginCommit();
        awaitCommit();
        store.close();
    }

    /** Leaves the file as of the last commit. */
    void abandon() {
        store.closeImmediately();
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
