package io.parley.projections;

import static org.assertj.core.api.Assertions.assertThat;

import org.bson.BsonDocument;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The watch itself must bark. */
class StrictFiltersTest {
    @ParameterizedTest
    @ValueSource(strings = {"{_id: 'a'}", "{_id: {c: 'a', s: 1}}", "{_id: {$in: ['a', 'b']}}"})
    void byId(String filter) {
        assertThat(StrictFilters.isById(BsonDocument.parse(filter))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{user: 'a'}",
                "{_id: 'a', pos: {$lt: 3}}",
                "{_id: {$gt: 'a'}}",
                "{_id: {$in: ['a'], $gt: 'a'}}",
                "{_id: /^a/}",
                "{$and: [{_id: 'a'}]}"
            })
    void otherwise(String filter) {
        assertThat(StrictFilters.isById(BsonDocument.parse(filter))).isFalse();
    }
}
