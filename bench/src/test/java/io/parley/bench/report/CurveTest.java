package io.parley.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.parley.bench.report.Curve.Point;
import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class CurveTest {
    private static final Curve CURVE = new Curve(
            "conversations",
            "conversations",
            "messages",
            List.of(new Point(10, 5_000, 0.2), new Point(100, 10_000, 0.1), new Point(1_000, 8_000, 0.3)));

    @Test
    void theTableTellsWhatGrows() {
        assertThat(CURVE.table())
                .contains("| 10 | 5,000 | 0.200 | x 1.00 |", "| 100 | 10,000 | 0.100 | x 0.50 |")
                .endsWith(String.format("| 1,000 | 8,000 | 0.300 | x 1.50 |%n"));
    }

    @Test
    void thePlotIsADrawingWithADotForEachValue() throws Exception {
        Document drawing = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(CURVE.plot())));

        assertThat(drawing.getElementsByTagName("circle").getLength()).isEqualTo(6);
        assertThat(drawing.getElementsByTagName("path").getLength()).isEqualTo(2);
        assertThat(drawing.getDocumentElement().getTextContent()).contains("10,000", "1,000");
    }

    @Test
    void oneSizeAloneCanBeDrawn() {
        Curve one = new Curve("c", "c", "messages", List.of(new Point(10, 0, 0)));

        assertThat(one.plot()).doesNotContain("NaN", "Infinity");
    }

    @Test
    void numbersHaveTheDigitsThatMatter() {
        assertThat(List.of(Plot.number(12_345.6), Plot.number(1.333), Plot.number(0.0114), Plot.number(0)))
                .containsExactly("12,346", "1.33", "0.011", "0");
    }

    @Test
    void scalesEndAtARoundNumber() {
        assertThat(Plot.ceiling(7_300)).isEqualTo(8_000);
        assertThat(Plot.ceiling(0.12)).isEqualTo(0.2, offset(1e-9));
        assertThat(Plot.ceiling(9.5)).isEqualTo(10);
        assertThat(Plot.ceiling(0)).isEqualTo(1);
    }
}
