package io.parley.chat;

/** How far an own message has come. */
enum Tick {
    WAITING("…"),
    SENT("✓"),
    DELIVERED("✓✓"),
    READ("✓✓");

    private final String text;

    Tick(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }
}
