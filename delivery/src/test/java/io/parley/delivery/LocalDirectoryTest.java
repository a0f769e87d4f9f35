package io.parley.delivery;

/** The directory of one process keeps the contract. */
class LocalDirectoryTest extends DirectoryContract {
    @Override
    protected Directory open() {
        return new LocalDirectory();
    }
}
