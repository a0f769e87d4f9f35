package io.parley.eventstore;

import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.Statistics;
import org.rocksdb.StatsLevel;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.util.StdErrLogger;

/** RocksDB kept small: besides the block cache about 64 MiB of native memory, and at most as much log to replay. */
final class Tuning {
    private static final long WRITE_BUFFER_BYTES = 8L << 20;
    private static final long ALL_WRITE_BUFFERS_BYTES = 32L << 20;
    private static final long ALL_WAL_BYTES = 64L << 20;
    private static final long INFO_LOG_BYTES = 1L << 20;
    private static final int INFO_LOGS = 2;
    private static final int BACKGROUND_JOBS = 2;
    private static final int BLOOM_BITS = 10;
    private static final long BLOCK_BYTES = 16L << 10;
    private static final int ALL_FILES = -1;

    private Tuning() {}

    static DBOptions writing(Natives natives, Statistics statistics) {
        statistics.setStatsLevel(StatsLevel.EXCEPT_DETAILED_TIMERS);
        return common(natives)
                .setCreateIfMissing(true)
                .setCreateMissingColumnFamilies(true)
                .setStatistics(statistics)
                .setStatsDumpPeriodSec(0)
                .setStatsPersistPeriodSec(0)
                .setMaxBackgroundJobs(BACKGROUND_JOBS)
                .setDbWriteBufferSize(ALL_WRITE_BUFFERS_BYTES)
                .setMaxTotalWalSize(ALL_WAL_BYTES)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setMaxLogFileSize(INFO_LOG_BYTES)
                .setKeepLogFileNum(INFO_LOGS);
    }

    /** Without a log file: it would replace that of the process that writes. */
    static DBOptions readOnly(Natives natives) {
        return common(natives).setLogger(natives.add(new StdErrLogger(InfoLogLevel.FATAL_LEVEL)));
    }

    private static DBOptions common(Natives natives) {
        return natives.add(new DBOptions())
                .setParanoidChecks(true)
                // An unfinished last record was never acknowledged and goes; damage before it refuses to open. The
                // default would silently drop everything behind a damaged record.
                .setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords)
                // All files stay open, so that a reader keeps what the writer's compaction has deleted.
                .setMaxOpenFiles(ALL_FILES);
    }

    static ColumnFamilyOptions family(Natives natives, long blockCacheBytes) {
        Cache cache = natives.add(new LRUCache(blockCacheBytes));
        BlockBasedTableConfig table = new BlockBasedTableConfig()
                .setBlockCache(cache)
                .setBlockSize(BLOCK_BYTES)
                .setFilterPolicy(natives.add(new BloomFilter(BLOOM_BITS)))
                .setCacheIndexAndFilterBlocks(true)
                .setPinL0FilterAndIndexBlocksInCache(true);
        return natives.add(new ColumnFamilyOptions())
                .setTableFormatConfig(table)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setWriteBufferSize(WRITE_BUFFER_BYTES);
    }
}
