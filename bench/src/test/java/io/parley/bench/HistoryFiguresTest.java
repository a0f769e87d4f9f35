package io.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.parley.bench.report.Figure;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryFiguresTest {
    @Test
    void whatTheToolSaysBecomesFigures() {
        List<Figure> figures = HistoryFigures.figures(List.of(
                "Made a history",
                "replay: 1,110,007 events in 5.9 s, 188,012 a second, peak heap 149 MiB of at most 512",
                "export: 1,110,007 events in 12.0 s, 92,791 a second, peak heap 182 MiB of at most 512",
                "as-of on 100,001 entries: 903 ms",
                "as-of on 100,001 entries: 712 ms"));

        assertThat(figures)
                .extracting(Figure::name, Figure::value)
                .containsExactly(
                        tuple("history.replay", 188_012.0),
                        tuple("history.replay.heap", 149.0),
                        tuple("history.export", 92_791.0),
                        tuple("history.export.heap", 182.0),
                        tuple("history.as-of", 712.0));
    }

    @Test
    void anythingElseIsAFault() {
        assertThatThrownBy(() -> HistoryFigures.figures(List.of("no space left")))
                .isInstanceOf(IllegalStateException.class);
    }
}
